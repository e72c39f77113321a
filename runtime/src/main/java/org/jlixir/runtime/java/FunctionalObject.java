package org.jlixir.runtime.java;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jspecify.annotations.Nullable;

/**
 * An Elixir function as an object of a functional interface. Called in the process that made it, it runs there; called on any other
 * thread, such as one of an executor, it runs in a process of its own, whose end the thread awaits.
 */
final class FunctionalObject implements InvocationHandler {
    private static final Object[] NONE = {};

    private final JavaClasses classes;
    private final Proc owner;
    private final Fun fun;

    private FunctionalObject(JavaClasses classes, Proc owner, Fun fun) {
        this.classes = classes;
        this.owner = owner;
        this.fun = fun;
    }

    static Object of(JavaClasses classes, Class<?> type, Proc owner, Fun fun) {
        return Proxy.newProxyInstance(
                type.getClassLoader() == null ? JavaClasses.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                new FunctionalObject(classes, owner, fun));
    }

    Fun fun() {
        return fun;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
        Object[] values = given == null ? NONE : given;
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, values);
        }
        if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, given);
        }
        Object[] arguments = new Object[values.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = ToElixir.convert(values[i]);
        }
        try {
            return result(method, call(arguments));
        } catch (ElixirException failure) {
            Throwable cause = JavaFailures.exception(failure.reason());
            throw cause != null && mayThrow(method, cause) ? cause : failure;
        }
    }

    private Object ofObject(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> fun.toString();
        };
    }

    private Object call(Object[] arguments) {
        if (owner.isOnThread()) {
            return owner.applyMany(fun, arguments);
        }
        Node.Ended ended = owner.node().runMain(self -> {
            self.setGroupLeader(owner.groupLeader());
            classes.enter();
            return self.applyMany(fun, arguments);
        });
        if (ended.failure() != null) {
            throw ended.failure();
        }
        return ended.value() == null ? Atom.NIL : ended.value();
    }

    private @Nullable Object result(Method method, Object value) {
        Class<?> type = method.getReturnType();
        if (type == void.class) {
            return null;
        }
        if (type == boolean.class) {
            return Atom.truthy(value);
        }
        if (type == Object.class) {
            return ToJava.object(value);
        }
        try {
            return classes.toJava().convert(type, owner, value);
        } catch (NotConvertible _) {
            throw JavaFailures.badResult(method, value);
        }
    }

    private static boolean mayThrow(Method method, Throwable failure) {
        if (failure instanceof RuntimeException || failure instanceof Error) {
            return true;
        }
        for (Class<?> declared : method.getExceptionTypes()) {
            if (declared.isInstance(failure)) {
                return true;
            }
        }
        return false;
    }
}
