package org.jlixir.compiler.module;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.Frame;
import org.jlixir.compiler.LexicalScope;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.diagnostic.CompileFailure;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.ExpandImport;
import org.jlixir.compiler.expand.Expander;
import org.jlixir.compiler.expand.Hygiene;
import org.jlixir.compiler.expand.Imports;
import org.jlixir.compiler.expand.Names;
import org.jlixir.compiler.expand.Tracing;
import org.jlixir.compiler.expand.UnexpandedCode;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.file.FileName;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;

/** {@code defmodule}: runs the body, gathers what it has defined, compiles and loads the module. */
public final class DefmoduleEvaluator {
    private static final Atom UNDEF = Atom.of("undef");
    private static final Atom UNDEFINED_FUNCTION = Atom.of("Elixir.UndefinedFunctionError");

    private final Session session;
    private final OpenModule module;
    private Env env;

    private DefmoduleEvaluator(Session session, OpenModule module, Env env) {
        this.session = session;
        this.module = module;
        this.env = env;
    }

    /**
     * Defines a module.
     *
     * @param env the environment of the {@code defmodule}, with the variables that the body may read
     * @param place where the module's name stands: a line, or {@code {line, column}}
     * @param variables their values, by version
     * @return {@code {:module, name, binary, value}}
     */
    public static Object define(
            Session session, Object name, Object block, Env env, Object place, Map<Integer, Object> variables) {
        return env.lexical() != null
                ? defineIn(session, name, block, env, place, variables)
                : LexicalScope.run(session, env, tracked -> defineIn(session, name, block, tracked, place, variables));
    }

    private static Object defineIn(
            Session session, Object name, Object block, Env env, Object place, Map<Integer, Object> variables) {
        if (!(name instanceof Atom atom)) {
            throw ElixirException.exception("ArgumentError", "invalid module name: " + name);
        }
        refuse(session, atom, env);
        OpenModule module = new OpenModule(session.self(), atom, env, place);
        if (session.state().openModules().putIfAbsent(atom, module) != null) {
            OpenModule other = session.state().openModules().get(atom);
            throw session.fatal(
                    Meta.ofLine(env.line()),
                    env,
                    "cannot define module " + Names.inspect(atom) + " because it is currently being defined in "
                            + Session.shown(other.env.file()) + ":" + other.env.line());
        }
        Env bodyEnv = env.forModule(atom).withVarsOf(env);
        DefmoduleEvaluator evaluator = new DefmoduleEvaluator(session, module, bodyEnv);
        Frame frame = session.frame();
        frame.enter();
        try {
            return evaluator.run(block, variables);
        } catch (ElixirException failure) {
            throw notYetThere(session, atom, failure);
        } finally {
            module.unloadLocals(session);
            session.state().openModules().remove(atom);
            session.state().readOnlyModules().remove(atom, module);
            frame.exit(session);
        }
    }

    /** A call of the module itself cannot find the functions that are still being compiled: says so rather than that it lacks a module. */
    private static ElixirException notYetThere(Session session, Atom module, ElixirException failure) {
        if (failure.kind() == Atom.ERROR
                && failure.reason() == UNDEF
                && failure.stacktrace() instanceof Cons trace
                && trace.head instanceof Tuple call
                && call.get(0) == module
                && !session.state().modules().isLoaded(session.self(), module)) {
            Object arity = call.get(2) instanceof Long known ? known : (Object) TermList.properLength(call.get(2));
            Object fields = TermList.of(
                    new Tuple2(Atom.of("module"), module),
                    new Tuple2(Atom.of("function"), call.get(1)),
                    new Tuple2(Atom.of("arity"), arity),
                    new Tuple2(Atom.of("reason"), Atom.of("function not available")));
            Object exception = session.call(UNDEFINED_FUNCTION, Atom.of("exception"), fields);
            return ElixirException.raised(Atom.ERROR, exception, trace);
        }
        return failure;
    }

    private static void refuse(Session session, Atom name, Env env) {
        String text = name.name();
        boolean special = name == Atom.NIL || name == Atom.TRUE || name == Atom.FALSE;
        if (special || text.indexOf('/') >= 0 || text.indexOf('\\') >= 0) {
            throw ElixirException.exception("ArgumentError", "invalid module name: " + Names.inspect(name));
        }
        if (name == Words.ELIXIR) {
            throw session.fatal(
                    Meta.ofLine(env.line()),
                    env.forModule(name),
                    "module " + Names.inspect(name) + " is reserved and cannot be defined");
        }
        if (session.state().modules().isLoaded(session.self(), name)
                && session.state().options().get(Atom.of("ignore_module_conflict")) != Atom.TRUE) {
            session.warn(
                    Meta.ofLine(env.line()),
                    env.forModule(name),
                    "redefining module " + Names.inspect(name) + " (current version defined in memory)");
        }
    }

    private Object run(Object block, Map<Integer, Object> variables) {
        Env traced = env.withoutVars();
        Tracing.defmodule(session, traced);
        Object value = evaluate(block, new HashMap<>(variables));
        // Hooks see, and may override once more, what nothing has overridden; so may what they define.
        OverriddenFunctions.restore(module);
        runBeforeCompile();
        OverriddenFunctions.restore(module);
        finishStruct();
        ModuleChecks.run(session, module, env);
        Object typespecs = module.typespecs.all().isEmpty() && module.attributes.get("optional_callbacks") == null
                ? EmptyList.NIL
                : TypespecTranslation.run(session, module);
        if (module.isTainted()) {
            RemoteChecks.explain(session, module);
            throw Session.compileError(env);
        }
        if (session.state().checksModules()) {
            module.impls.check(session, module, env.withLine(module.env.line()));
            TypespecChecks.run(session, module, env);
        }
        module.attributes.warnUnread(session, env);
        for (OpenModule.PendingDefinition passed : module.neverStored()) {
            UnexpandedCode.use(session, passed.env(), passed.call());
            UnexpandedCode.use(session, passed.env(), passed.body());
        }
        List<FunctionDefinition> functions = functions();
        Object attributes = attributes();
        InfoFunctions info = new InfoFunctions(
                module,
                session.traced(module.env.file()),
                session.recorded(module.env.file()),
                List.copyOf(functions),
                attributes,
                CodeDigest.of(functions));
        functions.addAll(info.all());
        ModuleDefinition definition = new ModuleDefinition(
                module.name,
                session.traced(module.env.file()),
                module.env.line(),
                functions,
                attributes,
                chunks(info, attributes, typespecs));
        CompiledModule compiled = compile(session, module, definition);
        if (loadsAtOnce()) {
            session.state().load(session.self(), compiled);
        }
        if (module.name == Words.KERNEL && session.state().kernelEnv() == null) {
            importKernel(session);
        }
        session.state().openModules().remove(module.name);
        session.state().readOnlyModules().put(module.name, module);
        Bitstring binary = session.state().modules().encode(compiled);
        session.state().parallel().available(session, module.name, binary);
        Tracing.onModule(session, traced, binary);
        runOnLoad();
        try {
            runAfterCompile(binary);
        } catch (ElixirException failure) {
            session.state().unload(session.self(), module.name);
            throw failure;
        }
        Frame frame = session.frame();
        frame.produced(new Tuple2(module.name, binary));
        if (session.state().checksModules()) {
            frame.check(RemoteChecks.of(module));
        }
        Object verifiers = module.attributes.get("after_verify");
        for (Object hook : verifiers == null ? List.of() : TermList.toJava(verifiers)) {
            Tuple2 pair = (Tuple2) hook;
            Tracing.hook(session, traced, module.env.line(), (Atom) pair.e0, (Atom) pair.e1, 1);
        }
        frame.verify(module.name, verifiers);
        return Tuple.of(Atom.of("module"), module.name, binary, value);
    }

    /** Not with {@code @compile {:autoload, false}}. */
    private boolean loadsAtOnce() {
        Tuple2 refusal = new Tuple2(Atom.of("autoload"), Atom.FALSE);
        return !TermList.toJava(DebugInfo.compileOptions(module)).contains(refusal);
    }

    private static void importKernel(Session session) {
        Env base = Env.empty("nofile", 1, Imports.NONE, Imports.NONE, EmptyList.NIL);
        session.state().kernelEnv(ExpandImport.kernel(session, base));
    }

    private Object evaluate(Object block, Map<Integer, Object> variables) {
        Expander.Expansion expansion = Expander.expand(session, block, env, env.nextVersion(), true);
        Object value = Evaluator.run(session, expansion.term(), env, variables, Set.of());
        env = expansion.env();
        return value;
    }

    /** Compiles; what the back end finds wrong is reported. */
    static CompiledModule compile(Session session, OpenModule module, ModuleDefinition definition) {
        try {
            return session.state().backend().compile(definition);
        } catch (CompileFailure failure) {
            throw session.fatal(failure.meta(), module.env.forModule(module.name), failure.getMessage());
        }
    }

    private List<FunctionDefinition> functions() {
        List<FunctionDefinition> out = new ArrayList<>();
        Signature onLoad = module.attributes.get("on_load") instanceof Tuple2 tuple ? Signature.of(tuple) : null;
        for (Definition definition : module.definitions.values()) {
            if (!definition.clauses.isEmpty()) {
                boolean exported = definition.isPublic() || definition.signature.equals(onLoad);
                out.add(definition.toFunction(exported).withFile(session.traced(definition.file)));
            }
        }
        return out;
    }

    private Object attributes() {
        Object persisted = module.attributes.persisted();
        if (Meta.get(persisted, Atom.of("vsn")) == null) {
            long hash = CodeDigest.of(functions()).hashCode() & 0xFFFFFFFFL;
            return new Cons(new Tuple2(Atom.of("vsn"), TermList.of(hash)), persisted);
        }
        return persisted;
    }

    private Object chunks(InfoFunctions info, Object attributes, Object typespecs) {
        ListBuilder out = new ListBuilder();
        out.add(new Tuple2(Atom.of("interface"), info.summary()));
        if (session.state().options().get(Atom.of("docs")) != Atom.FALSE) {
            Object moduledoc = module.attributes.get("moduledoc");
            Object line = (long) module.env.line();
            ElixirMap meta = module.moduledocMeta()
                    .put(Atom.of("source_annos"), TermList.of(module.place))
                    .put(Atom.of("source_path"), FileName.term(session.recorded(module.env.file())))
                    .put(Atom.of("behaviours"), behaviours());
            if (moduledoc instanceof Tuple2 pair) {
                line = pair.e0;
                moduledoc = pair.e1;
            }
            out.add(new Tuple2(Atom.of("docs"), module.docs.chunk(module.name, line, moduledoc, meta)));
        }
        if (typespecs != EmptyList.NIL) {
            out.add(new Tuple2(Atom.of("typespecs"), typespecs));
        }
        if (DebugInfo.isKept(session, module)) {
            out.add(new Tuple2(Atom.of("heads"), FunctionHeads.of(module)));
        }
        // The library goes without: what its modules come with would be twice as large.
        if (session.state().checksModules()) {
            out.add(new Tuple2(Atom.of("debug_info"), DebugInfo.chunk(session, module, attributes, typespecs)));
        }
        return out.finish();
    }

    private Object behaviours() {
        return module.attributes.get("behaviour") instanceof Cons behaviours ? behaviours : EmptyList.NIL;
    }

    private void finishStruct() {
        // What defstruct wrote is read by __info__(:struct).
        module.attributes.read(Atom.of("__struct__info__"));
    }

    // Hooks

    private void runBeforeCompile() {
        Object hooks = module.attributes.take("before_compile");
        if (!(hooks instanceof Cons)) {
            return;
        }
        for (Object hook : TermList.toJava(hooks).reversed()) {
            Tuple2 pair = (Tuple2) hook;
            Env plain = env.withoutVars().withLine(module.env.line());
            ElixirMap term = session.frame().remember(plain, plain.toTerm());
            Atom target = (Atom) pair.e0;
            Atom function = (Atom) pair.e1;
            Object meta = TermList.of(
                    new Tuple2(Words.LINE, (long) module.env.line()), new Tuple2(Words.REQUIRED, Atom.TRUE));
            session.ensureLoaded(target);
            env = plain;
            if (session.exports(target, Atom.of("MACRO-" + function.name()), 2)) {
                Object quoted = session.call(target, Atom.of("MACRO-" + function.name()), term, term);
                evaluate(Hygiene.ofHook(session, meta, target, quoted), new HashMap<>());
            } else if (target == module.name && module.hasMacro(function, 1)) {
                Object quoted = module.callMacro(session, function, 1, new Object[] {term, term});
                evaluate(Hygiene.ofHook(session, meta, target, quoted), new HashMap<>());
            } else if (target == module.name && module.definesPublic(function, 1)) {
                module.callFunction(session, function, 1, new Object[] {term});
            } else {
                Tracing.hook(session, plain, module.env.line(), target, function, 1);
                session.call(target, function, term);
            }
        }
    }

    private void runAfterCompile(Bitstring binary) {
        Object hooks = module.attributes.get("after_compile");
        if (!(hooks instanceof Cons)) {
            return;
        }
        Env plain = env.withoutVars().withLine(module.env.line());
        for (Object hook : TermList.toJava(hooks).reversed()) {
            Tuple2 pair = (Tuple2) hook;
            ElixirMap term = session.frame().remember(plain, plain.toTerm());
            session.ensureLoaded((Atom) pair.e0);
            Atom macro = Atom.of("MACRO-" + ((Atom) pair.e1).name());
            if (session.exports((Atom) pair.e0, macro, 3)) {
                Object quoted = session.call((Atom) pair.e0, macro, term, term, binary);
                Expander.Expansion expansion = Expander.expand(session, quoted, plain, 0, false);
                Evaluator.run(session, expansion.term(), plain, new HashMap<>(), Set.of());
            } else {
                Tracing.hook(session, plain, module.env.line(), (Atom) pair.e0, (Atom) pair.e1, 2);
                session.call((Atom) pair.e0, (Atom) pair.e1, term, binary);
            }
        }
    }

    private void runOnLoad() {
        if (module.attributes.get("on_load") instanceof Tuple2 function) {
            Atom name = (Atom) function.e0;
            Tracing.onLoad(session, env.withoutVars(), module.env.line(), name);
            if (session.exports(module.name, name, 0) && session.call(module.name, name) != Atom.OK) {
                session.warn(
                        Meta.ofLine(module.env.line()),
                        env,
                        "the on_load function for module " + Names.inspect(module.name) + " did not return :ok");
            }
        }
    }
}
