package org.jlixir.runtime.java;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;

/**
 * A place in compiled code that calls Java. Remembers the overloads that its arguments led to, by the arguments' kinds; the JIT
 * inlines them. A place that sees more than {@link #MAX_DEPTH} combinations of kinds looks each time.
 */
final class JavaCallSite extends MutableCallSite {
    private static final int MAX_DEPTH = 4;

    private static final MethodHandle CALLS_JAVA;

    static {
        try {
            CALLS_JAVA = MethodHandles.lookup().findVirtual(Proc.class, "callsJava", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final JavaClass type;
    private final String function;
    private final JavaFun any;
    private int depth;

    JavaCallSite(JavaClass type, String function, int arity) {
        super(MethodType.genericMethodType(arity + 1).changeParameterType(0, Proc.class));
        this.type = type;
        this.function = function;
        this.any = (JavaFun) type.function(Atom.of(function), arity);
        setTarget(collecting("link"));
    }

    private MethodHandle collecting(String method) {
        try {
            return MethodHandles.lookup()
                    .bind(this, method, MethodType.methodType(Object.class, Proc.class, Object[].class))
                    .asCollector(Object[].class, type().parameterCount() - 1)
                    .asType(type());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Called for arguments of kinds not seen before. */
    @SuppressWarnings("UnusedMethod")
    private Object link(Proc self, Object[] arguments) {
        type.classes().enter();
        remember(arguments);
        return any.invoke(self, arguments);
    }

    private synchronized void remember(Object[] arguments) {
        if (depth >= MAX_DEPTH) {
            setTarget(any.handle()
                    .asCollector(Object[].class, type().parameterCount() - 1)
                    .asType(type()));
            return;
        }
        Invocation found = Invocation.of(type, function, arguments);
        Object[] kinds = found.kinds();
        if (kinds != null) {
            depth++;
            MethodHandle fails = collectingFailure();
            MethodHandle target = MethodHandles.foldArguments(
                    MethodHandles.catchException(found.handle(), Throwable.class, fails), CALLS_JAVA);
            for (int i = kinds.length - 1; i >= 0; i--) {
                target = MethodHandles.guardWithTest(test(kinds[i], i), target, getTarget());
            }
            setTarget(target);
        }
    }

    /** {@code (Proc, Object, ...)boolean}: the argument at {@code place} is of the kind. */
    private MethodHandle test(Object kind, int place) {
        try {
            MethodHandle test = MethodHandles.insertArguments(
                    MethodHandles.lookup()
                            .findStatic(
                                    Kinds.class,
                                    "isOf",
                                    MethodType.methodType(boolean.class, Object.class, Object.class)),
                    0,
                    kind);
            return MethodHandles.dropArguments(test, 0, type().parameterList().subList(0, place + 1));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private MethodHandle collectingFailure() {
        try {
            return MethodHandles.lookup()
                    .bind(
                            this,
                            "failed",
                            MethodType.methodType(Object.class, Throwable.class, Proc.class, Object[].class))
                    .asCollector(Object[].class, type().parameterCount() - 1)
                    .asType(type().insertParameterTypes(0, Throwable.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("UnusedMethod")
    private Object failed(Throwable failure, Proc self, Object[] arguments) {
        if (failure instanceof NotConvertible) {
            return any.invoke(self, arguments);
        }
        throw JavaFailures.thrown(self, failure, type, function, arguments.length);
    }
}
