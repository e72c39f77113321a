package org.jlixir.embed;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.script.AbstractScriptEngine;
import javax.script.Bindings;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.Invocable;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptException;
import javax.script.SimpleBindings;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Fun;
import org.jspecify.annotations.Nullable;

/**
 * An Elixir system as a script engine. The context's bindings whose names are names of variables are the variables of the script, and the
 * variables that it binds are among those of the engine's scope afterwards. Input and output are the context's reader and writers. Modules
 * are the engine's, whatever the bindings. One script is evaluated at a time; functions are called at the same time by several threads.
 */
final class ElixirEngine extends AbstractScriptEngine implements Compilable, Invocable, AutoCloseable {
    private static final String VARIABLE = "[a-z_][A-Za-z0-9_]*";
    private static final String PREFIX = "Elixir.";

    private final ElixirEngineFactory factory;
    private final Elixir elixir;

    ElixirEngine(ElixirEngineFactory factory) {
        this.factory = factory;
        this.elixir = Elixir.create(
                ContextStreams.in(() -> getContext().getReader()),
                ContextStreams.out(() -> getContext().getWriter()),
                ContextStreams.out(() -> getContext().getErrorWriter()));
    }

    // ---- scripts

    @Override
    public @Nullable Object eval(String script, ScriptContext context) throws ScriptException {
        return run(variables -> elixir.evaluate(script, variables), context);
    }

    @Override
    public @Nullable Object eval(Reader reader, ScriptContext context) throws ScriptException {
        return eval(text(reader), context);
    }

    private static String text(Reader reader) throws ScriptException {
        StringWriter text = new StringWriter();
        try {
            reader.transferTo(text);
        } catch (IOException unreadable) {
            throw new ScriptException(unreadable);
        }
        return text.toString();
    }

    private interface Evaluation {
        Elixir.Evaluated of(Map<String, @Nullable Object> variables);
    }

    private synchronized @Nullable Object run(Evaluation evaluation, ScriptContext context) throws ScriptException {
        ScriptContext own = getContext();
        setContext(context);
        try {
            Elixir.Evaluated result = evaluation.of(variables(context));
            context.getBindings(ScriptContext.ENGINE_SCOPE).putAll(result.variables());
            return result.value();
        } catch (ElixirFailure failure) {
            throw scriptException(failure);
        } finally {
            setContext(own);
        }
    }

    private static Map<String, @Nullable Object> variables(ScriptContext context) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        for (int scope : new int[] {ScriptContext.GLOBAL_SCOPE, ScriptContext.ENGINE_SCOPE}) {
            Bindings bindings = context.getBindings(scope);
            if (bindings != null) {
                bindings.forEach((name, value) -> {
                    if (name.matches(VARIABLE)) {
                        variables.put(name, value);
                    }
                });
            }
        }
        return variables;
    }

    private static ScriptException scriptException(ElixirFailure failure) {
        ScriptException wrapped =
                failure.reason() instanceof ElixirMap exception && exception.get(Atom.of("line")) instanceof Long line
                        ? new ScriptException(
                                failure.banner(),
                                "nofile",
                                line.intValue(),
                                exception.get(Atom.of("column")) instanceof Long column ? column.intValue() : -1)
                        : new ScriptException(failure.banner());
        wrapped.initCause(failure);
        return wrapped;
    }

    @Override
    public CompiledScript compile(String script) throws ScriptException {
        Object quoted = calling(() -> elixir.call("Code", "string_to_quoted!", script));
        return new CompiledScript() {
            @Override
            public @Nullable Object eval(ScriptContext context) throws ScriptException {
                return run(variables -> elixir.evaluateQuoted(quoted, variables), context);
            }

            @Override
            public ScriptEngine getEngine() {
                return ElixirEngine.this;
            }
        };
    }

    @Override
    public CompiledScript compile(Reader reader) throws ScriptException {
        return compile(text(reader));
    }

    @Override
    public Bindings createBindings() {
        return new SimpleBindings();
    }

    @Override
    public ScriptEngineFactory getFactory() {
        return factory;
    }

    // ---- functions

    private static @Nullable Object calling(Supplier<@Nullable Object> call) throws ScriptException {
        try {
            return call.get();
        } catch (ElixirFailure failure) {
            throw scriptException(failure);
        }
    }

    /** @param module the name of a module, such as {@code "Enum"}, or the atom that it is */
    @Override
    public @Nullable Object invokeMethod(Object module, String function, @Nullable Object... arguments)
            throws ScriptException, NoSuchMethodException {
        String name = moduleName(module);
        if (!exports(name, function, arguments.length)) {
            throw new NoSuchMethodException(name + "." + function + "/" + arguments.length);
        }
        return calling(() -> elixir.call(name, function, arguments));
    }

    private static String moduleName(Object module) {
        if (!(module instanceof Atom atom)) {
            return module.toString();
        }
        return atom.name().startsWith(PREFIX) ? atom.name().substring(PREFIX.length()) : ":" + atom.name();
    }

    private boolean exports(String module, String function, int arity) {
        Object atom = Elixir.atom(module.startsWith(":") ? module.substring(1) : PREFIX + module);
        elixir.call("Code", "ensure_loaded", atom);
        return Boolean.TRUE.equals(
                elixir.call(":erlang", "function_exported", atom, Elixir.atom(function), (long) arity));
    }

    /** @param variable a variable of the engine's scope that holds a function */
    @Override
    public @Nullable Object invokeFunction(String variable, @Nullable Object... arguments)
            throws ScriptException, NoSuchMethodException {
        if (!(get(variable) instanceof Fun function)) {
            throw new NoSuchMethodException(variable);
        }
        return calling(() -> elixir.apply(function, arguments));
    }

    /** An object whose methods are the functions that variables of their names hold; null when one is missing. */
    @Override
    public <T> @Nullable T getInterface(Class<T> type) {
        return implement(
                type,
                method -> get(method.getName()) instanceof Fun,
                (_, method, arguments) -> invokeFunction(method.getName(), arguments));
    }

    /** An object whose methods are functions of the module; null when it lacks one. */
    @Override
    public <T> @Nullable T getInterface(Object module, Class<T> type) {
        return implement(
                type,
                method -> exports(moduleName(module), method.getName(), method.getParameterCount()),
                (_, method, arguments) -> invokeMethod(module, method.getName(), arguments));
    }

    private static <T> @Nullable T implement(Class<T> type, Predicate<Method> isThere, InvocationHandler call) {
        if (!type.isInterface()) {
            throw new IllegalArgumentException(type + " is no interface");
        }
        boolean complete = Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()) && !isOfObject(method))
                .allMatch(isThere);
        if (!complete) {
            return null;
        }
        InvocationHandler handler = (proxy, method, arguments) -> {
            Object[] given = arguments == null ? new Object[0] : arguments;
            if (method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, given);
            }
            if (method.getDeclaringClass() == Object.class) {
                return ofObject(proxy, method, given);
            }
            return converted(method.getReturnType(), call.invoke(proxy, method, given));
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** An interface may ask for {@code equals}, as {@code Comparator} does; every object has it. */
    private static boolean isOfObject(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(own -> own.getName().equals(method.getName())
                        && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
    }

    private static Object ofObject(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> proxy.getClass().getSimpleName() + " of Elixir functions";
        };
    }

    /** Elixir's numbers are of two types alone. */
    private static @Nullable Object converted(Class<?> type, @Nullable Object value) {
        if (type == void.class) {
            return null;
        }
        if (value instanceof Number number) {
            if (type == int.class || type == Integer.class) {
                return Math.toIntExact(number.longValue());
            }
            if (type == double.class || type == Double.class) {
                return number.doubleValue();
            }
        }
        return value;
    }

    @Override
    public void close() {
        elixir.close();
    }
}
