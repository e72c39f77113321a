package org.jlixir.compiler.expand;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.LexicalTracker.Mode;
import org.jlixir.compiler.module.OpenModule;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * Tells an environment's lexical tracker and its compile tracers ({@code trace/2} of the modules in the compiler option
 * {@code tracers}) what the code refers to.
 */
public final class Tracing {
    private static final Atom TRACE = Atom.of("trace");
    private static final Atom START = Atom.of("start");
    private static final Atom STOP = Atom.of("stop");
    private static final Atom DEFMODULE = Atom.of("defmodule");
    private static final Atom ON_MODULE = Atom.of("on_module");
    private static final Atom NONE = Atom.of("none");
    private static final Atom COMPILE_ENV = Atom.of("compile_env");
    private static final Atom ALIAS_REFERENCE = Atom.of("alias_reference");
    private static final Atom ALIAS_EXPANSION = Atom.of("alias_expansion");
    private static final Atom ALIAS = Atom.of("alias");
    private static final Atom IMPORT = Atom.of("import");
    private static final Atom AS = Atom.of("as");
    private static final Atom REQUIRE = Atom.of("require");
    private static final Atom STRUCT_EXPANSION = Atom.of("struct_expansion");
    private static final Atom IMPORTED_FUNCTION = Atom.of("imported_function");
    private static final Atom IMPORTED_MACRO = Atom.of("imported_macro");
    private static final Atom IMPORTED_QUOTED = Atom.of("imported_quoted");
    private static final Atom REMOTE_FUNCTION = Atom.of("remote_function");
    private static final Atom REMOTE_MACRO = Atom.of("remote_macro");
    private static final Atom LOCAL_FUNCTION = Atom.of("local_function");
    private static final Atom LOCAL_MACRO = Atom.of("local_macro");

    private Tracing() {}

    private static boolean isTraced(Env env) {
        return env.tracers != EmptyList.NIL;
    }

    private static void tell(Session session, Env env, Object event) {
        ElixirMap term = session.frame().remember(env, env.toTerm());
        for (Object rest = env.tracers; rest instanceof Cons cell; rest = cell.tail()) {
            session.call((Atom) cell.head, TRACE, event, term);
        }
    }

    private static void tell(Expander x, Object... event) {
        if (isTraced(x.env)) {
            tell(x.session, x.env, Tuple.ofArray(event));
        }
    }

    /** When what code in {@code env} refers to is needed. */
    private static Mode mode(Env env) {
        return env.inFunction() ? Mode.RUNTIME : Mode.COMPILE;
    }

    private static void refer(Env env, Atom module, Mode mode) {
        if (env.lexical != null) {
            env.lexical.refer(module, mode);
        }
    }

    // Files and modules

    /** A file, or a module outside of one, begins. */
    public static void start(Session session, Env env) {
        if (isTraced(env)) {
            tell(session, env, START);
        }
    }

    public static void stop(Session session, Env env) {
        if (isTraced(env)) {
            tell(session, env, STOP);
        }
    }

    /** The body of {@code env}'s module begins. */
    public static void defmodule(Session session, Env env) {
        if (isTraced(env)) {
            tell(session, env, DEFMODULE);
        }
    }

    public static void onModule(Session session, Env env, Bitstring binary) {
        if (isTraced(env)) {
            tell(session, env, Tuple.of(ON_MODULE, binary, NONE));
        }
    }

    /**
     * The compile-time value {@code path} of {@code app} was read.
     *
     * @param read {@code {:ok, value}} or {@code :error}
     */
    public static void compileEnv(Session session, Env env, Object app, Object path, Object read) {
        if (env.lexical != null) {
            env.lexical.addCompileEnv(Tuple.of(app, path, read));
        }
        if (isTraced(env)) {
            tell(session, env, Tuple.of(COMPILE_ENV, app, path, read));
        }
    }

    /** A function is called while code in {@code env} is expanded. */
    public static void compileApply(Session session, Env env, Atom module, Atom name, int arity) {
        refer(env, module, Mode.COMPILE);
        if (isTraced(env)) {
            tell(session, env, Tuple.of(REMOTE_FUNCTION, Meta.EMPTY, module, name, (long) arity));
        }
    }

    /** A hook of a module, such as {@code @before_compile}, is called for what stands at {@code line}. */
    public static void hook(Session session, Env env, int line, Atom module, Atom name, int arity) {
        if (isTraced(env)) {
            tell(session, env, Tuple.of(REMOTE_FUNCTION, Meta.ofLine(line), module, name, (long) arity));
        }
    }

    /** The module calls the function of its own when it is loaded. */
    public static void onLoad(Session session, Env env, int line, Atom name) {
        if (isTraced(env)) {
            tell(session, env, Tuple.of(LOCAL_FUNCTION, Meta.ofLine(line), name, 0L));
        }
    }

    /** The fields of a struct are looked at while code in {@code env} is expanded. */
    public static void structInfo(Session session, Env env, Atom module, Object keys) {
        if (env.lexical != null) {
            env.lexical.addExport(module);
        }
        if (isTraced(env)) {
            tell(session, env, Tuple.of(STRUCT_EXPANSION, Meta.EMPTY, module, keys));
        }
    }

    /** Modules that stood in the value of an attribute, which is read now. */
    public static void attribute(Session session, Env env, Object modules) {
        for (Object rest = modules; rest instanceof Cons cell; rest = cell.tail()) {
            aliasReference(session, env.withFile("@module"), Meta.ofLine(env.line), (Atom) cell.head);
        }
    }

    // Aliases and directives

    static void aliasExpansion(Session session, Env env, Object meta, Atom alias, Atom module) {
        if (env.lexical != null) {
            env.lexical.useAlias(alias);
        }
        if (isTraced(env)) {
            tell(session, env, Tuple.of(ALIAS_EXPANSION, meta, alias, module));
        }
    }

    /** A module's name stands in the code. In patterns and guards of functions it is only compared with, in typespecs told of. */
    public static void aliasReference(Session session, Env env, Object meta, Atom module) {
        if (!env.isTypespec() && (!env.inFunction() || env.context == Atom.NIL)) {
            refer(env, module, mode(env));
        }
        if (isTraced(env)) {
            tell(session, env, Tuple.of(ALIAS_REFERENCE, meta, module));
        }
    }

    static void alias(Expander x, Object meta, Atom module, Atom as, Object options, boolean warn) {
        if (warn && x.env.lexical != null) {
            x.env.lexical.addAlias(as, meta);
        }
        tell(x, ALIAS, meta, module, as, options);
    }

    /** @param warn whether it is to be used */
    static void require(Expander x, Object meta, Atom module, Object options, boolean warn) {
        if (x.env.lexical != null) {
            x.env.lexical.addExport(module);
            if (warn) {
                Atom alias = Meta.get(options, AS) instanceof Atom name && name != Atom.FALSE ? name : null;
                x.env.lexical.addRequire(module, meta, alias);
            }
        }
        tell(x, REQUIRE, meta, module, options);
    }

    /** @param only the names that are imported, empty for all; null when nothing is to be tracked */
    static void imported(Expander x, Object meta, Atom module, Object options, @Nullable Object only, boolean warn) {
        if (x.env.lexical != null) {
            x.env.lexical.addExport(module);
            if (only != null) {
                x.env.lexical.addImport(module, only, meta, warn);
            }
        }
        tell(x, IMPORT, meta, module, options);
    }

    /** @param pairs what the struct is made of or matched against */
    static void struct(Expander x, Object meta, Atom module, Object pairs) {
        Env env = x.env;
        if (env.lexical != null) {
            env.lexical.addExport(module);
            env.lexical.refer(module, mode(env));
        }
        if (isTraced(env)) {
            ListBuilder keys = new ListBuilder();
            for (Object rest = pairs; rest instanceof Cons cell; rest = cell.tail()) {
                keys.add(((Tuple2) cell.head).e0);
            }
            tell(x.session, env, Tuple.of(STRUCT_EXPANSION, meta, module, keys.finish()));
        }
    }

    // Calls

    static void importedFunction(Expander x, Object meta, Atom module, Atom name, int arity) {
        useImport(x, module, name, arity, mode(x.env));
        tell(x, IMPORTED_FUNCTION, meta, module, name, (long) arity);
    }

    static void importedMacro(Expander x, Object meta, Atom module, Atom name, int arity) {
        useImport(x, module, name, arity, Mode.COMPILE);
        tell(x, IMPORTED_MACRO, meta, module, name, (long) arity);
    }

    /**
     * A quote holds a call of what is imported.
     *
     * @param imports {@code [{arity, module}]}
     */
    static void importedQuoted(Expander x, Object meta, Atom name, Object imports) {
        Map<Atom, ListBuilder> arities = new LinkedHashMap<>();
        for (Object rest = imports; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 pair = (Tuple2) cell.head;
            Atom module = (Atom) pair.e1;
            useImport(x, module, name, ((Long) pair.e0).intValue(), mode(x.env));
            arities.computeIfAbsent(module, _ -> new ListBuilder()).add(pair.e0);
        }
        arities.forEach((module, list) -> tell(x, IMPORTED_QUOTED, meta, module, name, list.finish()));
    }

    private static void useImport(Expander x, Atom module, Atom name, int arity, Mode mode) {
        if (x.env.lexical != null) {
            x.env.lexical.useImport(module, new Tuple2(name, (long) arity), mode);
        }
    }

    static void remoteFunction(Expander x, Object meta, Atom module, Atom name, int arity) {
        refer(x.env, module, mode(x.env));
        tell(x, REMOTE_FUNCTION, meta, module, name, (long) arity);
    }

    static void remoteMacro(Expander x, Object meta, Atom module, Atom name, int arity) {
        refer(x.env, module, Mode.COMPILE);
        tell(x, REMOTE_MACRO, meta, module, name, (long) arity);
    }

    static void localFunction(Expander x, Object meta, Atom name, int arity) {
        tell(x, LOCAL_FUNCTION, meta, name, (long) arity);
    }

    /** What the macro's own code calls is needed to compile, now that it runs. */
    static void localMacro(Expander x, OpenModule open, Object meta, Atom name, int arity) {
        if (x.env.lexical != null) {
            open.callsOf(new Tuple2(name, (long) arity))
                    .remotes()
                    .forEach(call -> refer(x.env, call.module(), Mode.COMPILE));
        }
        tell(x, LOCAL_MACRO, meta, name, (long) arity);
    }
}
