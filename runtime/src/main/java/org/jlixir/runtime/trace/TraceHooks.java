package org.jlixir.runtime.trace;

import java.util.List;
import org.jlixir.runtime.code.Calls;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.ProcessTrace;
import org.jlixir.runtime.process.ProcessTrace.PendingReturn;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** What the code of traced functions calls, see {@link TracedClass}. Every method runs in the process that makes the call. */
public final class TraceHooks {
    private TraceHooks() {}

    /** Where the list of pending returns ends when a function is entered. */
    public static int mark(Proc self) {
        ProcessTrace trace = self.trace();
        return trace == null ? 0 : trace.pendingReturns().size();
    }

    /** A function is entered, by whomever, or goes round by a tail call of itself. */
    public static void called(Proc self, String module, String function, Object[] arguments) {
        CallTracing.of(self).called(self, key(module, function, arguments), arguments);
    }

    /** A function is entered from its beginning. */
    public static void entered(Proc self, String module, String function, Object[] arguments) {
        ProcessTrace trace = self.trace();
        if (trace != null && !trace.takeLocalCall()) {
            CallTracing.of(self).calledGlobally(self, key(module, function, arguments), arguments);
        }
    }

    private static FunctionKey key(String module, String function, Object[] arguments) {
        return new FunctionKey(Atom.of(module), Atom.of(function), arguments.length);
    }

    /** The call that follows is one within a module. */
    public static void local(Proc self) {
        ProcessTrace trace = self.trace();
        if (trace != null) {
            trace.markLocalCall();
        }
    }

    /**
     * A function returns. One whose value somebody waits for does not leave its tail call to the caller.
     *
     * @param mark what {@link #mark} answered when it was entered
     */
    public static Object returned(Object result, Proc self, int mark) {
        if (mark(self) <= mark) {
            return result;
        }
        Object value = Calls.value(result, self);
        tell(self, mark, value);
        return value;
    }

    public static long returned(long result, Proc self, int mark) {
        tell(self, mark, result);
        return result;
    }

    public static double returned(double result, Proc self, int mark) {
        tell(self, mark, result);
        return result;
    }

    private static void tell(Proc self, int mark, Object value) {
        ProcessTrace trace = self.trace();
        if (trace == null) {
            return;
        }
        boolean caller = false;
        Object function = Atom.UNDEFINED;
        List<PendingReturn> pending = trace.pendingReturns();
        while (pending.size() > mark) {
            PendingReturn last = pending.removeLast();
            function = last.function();
            caller |= last.caller();
            if (last.value()) {
                trace.tell(self, RETURN_FROM, last.function(), value);
            }
        }
        if (caller) {
            trace.tell(self, RETURN_TO, Caller.find(function));
        }
    }

    /** A function fails. @return the failure */
    public static Throwable failed(Throwable failure, Proc self, int mark) {
        ElixirException raised = switch (failure) {
            case ElixirException own -> own;
            case RuntimeException other -> Calls.caught(other);
            default -> null;
        };
        giveUp(self, mark, raised);
        return failure;
    }

    /** An unboxed version fails, or gives up. @return the failure */
    public static Throwable failedUnboxed(Throwable failure, Proc self, int mark) {
        if (failure instanceof ArithmeticException) {
            giveUp(self, mark, null);
            return failure;
        }
        return failed(failure, self, mark);
    }

    private static void giveUp(Proc self, int mark, @Nullable ElixirException raised) {
        ProcessTrace trace = self.trace();
        if (trace == null) {
            return;
        }
        List<PendingReturn> pending = trace.pendingReturns();
        while (pending.size() > mark) {
            PendingReturn last = pending.removeLast();
            if (raised != null && last.exception()) {
                trace.tell(self, EXCEPTION_FROM, last.function(), Tuple.of(raised.kind(), raised.reason()));
            }
        }
    }

    private static final Atom RETURN_FROM = Atom.of("return_from");
    private static final Atom RETURN_TO = Atom.of("return_to");
    private static final Atom EXCEPTION_FROM = Atom.of("exception_from");
}
