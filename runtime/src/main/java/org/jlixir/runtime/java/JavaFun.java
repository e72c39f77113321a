package org.jlixir.runtime.java;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jspecify.annotations.Nullable;

/**
 * The members of a name as a function value, such as {@code &:"java.lang.Math".max/2}. Remembers the last overload. A race between
 * processes can only lose the memory.
 */
final class JavaFun extends Fun {
    private final JavaClass type;
    private final Atom name;
    private @Nullable Spread last;

    /** An invocation that takes its arguments in an array. */
    private record Spread(Object @Nullable [] kinds, MethodHandle handle) {}

    JavaFun(JavaClass type, Atom name, int arity) {
        super(arity);
        this.type = type;
        this.name = name;
    }

    @Override
    public Atom module() {
        return type.name();
    }

    @Override
    public Atom name() {
        return name;
    }

    @Override
    public boolean isExternal() {
        return true;
    }

    /** Finds the overload for the arguments and calls it. */
    Object invoke(Proc self, Object[] arguments) {
        self.callsJava();
        type.classes().enter();
        try {
            Spread known = last;
            if (known != null && known.kinds != null && Kinds.match(known.kinds, arguments)) {
                try {
                    return (Object) known.handle.invokeExact(self, arguments);
                } catch (NotConvertible _) {
                    // Another overload may take it.
                }
            }
            Invocation found = Invocation.of(type, name.name(), arguments);
            MethodHandle handle = found.handle().asSpreader(Object[].class, arguments.length);
            last = new Spread(found.kinds(), handle);
            return (Object) handle.invokeExact(self, arguments);
        } catch (Throwable failure) {
            throw JavaFailures.thrown(self, failure, type, name.name(), arguments.length);
        }
    }

    private Object called(Proc self, Object... arguments) {
        if (arity() != arguments.length) {
            throw self.badArity(this, arguments);
        }
        return invoke(self, arguments);
    }

    @Override
    public Object call0(Proc self) {
        return called(self);
    }

    @Override
    public Object call1(Proc self, Object a0) {
        return called(self, a0);
    }

    @Override
    public Object call2(Proc self, Object a0, Object a1) {
        return called(self, a0, a1);
    }

    @Override
    public Object call3(Proc self, Object a0, Object a1, Object a2) {
        return called(self, a0, a1, a2);
    }

    @Override
    public Object call4(Proc self, Object a0, Object a1, Object a2, Object a3) {
        return called(self, a0, a1, a2, a3);
    }

    @Override
    public Object call5(Proc self, Object a0, Object a1, Object a2, Object a3, Object a4) {
        return called(self, a0, a1, a2, a3, a4);
    }

    @Override
    public Object call6(Proc self, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5) {
        return called(self, a0, a1, a2, a3, a4, a5);
    }

    @Override
    public Object call7(Proc self, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5, Object a6) {
        return called(self, a0, a1, a2, a3, a4, a5, a6);
    }

    @Override
    public Object call8(
            Proc self, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5, Object a6, Object a7) {
        return called(self, a0, a1, a2, a3, a4, a5, a6, a7);
    }

    @Override
    public Object callMany(Proc self, Object[] arguments) {
        return called(self, arguments);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JavaFun fun && type == fun.type && name == fun.name && arity() == fun.arity();
    }

    @Override
    public int hashCode() {
        return (type.name().hashCode() * 31 + name.hashCode()) * 31 + arity();
    }

    /** For call sites. */
    MethodHandle handle() {
        try {
            return MethodHandles.lookup()
                    .bind(
                            this,
                            "invoke",
                            java.lang.invoke.MethodType.methodType(Object.class, Proc.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
