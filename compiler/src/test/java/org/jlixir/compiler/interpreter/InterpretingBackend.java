package org.jlixir.compiler.interpreter;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jlixir.compiler.Backend;
import org.jlixir.compiler.ModuleHost;
import org.jlixir.compiler.module.FunctionDefinition;
import org.jlixir.compiler.module.ModuleDefinition;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** A back end that keeps expanded code as it is and interprets it, with a table of modules of its own. */
public final class InterpretingBackend implements Backend, ModuleHost {
    private record Function(Atom name, int arity) {}

    private final Map<Atom, Map<Function, FunctionDefinition>> modules = new HashMap<>();
    private final Map<Atom, Map<Function, Method>> builtins = new HashMap<>();
    private final Map<Atom, ModuleDefinition> compiled = new HashMap<>();
    private final Map<Atom, Object> chunks = new HashMap<>();
    private @Nullable Consumer<ModuleDefinition> observer;
    /** Calls of {@code module.function/arity} that were not there. */
    public final Map<String, Integer> missing = new java.util.TreeMap<>();

    public void addBuiltins(Iterable<Class<?>> classes) {
        for (Class<?> type : classes) {
            Atom module = Atom.of(type.getAnnotation(ErlangModule.class).value());
            Map<Function, Method> functions = builtins.computeIfAbsent(module, _ -> new HashMap<>());
            for (Method method : type.getDeclaredMethods()) {
                Builtin builtin = method.getAnnotation(Builtin.class);
                if (builtin != null) {
                    method.setAccessible(true);
                    int arity = method.getParameterCount() - (takesProc(method) ? 1 : 0);
                    functions.put(new Function(Atom.of(builtin.value()), arity), method);
                }
            }
        }
    }

    private static boolean takesProc(Method method) {
        return method.getParameterCount() > 0 && method.getParameterTypes()[0] == Proc.class;
    }

    /** Tells of each module that is compiled from now on. */
    public void observe(Consumer<ModuleDefinition> newObserver) {
        observer = newObserver;
    }

    // Backend

    @Override
    public CompiledModule compile(ModuleDefinition module) {
        if (observer != null) {
            observer.accept(module);
        }
        compiled.put(module.name(), module);
        return new CompiledModule(
                module.name(), module.name().name(), Map.of(), module.attributes(), module.chunks(), new Object[0]);
    }

    @Override
    public Evaluation evaluate(Proc self, Statement statement) {
        Interpreter.Vars vars = new Interpreter.Vars(new Object[16]);
        statement.inputs().forEach(vars::set);
        Object value = new Interpreter(this, self, statement.module()).eval(statement.expanded(), vars);
        Object[] out = new Object[statement.outputs().length];
        for (int i = 0; i < out.length; i++) {
            out[i] = vars.get(statement.outputs()[i]);
        }
        return new Evaluation(value, out);
    }

    // Calls

    Object callLocal(Proc self, Atom module, Atom name, Object[] args) {
        Map<Function, FunctionDefinition> functions = modules.get(module);
        FunctionDefinition function = functions == null ? null : functions.get(new Function(name, args.length));
        if (function == null) {
            throw undefined(module, name, args);
        }
        return new Interpreter(this, self, module).apply(function.clauses(), args, name);
    }

    Object callRemote(Proc self, Atom module, Atom name, Object... args) {
        Function key = new Function(name, args.length);
        Map<Function, FunctionDefinition> functions = modules.get(module);
        FunctionDefinition function = functions == null ? null : functions.get(key);
        if (function != null && function.exported()) {
            return new Interpreter(this, self, module).apply(function.clauses(), args, name);
        }
        Method method = builtin(module, key);
        if (method == null) {
            if (functions == null && finder != null && finder.test(module)) {
                return callRemote(self, module, name, args);
            }
            throw undefined(module, name, args);
        }
        return invoke(self, method, args);
    }

    private java.util.function.@Nullable Predicate<Atom> finder;

    public void findWith(java.util.function.Predicate<Atom> newFinder) {
        finder = newFinder;
    }

    private Object invoke(Proc self, Method method, Object[] args) {
        Object[] all = args;
        if (takesProc(method)) {
            all = new Object[args.length + 1];
            all[0] = self;
            System.arraycopy(args, 0, all, 1, args.length);
        }
        try {
            Object result = method.invoke(null, all);
            return result == Proc.TAIL ? self.trampoline() : result;
        } catch (InvocationTargetException wrapped) {
            if (wrapped.getCause() instanceof RuntimeException failure) {
                if (Boolean.getBoolean("trace")) {
                    System.err.println(method + " " + java.util.Arrays.toString(args));
                }
                throw failure;
            }
            if (wrapped.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(wrapped.getCause());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private @Nullable Method builtin(Atom module, Function key) {
        Map<Function, Method> functions = builtins.get(module);
        return functions == null ? null : functions.get(key);
    }

    private ElixirException undefined(Atom module, Atom name, Object[] args) {
        missing.merge(module + "." + name + "/" + args.length, 1, Integer::sum);
        return ElixirException.error(Tuple.of(Atom.of("undef"), module, name, (long) args.length));
    }

    // ModuleHost

    @Override
    public boolean isLoaded(Proc self, Atom module) {
        return modules.containsKey(module) || builtins.containsKey(module);
    }

    @Override
    public boolean exports(Proc self, Atom module, Atom function, int arity) {
        return exports(module, function, arity);
    }

    boolean exports(Atom module, Atom function, int arity) {
        Function key = new Function(function, arity);
        Map<Function, FunctionDefinition> functions = modules.get(module);
        if (functions != null) {
            FunctionDefinition found = functions.get(key);
            return found != null && found.exported();
        }
        return builtin(module, key) != null;
    }

    @Override
    public Object call(Proc self, Atom module, Atom function, Object... arguments) {
        return callRemote(self, module, function, arguments);
    }

    @Override
    public void load(Proc self, CompiledModule module) {
        Map<Function, FunctionDefinition> functions = new HashMap<>();
        for (FunctionDefinition function : compiled.remove(module.name()).functions()) {
            functions.put(new Function(function.name(), function.arity()), function);
        }
        modules.put(module.name(), functions);
        chunks.put(module.name(), module.chunks());
    }

    @Override
    public Object storedChunks(Proc self, Object module) {
        return EmptyList.NIL;
    }

    @Override
    public @Nullable CompiledModule stored(Proc self, Atom module) {
        return null;
    }

    @Override
    public Object ownChunks(Proc self, Atom module) {
        return chunks(self, module);
    }

    @Override
    public Object chunks(Proc self, Atom module) {
        return chunks.getOrDefault(module, EmptyList.NIL);
    }

    @Override
    public Bitstring encode(CompiledModule module) {
        return Bitstring.of(module.name().name());
    }

    @Override
    public void unload(Proc self, Atom module) {
        modules.remove(module);
    }
}
