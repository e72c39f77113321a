package org.jlixir.runtime.code;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jspecify.annotations.Nullable;

/** A built-in function as a value: {@code &:lists.reverse/1}, or the target of a call by name. */
final class BuiltinFun extends Fun {
    private final BuiltinModules.Entry entry;

    /** Made at the first call: most of a module's functions are never called through a value. */
    private @Nullable MethodHandle handle;

    BuiltinFun(BuiltinModules.Entry entry) {
        super(entry.arity());
        this.entry = entry;
    }

    private MethodHandle handle() {
        MethodHandle known = handle;
        if (known == null) {
            known = link(entry);
            handle = known;
        }
        return known;
    }

    private static MethodHandle link(BuiltinModules.Entry entry) {
        try {
            MethodType type = MethodType.genericMethodType(entry.arity());
            boolean takesProc = entry.traits().takesProc();
            MethodHandle method = MethodHandles.publicLookup()
                    .findStatic(
                            entry.ownerClass(),
                            entry.method(),
                            takesProc ? type.insertParameterTypes(0, Proc.class) : type);
            if (!takesProc) {
                method = MethodHandles.dropArguments(method, 0, Proc.class);
            }
            return entry.arity() > MAX_DIRECT_ARITY
                    ? method.asSpreader(Object[].class, entry.arity())
                    : method.asType(
                            MethodType.genericMethodType(entry.arity() + 1).changeParameterType(0, Proc.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the table of built-ins does not fit the classes: " + entry, e);
        }
    }

    @Override
    public Atom module() {
        return entry.module();
    }

    @Override
    public Atom name() {
        return entry.function();
    }

    @Override
    public boolean isExternal() {
        return true;
    }

    private RuntimeException failed(Throwable failure, Object... arguments) {
        if (failure instanceof ElixirException e) {
            throw e.outOf(entry.module(), entry.function(), arguments);
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        throw new IllegalStateException(failure);
    }

    @Override
    public Object call0(Proc self) {
        if (arity() != 0) {
            throw self.badArity(this);
        }
        try {
            return (Object) handle().invokeExact(self);
        } catch (Throwable failure) {
            throw failed(failure);
        }
    }

    @Override
    public Object call1(Proc self, Object a0) {
        if (arity() != 1) {
            throw self.badArity(this, a0);
        }
        try {
            return (Object) handle().invokeExact(self, a0);
        } catch (Throwable failure) {
            throw failed(failure, a0);
        }
    }

    @Override
    public Object call2(Proc self, Object a0, Object a1) {
        if (arity() != 2) {
            throw self.badArity(this, a0, a1);
        }
        try {
            return (Object) handle().invokeExact(self, a0, a1);
        } catch (Throwable failure) {
            throw failed(failure, a0, a1);
        }
    }

    @Override
    public Object call3(Proc self, Object a0, Object a1, Object a2) {
        if (arity() != 3) {
            throw self.badArity(this, a0, a1, a2);
        }
        try {
            return (Object) handle().invokeExact(self, a0, a1, a2);
        } catch (Throwable failure) {
            throw failed(failure, a0, a1, a2);
        }
    }

    @Override
    public Object call4(Proc self, Object a0, Object a1, Object a2, Object a3) {
        if (arity() != 4) {
            throw self.badArity(this, a0, a1, a2, a3);
        }
        try {
            return (Object) handle().invokeExact(self, a0, a1, a2, a3);
        } catch (Throwable failure) {
            throw failed(failure, a0, a1, a2, a3);
        }
    }

    @Override
    public Object call5(Proc self, Object a0, Object a1, Object a2, Object a3, Object a4) {
        if (arity() != 5) {
            throw self.badArity(this, a0, a1, a2, a3, a4);
        }
        try {
            return (Object) handle().invokeExact(self, a0, a1, a2, a3, a4);
        } catch (Throwable failure) {
            throw failed(failure, a0, a1, a2, a3, a4);
        }
    }

    @Override
    public Object call6(Proc self, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5) {
        if (arity() != 6) {
            throw self.badArity(this, a0, a1, a2, a3, a4, a5);
        }
        try {
            return (Object) handle().invokeExact(self, a0, a1, a2, a3, a4, a5);
        } catch (Throwable failure) {
            throw failed(failure, a0, a1, a2, a3, a4, a5);
        }
    }

    @Override
    public Object call7(Proc self, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5, Object a6) {
        if (arity() != 7) {
            throw self.badArity(this, a0, a1, a2, a3, a4, a5, a6);
        }
        try {
            return (Object) handle().invokeExact(self, a0, a1, a2, a3, a4, a5, a6);
        } catch (Throwable failure) {
            throw failed(failure, a0, a1, a2, a3, a4, a5, a6);
        }
    }

    @Override
    public Object call8(
            Proc self, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5, Object a6, Object a7) {
        if (arity() != 8) {
            throw self.badArity(this, a0, a1, a2, a3, a4, a5, a6, a7);
        }
        try {
            return (Object) handle().invokeExact(self, a0, a1, a2, a3, a4, a5, a6, a7);
        } catch (Throwable failure) {
            throw failed(failure, a0, a1, a2, a3, a4, a5, a6, a7);
        }
    }

    @Override
    public Object callMany(Proc self, Object[] arguments) {
        if (arity() != arguments.length) {
            throw self.badArity(this, arguments);
        }
        try {
            return (Object) handle().invokeExact(self, arguments);
        } catch (Throwable failure) {
            throw failed(failure, arguments);
        }
    }
}
