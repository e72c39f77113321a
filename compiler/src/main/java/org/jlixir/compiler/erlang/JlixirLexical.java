package org.jlixir.compiler.erlang;

import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.LexicalTracker;
import org.jlixir.compiler.expand.Tracing;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Tuple;

/** Lexical trackers, by the processes that stand for them, for {@code Kernel.LexicalTracker}; and what is told to tracers. */
@ErlangModule("jlixir_lexical")
public final class JlixirLexical {
    private static final Atom COMPILE = Atom.of("compile");
    private static final Atom NOPROC = Atom.of("noproc");

    private JlixirLexical() {}

    private static LexicalTracker tracker(Proc self, Object pid) {
        Proc process = pid instanceof Pid known ? self.node().find(known) : null;
        LexicalTracker tracker = process == null
                ? null
                : Compiler.session(self).state().trackers().get(process);
        if (tracker == null) {
            throw ElixirException.exit(NOPROC);
        }
        return tracker;
    }

    private static LexicalTracker.Mode mode(Object mode) {
        return mode == COMPILE ? LexicalTracker.Mode.COMPILE : LexicalTracker.Mode.RUNTIME;
    }

    /** Makes the calling process stand for a new tracker. */
    @Builtin("start")
    public static Object start(Proc self) {
        Session session = Compiler.session(self);
        session.state().trackers().put(self, new LexicalTracker(session, self));
        return Atom.OK;
    }

    @Builtin("references")
    public static Object references(Proc self, Object pid) {
        return tracker(self, pid).references();
    }

    @Builtin("remote_dispatch")
    public static Object remoteDispatch(Proc self, Object pid, Object module, Object mode) {
        tracker(self, pid).refer((Atom) module, mode(mode));
        return Atom.OK;
    }

    @Builtin("import_dispatch")
    public static Object importDispatch(Proc self, Object pid, Object module, Object nameAndArity, Object mode) {
        tracker(self, pid).useImport((Atom) module, nameAndArity, mode(mode));
        return Atom.OK;
    }

    @Builtin("alias_dispatch")
    public static Object aliasDispatch(Proc self, Object pid, Object alias) {
        tracker(self, pid).useAlias((Atom) alias);
        return Atom.OK;
    }

    @Builtin("add_export")
    public static Object addExport(Proc self, Object pid, Object module) {
        tracker(self, pid).addExport((Atom) module);
        return Atom.OK;
    }

    @Builtin("add_import")
    public static Object addImport(Proc self, Object pid, Object module, Object only, Object meta, Object warn) {
        tracker(self, pid).addImport((Atom) module, only, meta, Atom.truthy(warn));
        return Atom.OK;
    }

    @Builtin("add_alias")
    public static Object addAlias(Proc self, Object pid, Object meta, Object alias) {
        tracker(self, pid).addAlias((Atom) alias, meta);
        return Atom.OK;
    }

    /** @param alias the name that the {@code require} gives the module, or false */
    @Builtin("add_require")
    public static Object addRequire(Proc self, Object pid, Object meta, Object module, Object alias) {
        tracker(self, pid).addRequire((Atom) module, meta, alias == Atom.FALSE ? null : (Atom) alias);
        return Atom.OK;
    }

    @Builtin("add_compile_env")
    public static Object addCompileEnv(Proc self, Object pid, Object app, Object path, Object read) {
        tracker(self, pid).addCompileEnv(Tuple.of(app, path, read));
        return Atom.OK;
    }

    @Builtin("unused_imports")
    public static Object unusedImports(Proc self, Object pid) {
        return tracker(self, pid).unusedImports();
    }

    @Builtin("unused_aliases")
    public static Object unusedAliases(Proc self, Object pid) {
        return tracker(self, pid).unusedAliases();
    }

    @Builtin("unused_requires")
    public static Object unusedRequires(Proc self, Object pid) {
        return tracker(self, pid).unusedRequires();
    }

    // What library code tells of an environment

    @Builtin("trace_compile_env")
    public static Object traceCompileEnv(Proc self, Object env, Object app, Object path, Object read) {
        Session session = Compiler.session(self);
        Tracing.compileEnv(session, session.frame().recall(session, (ElixirMap) env), app, path, read);
        return Atom.OK;
    }

    /** A module whose function is called while code in {@code env} is expanded. */
    @Builtin("trace_compile_apply")
    public static Object traceCompileApply(Proc self, Object env, Object module, Object function, Object arity) {
        Session session = Compiler.session(self);
        Tracing.compileApply(
                session,
                session.frame().recall(session, (ElixirMap) env),
                (Atom) module,
                (Atom) function,
                ((Long) arity).intValue());
        return Atom.OK;
    }

    /** A struct that is looked at while code in {@code env} is expanded. */
    @Builtin("trace_struct")
    public static Object traceStruct(Proc self, Object env, Object module, Object keys) {
        Session session = Compiler.session(self);
        Tracing.structInfo(session, session.frame().recall(session, (ElixirMap) env), (Atom) module, keys);
        return Atom.OK;
    }
}
