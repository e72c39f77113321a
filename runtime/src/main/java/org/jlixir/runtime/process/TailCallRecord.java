package org.jlixir.runtime.process;

import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/**
 * What a process keeps of a tail call that the trampoline is to make. A part of {@link Proc} and not an object of its own: a parked
 * process is to be small, and generated code reaches the fields in one step.
 *
 * <p>A call in tail position that may lead back is a plain Java call while {@link #tailBudget} lasts. The budget is an argument
 * passed in a field: a caller that is not in tail position sets it to {@link #TAIL_BUDGET}; a function that makes tail
 * calls reads it once when entered and passes one less on. At zero the function leaves target and arguments in the process
 * ({@code tailCallN}) and answers {@link #TAIL}; the nearest caller that is not in tail position sees it and calls {@link
 * #trampoline}. So the stack holds at most {@code TAIL_BUDGET} frames of tail calls above every other frame.
 */
public abstract sealed class TailCallRecord permits TimeSlice {
    /** What a function answers instead of a value when it has left a tail call in the process. Never a term. */
    public static final Object TAIL = new Object();

    /** How many tail calls may be plain calls before one goes to the trampoline. */
    public static final int TAIL_BUDGET = 64;

    /** How many plain tail calls the callee may still put on the stack. */
    public int tailBudget = TAIL_BUDGET;

    private Fun tailTarget;
    private int tailArity;
    private Object tail0;
    private Object tail1;
    private Object tail2;
    private Object tail3;
    private Object tail4;
    private Object tail5;
    private Object tail6;
    private Object tail7;
    private Object[] tailMany;

    /** The process that this is a part of. */
    final Proc proc() {
        return (Proc) this;
    }

    /** Leaves a tail call for the trampoline. */
    public final Object tailCall0(Fun target) {
        tailTarget = target;
        tailArity = 0;
        return TAIL;
    }

    public final Object tailCall1(Fun target, Object a0) {
        tailTarget = target;
        tailArity = 1;
        tail0 = a0;
        return TAIL;
    }

    public final Object tailCall2(Fun target, Object a0, Object a1) {
        tailTarget = target;
        tailArity = 2;
        tail0 = a0;
        tail1 = a1;
        return TAIL;
    }

    public final Object tailCall3(Fun target, Object a0, Object a1, Object a2) {
        tailTarget = target;
        tailArity = 3;
        tail0 = a0;
        tail1 = a1;
        tail2 = a2;
        return TAIL;
    }

    public final Object tailCall4(Fun target, Object a0, Object a1, Object a2, Object a3) {
        tailTarget = target;
        tailArity = 4;
        tail0 = a0;
        tail1 = a1;
        tail2 = a2;
        tail3 = a3;
        return TAIL;
    }

    public final Object tailCall5(Fun target, Object a0, Object a1, Object a2, Object a3, Object a4) {
        tailTarget = target;
        tailArity = 5;
        tail0 = a0;
        tail1 = a1;
        tail2 = a2;
        tail3 = a3;
        tail4 = a4;
        return TAIL;
    }

    public final Object tailCall6(Fun target, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5) {
        tailTarget = target;
        tailArity = 6;
        tail0 = a0;
        tail1 = a1;
        tail2 = a2;
        tail3 = a3;
        tail4 = a4;
        tail5 = a5;
        return TAIL;
    }

    public final Object tailCall7(
            Fun target, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5, Object a6) {
        tailTarget = target;
        tailArity = 7;
        tail0 = a0;
        tail1 = a1;
        tail2 = a2;
        tail3 = a3;
        tail4 = a4;
        tail5 = a5;
        tail6 = a6;
        return TAIL;
    }

    public final Object tailCall8(
            Fun target, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5, Object a6, Object a7) {
        tailTarget = target;
        tailArity = 8;
        tail0 = a0;
        tail1 = a1;
        tail2 = a2;
        tail3 = a3;
        tail4 = a4;
        tail5 = a5;
        tail6 = a6;
        tail7 = a7;
        return TAIL;
    }

    /** As {@code tailCallN}, for any number of arguments. */
    public final Object tailCallMany(Fun target, Object[] arguments) {
        tailTarget = target;
        tailArity = 9;
        tailMany = arguments;
        return TAIL;
    }

    /**
     * What {@link #tailBudget} is at the bottom of a process's stack: a function that reads this when entered has been called by the
     * loop that runs the process, and nothing is left to do there but to end it.
     */
    public static final int BOTTOM_BUDGET = TAIL_BUDGET + 1;

    /** True while the tail call left is that of a receive for which the process waits without a stack. */
    protected boolean leaving;

    /** Runs the tail call left in this process, and those that follow, to a value. */
    public final Object trampoline() {
        Object result;
        do {
            leaving = false;
            result = bounce(TAIL_BUDGET);
        } while (result == TAIL);
        return result;
    }

    /** As {@link #trampoline}, at the bottom of the stack: answers {@link #TAIL} when the process is to wait without a stack. */
    final Object trampolineAtBottom(int budget) {
        Object result;
        do {
            leaving = false;
            result = bounce(budget);
        } while (result == TAIL && !leaving);
        return result;
    }

    private Object bounce(int budget) {
        Fun target = tailTarget;
        tailBudget = budget;
        return switch (tailArity) {
            case 0 -> target.call0(proc());
            case 1 -> target.call1(proc(), tail0);
            case 2 -> target.call2(proc(), tail0, tail1);
            case 3 -> target.call3(proc(), tail0, tail1, tail2);
            case 4 -> target.call4(proc(), tail0, tail1, tail2, tail3);
            case 5 -> target.call5(proc(), tail0, tail1, tail2, tail3, tail4);
            case 6 -> target.call6(proc(), tail0, tail1, tail2, tail3, tail4, tail5);
            case 7 -> target.call7(proc(), tail0, tail1, tail2, tail3, tail4, tail5, tail6);
            case 8 -> target.call8(proc(), tail0, tail1, tail2, tail3, tail4, tail5, tail6, tail7);
            default -> target.call(proc(), tailMany);
        };
    }

    /** Calls {@code fun} from Java code and answers its value. */
    public final Object apply0(Fun fun) {
        tailBudget = TAIL_BUDGET;
        Object result = fun.call0(proc());
        return result == TAIL ? trampoline() : result;
    }

    /** Calls {@code fun} from Java code and answers its value. */
    public final Object apply1(Fun fun, Object a0) {
        tailBudget = TAIL_BUDGET;
        Object result = fun.call1(proc(), a0);
        return result == TAIL ? trampoline() : result;
    }

    /** Calls {@code fun} from Java code and answers its value. */
    public final Object apply2(Fun fun, Object a0, Object a1) {
        tailBudget = TAIL_BUDGET;
        Object result = fun.call2(proc(), a0, a1);
        return result == TAIL ? trampoline() : result;
    }

    /** Calls {@code fun} from Java code and answers its value. */
    public final Object apply3(Fun fun, Object a0, Object a1, Object a2) {
        tailBudget = TAIL_BUDGET;
        Object result = fun.call3(proc(), a0, a1, a2);
        return result == TAIL ? trampoline() : result;
    }

    /** Calls {@code fun} from Java code and answers its value. */
    public final Object apply4(Fun fun, Object a0, Object a1, Object a2, Object a3) {
        tailBudget = TAIL_BUDGET;
        Object result = fun.call4(proc(), a0, a1, a2, a3);
        return result == TAIL ? trampoline() : result;
    }

    /** Calls {@code fun} from Java code with any number of arguments and answers its value. */
    public final Object applyMany(Fun fun, Object[] arguments) {
        tailBudget = TAIL_BUDGET;
        Object result = fun.call(proc(), arguments);
        return result == TAIL ? trampoline() : result;
    }

    /** What a call with the wrong number of arguments raises: {@code {:badarity, {fun, arguments}}}. */
    public final ElixirException badArity(Fun fun, Object... arguments) {
        return ElixirException.error(BADARITY, Tuple.of(fun, TermList.of(arguments)));
    }

    private static final Atom BADARITY = Atom.of("badarity");
}
