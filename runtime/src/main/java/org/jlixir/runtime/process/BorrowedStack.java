package org.jlixir.runtime.process;

import org.jlixir.runtime.error.ExpectedFailures;
import org.jspecify.annotations.Nullable;

/**
 * How a process that is about to wait lends its stack to others whose turn is next, so that neither its own stack has to be put away nor
 * another one fetched for them.
 *
 * <p>Who borrows is brief: it waits in a receive without a limit, and what follows neither takes long nor waits before the next one. It
 * handles the messages that it has, of which there are few. Whatever else comes, its failures and its end are left for a host of its
 * own, so that nothing ever waits on top of the lender, which is not kept from its own messages for long.
 */
public final class BorrowedStack {
    /** A process with more messages than this has a host of its own for them. */
    private static final int MOST_MESSAGES = 16;

    /** The method below which a Java stack trace shows another process. */
    private static final String BORROWING_METHOD = "runBorrower";

    private BorrowedStack() {}

    /** Whether what is below this frame of a Java stack trace belongs to another process. */
    public static boolean isBottom(StackTraceElement frame) {
        return frame.getMethodName().equals(BORROWING_METHOD)
                && frame.getClassName().equals(BorrowedStack.class.getName());
    }

    /** Runs brief processes that have their turn here on the stack of the lender, until it has a signal or none follows. */
    static void lend(Proc lender) {
        Scheduler scheduler = lender.node().scheduler();
        Proc borrower = scheduler.takeBorrower();
        if (borrower == null) {
            return;
        }
        ExpectedFailures outer = lender.expected;
        lender.expected = null;
        do {
            runBorrower(borrower);
            if (borrower.knownToThread) {
                ExpectedFailures.enter(lender);
            }
            borrower = lender.hasSignals() ? null : scheduler.takeBorrower();
        } while (borrower != null);
        lender.expected = outer;
    }

    /** Whether a process, which has no stack and its turn now, is brief and has but a few messages to handle. */
    static boolean mayBorrow(Proc process) {
        return process.isBrief
                && process.body == null
                && !process.awaitsAny
                && process.trace() == null
                && process.heapLimit() == null
                && !process.keepsThread()
                && !process.hasPriority
                && process.suspensionCount() == 0
                && process.messageCount() <= MOST_MESSAGES
                && areFewMessages(process.newestSignal());
    }

    /** Whether the messages in an inbox, of which {@code last} came last, are few, and nothing else is there. */
    private static boolean areFewMessages(@Nullable Signal last) {
        int count = 0;
        Signal signal = last;
        while (signal instanceof Signal.Message && count <= MOST_MESSAGES) {
            signal = signal.next;
            count++;
        }
        return signal == null;
    }

    /** Has the process handle the messages that there are, and wait again. */
    private static void runBorrower(Proc process) {
        Signal last = process.takeInbox();
        if (!areFewMessages(last)) {
            process.putBelow(last);
            process.node().scheduler().execute(process);
            return;
        }
        if (last != null) {
            process.actInOrder(last);
        }
        process.knownToThread = false;
        process.borrowsStack = true;
        process.receivesNoMore();
        process.resumeReceive();
        try {
            Object result = process.trampolineAtBottom(Proc.BOTTOM_BUDGET);
            if (result == Proc.TAIL) {
                waitAgain(process);
                return;
            }
            process.body = _ -> result;
        } catch (RuntimeException | Error failure) {
            process.body = _ -> {
                throw failure;
            };
        }
        process.borrowsStack = false;
        process.node().scheduler().execute(process);
    }

    private static void waitAgain(Proc process) {
        process.borrowsStack = false;
        process.waitsAgain();
        process.beginWaitWithoutStack();
        if (process.hasSignals() && process.endWaitWithoutStack()) {
            process.node().scheduler().execute(process);
        }
    }
}
