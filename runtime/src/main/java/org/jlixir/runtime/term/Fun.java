package org.jlixir.runtime.term;

import org.jlixir.runtime.process.Proc;

/**
 * A function value. {@code callN} takes N arguments; a subclass overrides the one of its arity, every other raises
 * {@code BadArityError}. Functions of more than 8 arguments override {@link #callMany}.
 *
 * <p>A call may answer {@link Proc#TAIL}: the callee left a tail call in the process for the nearest trampoline. Java code
 * therefore calls functions through {@code Proc.apply}, which runs it; generated code does so itself.
 */
public abstract class Fun {
    /** The largest arity with a call method of its own. */
    public static final int MAX_DIRECT_ARITY = 8;

    private final int arity;

    protected Fun(int arity) {
        this.arity = arity;
    }

    public final int arity() {
        return arity;
    }

    /** The module that made it. */
    public abstract Atom module();

    /** Its name: of the function itself for {@code &M.f/1}, else of the generated one, such as {@code -run/2-fun-0-}. */
    public abstract Atom name();

    /** True for {@code &M.f/1}, which names a function by its module and follows it to new versions. */
    public boolean isExternal() {
        return false;
    }

    /** The values that the closure holds, in order of first use. */
    public Object[] environment() {
        return NO_VALUES;
    }

    /** A number that tells apart the functions of one module. */
    public int index() {
        return 0;
    }

    public Object call0(Proc self) {
        throw self.badArity(this);
    }

    public Object call1(Proc self, Object a0) {
        throw self.badArity(this, a0);
    }

    public Object call2(Proc self, Object a0, Object a1) {
        throw self.badArity(this, a0, a1);
    }

    public Object call3(Proc self, Object a0, Object a1, Object a2) {
        throw self.badArity(this, a0, a1, a2);
    }

    public Object call4(Proc self, Object a0, Object a1, Object a2, Object a3) {
        throw self.badArity(this, a0, a1, a2, a3);
    }

    public Object call5(Proc self, Object a0, Object a1, Object a2, Object a3, Object a4) {
        throw self.badArity(this, a0, a1, a2, a3, a4);
    }

    public Object call6(Proc self, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5) {
        throw self.badArity(this, a0, a1, a2, a3, a4, a5);
    }

    public Object call7(Proc self, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5, Object a6) {
        throw self.badArity(this, a0, a1, a2, a3, a4, a5, a6);
    }

    public Object call8(
            Proc self, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5, Object a6, Object a7) {
        throw self.badArity(this, a0, a1, a2, a3, a4, a5, a6, a7);
    }

    /** The call with more than {@link #MAX_DIRECT_ARITY} arguments. */
    public Object callMany(Proc self, Object[] arguments) {
        throw self.badArity(this, arguments);
    }

    /** The call with the arguments in an array, whatever their number. May answer {@link Proc#TAIL}. */
    public final Object call(Proc self, Object[] a) {
        return switch (a.length) {
            case 0 -> call0(self);
            case 1 -> call1(self, a[0]);
            case 2 -> call2(self, a[0], a[1]);
            case 3 -> call3(self, a[0], a[1], a[2]);
            case 4 -> call4(self, a[0], a[1], a[2], a[3]);
            case 5 -> call5(self, a[0], a[1], a[2], a[3], a[4]);
            case 6 -> call6(self, a[0], a[1], a[2], a[3], a[4], a[5]);
            case 7 -> call7(self, a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
            case 8 -> call8(self, a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7]);
            default -> callMany(self, a);
        };
    }

    private static final Object[] NO_VALUES = {};

    @Override
    public String toString() {
        return TermText.of(this);
    }
}
