package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.regex.Pattern;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** {@code import}: which functions and macros of a module may be called by name alone. */
public final class ExpandImport {
    private static final Atom EXPORTS = Atom.of("exports");

    /** A sigil is named by one lower case letter, or by upper case letters and digits. */
    private static final Pattern SIGIL = Pattern.compile("sigil_([a-z]|[A-Z][A-Z0-9]*)");

    private ExpandImport() {}

    static Object expand(Expander x, Object meta, Object args) {
        ExpandClauses.refuseInPatterns(x, meta, IMPORT.name());
        Object several = ExpandAlias.multi(x, IMPORT, meta, args);
        if (several != null) {
            return several;
        }
        Atom module = ExpandAlias.compileTimeAtom(x, IMPORT, meta, Form.at(args, 0));
        Object options = options(x, meta, Form.length(args) == 2 ? Form.at(args, 1) : EmptyList.NIL);
        ExpandAlias.ensureModule(x, meta, module);
        Object only = checked(x, meta, options, ONLY);
        Object except = checked(x, meta, options, EXCEPT);
        if (only != null && except != null && !(only instanceof Atom)) {
            throw x.fatal(
                    meta,
                    ":only and :except can only be given together to import when :only is :functions, :macros, or"
                            + " :sigils");
        }
        Env env = x.env;
        Object functions = only == MACROS ? EmptyList.NIL : exported(x, module, FUNCTIONS);
        Object macros = only == FUNCTIONS ? EmptyList.NIL : exported(x, module, MACROS);
        if (only == SIGILS) {
            functions = sigils(functions);
            macros = sigils(macros);
        } else if (only != null && !(only instanceof Atom)) {
            warnUnknown(x, meta, module, only, functions, macros);
            functions = intersection(functions, only);
            macros = intersection(macros, only);
        } else if (only == null || only == FUNCTIONS || only == MACROS) {
            functions = withoutUnderscored(functions);
            macros = withoutUnderscored(macros);
        }
        if (except != null) {
            functions = except(functions, except, env.functions.of(module), only);
            macros = except(macros, except, env.macros.of(module), only);
        }
        refuseSpecialForms(x, meta, module, functions);
        if (only == FUNCTIONS) {
            env = env.withImports(env.functions.with(module, functions), env.macros.with(module, EmptyList.NIL));
        } else if (only == MACROS) {
            env = env.withImports(env.functions.with(module, EmptyList.NIL), env.macros.with(module, macros));
        } else {
            env = env.withImports(env.functions.with(module, functions), env.macros.with(module, macros));
        }
        boolean tracked = !Meta.is(meta, GENERATED) && (functions != EmptyList.NIL || macros != EmptyList.NIL);
        boolean warn = Meta.get(options, WARN) != Atom.FALSE && !Meta.has(meta, CONTEXT);
        Object names = only instanceof Cons ? only : EmptyList.NIL;
        Tracing.imported(x, meta, module, options, tracked ? names : null, warn);
        x.env = env.withRequired(module);
        return module;
    }

    /** An environment with everything of {@code Kernel} imported. */
    public static Env kernel(Session session, Env env) {
        Expander x = new Expander(session, env, 0);
        Object functions = withoutUnderscored(exported(x, KERNEL, FUNCTIONS));
        Object macros = withoutUnderscored(exported(x, KERNEL, MACROS));
        Env imported = env.withImports(env.functions.with(KERNEL, functions), env.macros.with(KERNEL, macros));
        return imported.withRequired(Atom.of("Elixir.Application")).withRequired(KERNEL);
    }

    private static Object options(Expander x, Object meta, Object form) {
        Object options = x.expand(form);
        if (!Form.isKeyword(options)) {
            throw x.fatal(meta, "invalid options for import, expected a keyword list, got: " + x.text(options));
        }
        for (Object rest = options; rest instanceof Cons cell; rest = cell.tail()) {
            Object key = ((Tuple2) cell.head).e0;
            if (key != ONLY && key != EXCEPT && key != WARN) {
                throw x.fatal(meta, "unsupported option " + x.text(key) + " given to import");
            }
        }
        return options;
    }

    private static @Nullable Object checked(Expander x, Object meta, Object options, Atom key) {
        Object value = Meta.get(options, key);
        if (value == null) {
            return null;
        }
        if (key == ONLY && (value == FUNCTIONS || value == MACROS || value == SIGILS)) {
            return value;
        }
        if (Form.isNamesAndArities(value)) {
            warnDuplicates(x, meta, value, key);
            return value;
        }
        throw x.fatal(
                meta,
                key == ONLY
                        ? "invalid :only option for import, expected value to be an atom :functions, :macros,"
                                + " :sigils, or a literal keyword list of function names with arity as values,"
                                + " got: " + x.text(value)
                        : "invalid :except option for import, expected value to be a literal keyword list of function"
                                + " names with arity as values, got: " + x.text(value));
    }

    private static void warnDuplicates(Expander x, Object meta, Object names, Atom option) {
        for (Object rest = names; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 pair = (Tuple2) cell.head;
            if (contains(cell.tail(), pair)) {
                x.session.warn(
                        meta,
                        x.env,
                        "invalid :" + option.name() + " option for import, " + Names.function((Atom) pair.e0) + "/"
                                + pair.e1 + " is duplicated");
            }
        }
    }

    /** {@code [{name, arity}]} that the module exports; Erlang modules have functions alone. */
    static Object exported(Expander x, Atom module, Atom kind) {
        if (x.session.exports(module, INFO, 1)) {
            return x.session.call(module, INFO, kind);
        }
        if (kind == MACROS) {
            return EmptyList.NIL;
        }
        Object exports = x.session.call(module, MODULE_INFO, EXPORTS);
        ListBuilder names = new ListBuilder();
        for (Object rest = exports; rest instanceof Cons cell; rest = cell.tail()) {
            if (((Tuple2) cell.head).e0 != MODULE_INFO) {
                names.add(cell.head);
            }
        }
        return names.finish();
    }

    private static void warnUnknown(
            Expander x, Object meta, Atom module, Object only, Object functions, Object macros) {
        for (Object rest = only; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 pair = (Tuple2) cell.head;
            if (!contains(functions, pair) && !contains(macros, pair)) {
                x.session.warn(
                        meta,
                        x.env,
                        "cannot import " + Names.inspect(module) + "." + Names.function((Atom) pair.e0) + "/" + pair.e1
                                + " because it is undefined or private");
            }
        }
    }

    private static void refuseSpecialForms(Expander x, Object meta, Atom module, Object names) {
        for (Object rest = names; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 pair = (Tuple2) cell.head;
            if (pair.e0 instanceof Atom name
                    && pair.e1 instanceof Long arity
                    && Expander.isSpecialForm(name, arity.intValue())) {
                x.session.warn(
                        meta,
                        x.env,
                        "cannot import " + Names.inspect(module) + "." + name.name() + "/" + arity
                                + " because it conflicts with Elixir special forms");
            }
        }
    }

    static boolean contains(Object names, Tuple2 pair) {
        for (Object rest = names; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 other = (Tuple2) cell.head;
            if (other.e0 == pair.e0 && other.e1.equals(pair.e1)) {
                return true;
            }
        }
        return false;
    }

    private static Object intersection(Object names, Object wanted) {
        ListBuilder out = new ListBuilder();
        for (Object rest = names; rest instanceof Cons cell; rest = cell.tail()) {
            if (contains(wanted, (Tuple2) cell.head)) {
                out.add(cell.head);
            }
        }
        return out.finish();
    }

    /** Without the excepted names. What was imported from the module before stays the base, unless {@code only} is given. */
    private static Object except(Object names, Object excepted, @Nullable Object before, @Nullable Object only) {
        Object base = before == null || only != null ? names : before;
        ListBuilder out = new ListBuilder();
        for (Object rest = base; rest instanceof Cons cell; rest = cell.tail()) {
            if (!contains(excepted, (Tuple2) cell.head)) {
                out.add(cell.head);
            }
        }
        return out.finish();
    }

    private static Object withoutUnderscored(Object names) {
        ListBuilder out = new ListBuilder();
        for (Object rest = names; rest instanceof Cons cell; rest = cell.tail()) {
            String name = ((Atom) ((Tuple2) cell.head).e0).name();
            if (!name.startsWith("_")) {
                out.add(cell.head);
            }
        }
        return out.finish();
    }

    private static Object sigils(Object names) {
        ListBuilder out = new ListBuilder();
        for (Object rest = names; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 pair = (Tuple2) cell.head;
            if (pair.e1.equals(2L) && SIGIL.matcher(((Atom) pair.e0).name()).matches()) {
                out.add(cell.head);
            }
        }
        return out.finish();
    }
}
