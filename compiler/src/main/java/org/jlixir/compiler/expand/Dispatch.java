package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.TreeMap;
import org.jlixir.compiler.CompilerState;
import org.jlixir.compiler.erlang.NativeMacros;
import org.jlixir.compiler.module.OpenModule;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** Finds what a call means: an import, a macro, a function of the module, or of another one. */
final class Dispatch {
    private Dispatch() {}

    /** What a name and arity are imported as. */
    private record Found(Atom module, boolean macro, boolean quoted) {}

    /** Expands {@code name(args)}. */
    static Object call(Expander x, Atom name, Object meta, Object args, int arity) {
        Object found = importedOrLocal(x, name, meta, args);
        return found != null ? found : local(x, name, meta, args, arity);
    }

    /** The expansion of a call of an import or of a macro of this module; null for neither. */
    static @Nullable Object importedOrLocal(Expander x, Atom name, Object meta, Object args) {
        int arity = Form.length(args);
        if (isBootstrap(x)) {
            Object expanded = NativeMacros.expand(x.session, name, args, arity, here(x, meta));
            if (expanded != null) {
                return x.expand(linify(x, meta, KERNEL, args, expanded));
            }
        }
        Found found = find(x, meta, name, arity);
        if (found != null && found.quoted) {
            return expandFound(x, found, name, meta, args, arity);
        }
        if (x.env.inFunction() && (found == null || found.module != x.env.module)) {
            OpenModule open = x.session.openModule(x.env.module);
            if (open != null && open.hasMacro(name, arity)) {
                if (found != null) {
                    throw x.fatal(
                            meta,
                            "call to local macro " + Names.function(name) + "/" + arity + " conflicts with imported "
                                    + Names.inspect(found.module) + "." + Names.function(name) + "/" + arity
                                    + ", please rename the local macro or remove the conflicting import");
                }
                return localMacro(x, open, name, meta, args, arity);
            }
        }
        return found == null ? null : expandFound(x, found, name, meta, args, arity);
    }

    private static boolean isBootstrap(Expander x) {
        return x.session.state().kernelEnv() == null;
    }

    private static Object localMacro(Expander x, OpenModule open, Atom name, Object meta, Object args, int arity) {
        if (x.locals != null) {
            x.locals.macro(name, arity, meta, x.env);
        }
        Tracing.localMacro(x, open, meta, name, arity);
        Object quoted = open.callMacro(x.session, name, arity, prepend(callerTerm(x, meta), args));
        return expandQuoted(x, linify(x, meta, x.env.module, args, quoted), meta, x.env.module, name, arity);
    }

    /** Goes on with what a macro has given. A failure on the way tells of the macro. */
    private static Object expandQuoted(Expander x, Object quoted, Object meta, Atom module, Atom name, int arity) {
        try {
            return x.expand(quoted);
        } catch (ElixirException failure) {
            throw ExpansionTrace.within(failure, ExpansionTrace.MACRO, x, meta, module, name, arity);
        }
    }

    private static Env here(Expander x, Object meta) {
        int line = Meta.line(meta);
        return x.env.withVars(x.vars).withLine(line == 0 ? x.env.line : line);
    }

    /** The environment that a macro called at {@code meta} gets. */
    static ElixirMap callerTerm(Expander x, Object meta) {
        Env at = here(x, meta);
        return x.session.frame().remember(at, at.toTerm());
    }

    private static Object[] prepend(Object first, Object list) {
        Object[] result = new Object[1 + Form.length(list)];
        result[0] = first;
        int i = 1;
        for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
            result[i++] = cell.head;
        }
        return result;
    }

    private static Object linify(Expander x, Object meta, Atom receiver, Object args, Object quoted) {
        return Hygiene.linify(meta, receiver, args, x.session.state().nextCounter(), quoted);
    }

    private static @Nullable Found find(Expander x, Object meta, Atom name, int arity) {
        Found quoted = quotedImport(meta, arity);
        if (quoted != null) {
            return quoted;
        }
        Atom function = only(x, meta, x.env.functions, name, arity);
        Atom macro = only(x, meta, x.env.macros, name, arity);
        if (function != null && macro != null) {
            throw conflict(x, meta, name, arity, macro, function);
        }
        return function != null
                ? new Found(function, false, false)
                : macro != null ? new Found(macro, true, false) : null;
    }

    private static @Nullable Atom only(Expander x, Object meta, Imports imports, Atom name, int arity) {
        Atom module = null;
        for (Imports.Import entry : imports.named(name)) {
            if (entry.arity() == arity) {
                if (module != null && module != entry.module()) {
                    throw conflict(x, meta, name, arity, module, entry.module());
                }
                module = entry.module();
            }
        }
        return module;
    }

    private static RuntimeException conflict(Expander x, Object meta, Atom name, int arity, Atom one, Atom other) {
        return x.fatal(
                meta,
                "conflicting " + Names.function(name) + "/" + arity + " import from modules " + Names.inspect(one)
                        + " and " + Names.inspect(other));
    }

    /** A name that was an import where it was quoted stays that import. */
    private static @Nullable Found quotedImport(Object meta, int arity) {
        Object imports = Meta.get(meta, IMPORTS);
        if (imports == null || !Meta.has(meta, CONTEXT)) {
            return null;
        }
        for (Object rest = imports; rest instanceof Cons cell; rest = cell.tail()) {
            if (cell.head instanceof Tuple2 pair
                    && pair.e0 instanceof Long n
                    && n == arity
                    && pair.e1 instanceof Atom module) {
                return new Found(module, false, true);
            }
        }
        return null;
    }

    private static Object expandFound(Expander x, Found found, Atom name, Object meta, Object args, int arity) {
        if (x.locals != null && !found.quoted && x.env.inFunction()) {
            x.locals.imported(found.module, name, arity, meta, x.env);
        }
        if (found.module == x.env.module) {
            OpenModule open = x.session.openModule(found.module);
            if (open != null) {
                return open.hasMacro(name, arity) && x.env.inFunction()
                        ? localMacro(x, open, name, meta, args, arity)
                        : local(x, name, meta, args, arity);
            }
        }
        if (!found.macro) {
            Tuple2 target = Rewrites.inline(found.module, name, arity);
            if (target != null) {
                Tracing.importedFunction(x, meta, found.module, name, arity);
                return remoteFunction(x, (Atom) target.e0, meta, (Atom) target.e1, meta, args, x.new Parallel());
            }
        }
        if (found.macro || found.quoted) {
            Object quoted = calledMacro(x, found.module, name, meta, args, arity, Tracing::importedMacro);
            if (quoted != null) {
                return expandQuoted(x, quoted, meta, found.module, name, arity);
            }
        }
        Tracing.importedFunction(x, meta, found.module, name, arity);
        return remoteFunction(x, found.module, meta, name, meta, args, x.new Parallel());
    }

    /** Expands {@code module.name(args)}. */
    static Object remote(
            Expander x, Atom module, Object dotMeta, Atom name, Object meta, Object args, Expander.Parallel scope) {
        int arity = Form.length(args);
        Tuple2 target = Rewrites.inline(module, name, arity);
        if (target != null) {
            Tracing.remoteFunction(x, meta, module, name, arity);
            return remoteFunction(x, (Atom) target.e0, dotMeta, (Atom) target.e1, meta, args, scope);
        }
        Env env = x.env;
        if (module == KERNEL && isBootstrap(x)) {
            Object expanded = NativeMacros.expand(x.session, name, args, arity, here(x, meta));
            if (expanded != null) {
                scope.close();
                return x.expand(linify(x, meta, KERNEL, args, expanded));
            }
        }
        if (module == env.module || Meta.is(meta, REQUIRED) || env.requires(module)) {
            scope.close();
            Object quoted = calledMacro(x, module, name, meta, args, arity, Tracing::remoteMacro);
            if (quoted != null) {
                return expandQuoted(x, quoted, meta, module, name, arity);
            }
            x.vars = scope.start();
        } else if (env.inGuard() && x.session.ensureLoaded(module) && isMacro(x, module, name, arity)) {
            throw x.fatal(
                    meta,
                    "you must require the module " + Names.inspect(module) + " before invoking macro "
                            + Names.inspect(module) + "." + Names.function(name) + "/" + arity + " inside a guard");
        }
        Tracing.remoteFunction(x, meta, module, name, arity);
        return remoteFunction(x, module, dotMeta, name, meta, args, scope);
    }

    static boolean isMacro(Expander x, Atom module, Atom name, int arity) {
        return x.session.exports(module, macroName(name), arity + 1);
    }

    static Atom macroName(Atom name) {
        return Atom.of("MACRO-" + name.name());
    }

    private static Object remoteFunction(
            Expander x, Atom module, Object dotMeta, Atom name, Object meta, Object args, Expander.Parallel scope) {
        int arity = Form.length(args);
        Env env = x.env;
        if (env.inMatch()) {
            scope.close();
            // The zero of +0.0 and -0.0 is not one without a sign.
            boolean signed = arity == 1 && Form.at(args, 0) instanceof Double;
            return Rewrites.inMatch(x, module, name, meta, signed ? args : x.expandArgs(args));
        }
        Object expanded = x.expandMore(args, scope);
        if (env.inGuard()) {
            return Rewrites.inGuard(x, module, dotMeta, name, meta, expanded, arity);
        }
        noteRemote(x, meta, module, name, arity);
        Object rewritten = Rewrites.outside(x, module, dotMeta, name, meta, expanded, arity);
        if (rewritten != null) {
            return rewritten;
        }
        // Without parentheses `nil.name` asks for the field of a value that has none.
        Object outer = module.canNameModule() ? Meta.remove(meta, NO_PARENS) : meta;
        return new Tuple3(new Tuple3(DOT, dotMeta, TermList.of(module, name)), outer, expanded);
    }

    /**
     * Notes a call or capture of a function of another module, which is checked when the module around it is done. Outside of
     * functions it is about to run, and what its module says of it is told at once.
     */
    static void noteRemote(Expander x, Object meta, Atom module, Atom name, int arity) {
        if (module == ERLANG) {
            return;
        }
        if (!x.env.inFunction()) {
            warnDeprecated(x, meta, module, name, arity);
        } else if (x.locals != null) {
            x.locals.remote(module, name, arity, meta, x.env);
        }
    }

    private static void warnDeprecated(Expander x, Object meta, Atom module, Atom name, int arity) {
        if (module != KERNEL && x.warnsDeprecated && x.session.state().checksModules()) {
            Deprecations.of(x.session, module, name, arity)
                    .ifPresent(reason ->
                            x.session.warn(meta, x.env, deprecated(module, name, arity) + " is deprecated. " + reason));
        }
    }

    private static String deprecated(Atom module, Atom name, int arity) {
        return name == USING && arity == 1
                ? "use " + Names.inspect(module)
                : Names.inspect(module) + "." + Names.function(name) + "/" + arity;
    }

    /** A call of a function of this module. */
    static Object local(Expander x, Atom name, Object meta, Object args, int arity) {
        Env env = x.env;
        if (!env.inFunction()) {
            String message = Meta.get(meta, IF_UNDEFINED) == APPLY
                    ? "undefined variable \"" + name.name() + "\""
                    : undefinedLocal(name, arity);
            x.session.codeError(meta, env, message, name.name().length());
            return Atom.NIL;
        }
        if (env.inMatch()) {
            throw x.fatal(
                    meta,
                    "cannot find or invoke local " + name.name() + "/" + arity + " inside a match. Only macros can be "
                            + "invoked inside a match and they must be defined before their invocation. Called as: "
                            + x.text(new Tuple3(name, meta, args)));
        }
        if (env.inGuard()) {
            throw x.fatal(
                    meta,
                    "cannot find or invoke local " + name.name() + "/" + arity
                            + (x.inSize ? " inside a bitstring size specifier" : " inside a guard")
                            + ". Only macros can be invoked inside a "
                            + (x.inSize ? "bitstring size specifier" : "guard")
                            + " and they must be defined before their invocation. Called as: "
                            + x.text(new Tuple3(name, meta, args)));
        }
        Tracing.localFunction(x, meta, name, arity);
        Object expanded = x.expandArgs(args);
        if (x.locals != null) {
            x.locals.local(name, arity, meta, env);
        }
        return new Tuple3(ExpandDefinition.callee(name, arity, meta), meta, expanded);
    }

    private static String undefinedLocal(Atom name, int arity) {
        return "undefined function " + Names.function(name) + "/" + arity + " (there is no such import)";
    }

    // One step

    /** What a call of a macro by name gives, not expanded further; null when it is no macro. */
    static @Nullable Object macroOnce(Expander x, Atom name, Object meta, Object args, int arity) {
        if (isBootstrap(x)) {
            Object expanded = NativeMacros.expand(x.session, name, args, arity, here(x, meta));
            if (expanded != null) {
                return linify(x, meta, KERNEL, args, expanded);
            }
        }
        Found found = find(x, meta, name, arity);
        OpenModule open = x.env.inModule() ? x.session.openModule(x.env.module) : null;
        if (open != null && (found == null || found.module == x.env.module) && open.hasMacro(name, arity)) {
            if (x.locals != null) {
                x.locals.macro(name, arity, meta, x.env);
            }
            Tracing.localMacro(x, open, meta, name, arity);
            return linify(
                    x,
                    meta,
                    x.env.module,
                    args,
                    open.callMacro(x.session, name, arity, prepend(callerTerm(x, meta), args)));
        }
        if (found == null && open == null && x.env.inModule()) {
            // The module is compiled: its public macros are known by what it exports.
            return calledMacro(x, x.env.module, name, meta, args, arity, Tracing::remoteMacro);
        }
        if (found == null || !found.macro && !found.quoted) {
            return null;
        }
        return calledMacro(x, found.module, name, meta, args, arity, Tracing::importedMacro);
    }

    /** What a call of a macro of another module gives; null when it is no macro or not required. */
    static @Nullable Object remoteMacroOnce(Expander x, Atom module, Atom name, Object meta, Object args) {
        int arity = Form.length(args);
        if (Rewrites.inline(module, name, arity) != null || module != x.env.module && !x.env.requires(module)) {
            return null;
        }
        return calledMacro(x, module, name, meta, args, arity, Tracing::remoteMacro);
    }

    /** How a call of a macro is told. */
    private interface MacroTrace {
        void called(Expander x, Object meta, Atom module, Atom name, int arity);
    }

    private static @Nullable Object calledMacro(
            Expander x, Atom module, Atom name, Object meta, Object args, int arity, MacroTrace trace) {
        if (x.session.openModule(module) != null && module == x.env.module) {
            return null;
        }
        if (!isMacro(x, module, name, arity) && (!x.session.ensureLoaded(module) || !isMacro(x, module, name, arity))) {
            return null;
        }
        Atom function = macroName(name);
        trace.called(x, meta, module, name, arity);
        warnDeprecated(x, meta, module, name, arity);
        Object quoted;
        try {
            quoted = x.session.call(module, function, prepend(callerTerm(x, meta), args));
        } catch (ElixirException failure) {
            throw ExpansionTrace.rewritten(failure, ExpansionTrace.MACRO, x, meta, module, function, name, arity);
        }
        return linify(x, meta, module, args, quoted);
    }

    // Captures

    /** What {@code &name/arity} of an import or macro stands for: {@code {module, name}}, or null for a local function. */
    static @Nullable Tuple2 importedFunction(Expander x, Object meta, Atom name, int arity) {
        Found found = find(x, meta, name, arity);
        if (found == null || found.module == x.env.module && x.session.openModule(found.module) != null) {
            return null;
        }
        if (found.macro
                || found.quoted && x.session.ensureLoaded(found.module) && isMacro(x, found.module, name, arity)) {
            return new Tuple2(Atom.NIL, name);
        }
        Tracing.importedFunction(x, meta, found.module, name, arity);
        Tuple2 target = Rewrites.inline(found.module, name, arity);
        return target != null ? target : new Tuple2(found.module, name);
    }

    /** True when {@code name/arity} is a macro of the module being defined, or a native one. */
    static boolean isLocalMacro(Expander x, Atom name, int arity) {
        CompilerState state = x.session.state();
        if (state.kernelEnv() == null && NativeMacros.has(name, arity)) {
            return true;
        }
        OpenModule open = x.env.inModule() ? x.session.openModule(x.env.module) : null;
        return open != null && open.hasMacro(name, arity) && x.env.inFunction();
    }

    /** True when {@code module.name/arity} is a macro that may be called here. */
    static boolean isRequiredMacro(Expander x, Atom module, Atom name, int arity) {
        return Rewrites.inline(module, name, arity) == null
                && (module == x.env.module || x.env.requires(module))
                && x.session.ensureLoaded(module)
                && isMacro(x, module, name, arity);
    }

    /** The arities and modules that {@code name} is imported with, for the metadata of quoted calls: sorted by arity. */
    static Object importsOf(Env env, Atom name) {
        TreeMap<Integer, Atom> found = new TreeMap<>();
        for (Imports.Import entry : env.functions.named(name)) {
            found.put(entry.arity(), entry.module());
        }
        for (Imports.Import entry : env.macros.named(name)) {
            found.put(entry.arity(), entry.module());
        }
        Object list = EmptyList.NIL;
        for (var entry : found.descendingMap().entrySet()) {
            list = new Cons(new Tuple2((long) entry.getKey(), entry.getValue()), list);
        }
        return list;
    }
}
