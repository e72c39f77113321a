package org.jlixir.runtime.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jspecify.annotations.Nullable;

/**
 * The signals that others have sent to a process and it has not taken yet, and how it waits for them. A part of {@link Proc}, as {@link
 * TailCallRecord} is.
 *
 * <p>The inbox is a stack: any thread pushes a signal with one compare-and-set, the process takes all of them at once and acts on them
 * in the order of their arrival ({@link IncomingSignals}). Who pushes one wakes the process if it waits: the process says so before it
 * looks whether there is a signal, and a sender looks whether it waits after pushing, so that one of the two sees the other.
 */
abstract sealed class Inbox extends Mailbox permits SelectiveReceive {
    private static final VarHandle INBOX;
    private static final VarHandle WAITING;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            INBOX = lookup.findVarHandle(Inbox.class, "inbox", Signal.class);
            WAITING = lookup.findVarHandle(Inbox.class, "waiting", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Stands in the inbox of a process that has ended. */
    private static final Signal CLOSED = new Signal.Closed();

    private static final Atom NOPROC = Atom.of("noproc");

    /** The signal that came last, the others behind it by {@link Signal#next}. */
    private volatile @Nullable Signal inbox;

    /** How the process waits for a signal: whoever changes it to {@link #AWAKE} wakes it. */
    private volatile int waiting;

    private static final int AWAKE = 0;
    private static final int PARKED = 1;

    /** Without a stack: the one that wakes it puts it into a run queue, and so there is only one. */
    private static final int LEFT = 2;

    /** The thread that the process runs on or is parked with; null while it has no stack. */
    @Nullable
    Thread thread;

    /** True once the process has called Java, which may remember its thread: it keeps that. */
    private volatile boolean keepsThread;

    // ---- sending

    /** Puts a signal into the inbox. Safe for any thread. */
    final void deliver(Signal signal) {
        Signal last;
        do {
            last = inbox;
            if (last == CLOSED) {
                ProcessExit.refuse(proc(), signal, NOPROC);
                return;
            }
            signal.next = last;
        } while (!INBOX.compareAndSet(this, last, signal));
        if (waiting != AWAKE) {
            wake();
        } else if (keepsThread && signal instanceof Signal.Exit exit && IncomingSignals.endsProcess(proc(), exit)) {
            interruptJava();
        }
    }

    /** Sends a message. Safe for any thread. */
    public final void send(Object message) {
        deliver(new Signal.Message(message));
    }

    /** Has the process do something between two of its instructions; at once, by the caller, when it has ended. */
    public final void request(Consumer<Proc> action) {
        deliver(new Signal.Request(action));
    }

    /** Sends an exit signal, as {@code Process.exit/2} does. Safe for any thread. */
    public final void exit(Pid from, Object reason) {
        deliver(new Signal.Exit(from, reason, false));
    }

    // ---- taking

    /** Whether there are signals that the process has not taken. Safe for any thread. */
    public final boolean hasSignals() {
        return inbox != null;
    }

    /** The signal that came last; null for none. Safe for any thread. */
    final @Nullable Signal newestSignal() {
        return inbox;
    }

    /** True once the process has ended. Safe for any thread. */
    public final boolean isEnded() {
        return inbox == CLOSED;
    }

    /** Takes what is in the inbox: messages go to the list, everything else is acted on. */
    final void takeSignals() {
        takeAll();
        Proc process = proc();
        HeapLimit limit = process.heapLimit();
        if (limit != null) {
            limit.check(process);
        }
        tellIfLong();
        while (process.suspensionCount() > 0) {
            pause();
            takeAll();
        }
    }

    private void takeAll() {
        Signal last = takeInbox();
        if (last != null) {
            actInOrder(last);
        }
    }

    /** Empties the inbox. @return the signal that came last, which leads to those before it; null for none */
    final @Nullable Signal takeInbox() {
        return (Signal) INBOX.getAndSet(this, null);
    }

    /** Acts on signals taken out of the inbox, the oldest first. */
    final void actInOrder(Signal newest) {
        Signal last = newest;
        if (last.next == null) {
            IncomingSignals.act(proc(), last);
            return;
        }
        Signal reversed = null;
        while (last != null) {
            Signal before = last.next;
            last.next = reversed;
            reversed = last;
            last = before;
        }
        while (reversed != null) {
            Signal following = reversed.next;
            reversed.next = null;
            try {
                IncomingSignals.act(proc(), reversed);
            } catch (ProcessKilled killed) {
                putBack(following);
                throw killed;
            }
            reversed = following;
        }
    }

    /** The signals behind the one that ends the process still have to be answered. */
    private void putBack(@Nullable Signal signal) {
        while (signal != null) {
            Signal following = signal.next;
            signal.next = null;
            deliver(signal);
            signal = following;
        }
    }

    /** Puts signals that {@link #takeInbox} has given back, before those that have come meanwhile. */
    final void putBelow(@Nullable Signal last) {
        if (INBOX.compareAndSet(this, null, last)) {
            return;
        }
        Signal oldest = inbox;
        while (oldest.next != null) {
            oldest = oldest.next;
        }
        oldest.next = last;
    }

    /** Acts as if the signal had come: for what a process does to itself. */
    final void actAtOnce(Signal signal) {
        takeSignals();
        IncomingSignals.act(proc(), signal);
    }

    /** Closes the inbox for good. @return the signal that came last; null for none */
    final @Nullable Signal close() {
        return (Signal) INBOX.getAndSet(this, CLOSED);
    }

    /** The signals that {@link #close} has given, the oldest first. */
    static List<Signal> inOrder(@Nullable Signal last) {
        ArrayDeque<Signal> signals = new ArrayDeque<>();
        for (Signal signal = last; signal != null && signal != CLOSED; signal = signal.next) {
            signals.addFirst(signal);
        }
        return List.copyOf(signals);
    }

    // ---- waiting

    /** Whether the process waits. Safe for any thread. */
    final boolean isWaiting() {
        return waiting != AWAKE;
    }

    /**
     * Whether the process waits, and has acted on all that was sent to it before this is asked: it says that it is awake before it takes
     * signals, and that it waits when it has acted on them. Safe for any thread.
     */
    final boolean hasSettled() {
        return inbox == null && waiting != AWAKE;
    }

    /** Says that the process is about to park; then it looks whether there is something to do already. */
    final void beginWait() {
        waiting = PARKED;
    }

    /** Ends a wait. A sender that does not see it at once wakes a process that is awake. */
    final void endWait() {
        WAITING.setRelease(this, AWAKE);
    }

    /**
     * Says that the process waits without a stack; then it looks whether there is something to do already. From here on whoever wakes
     * it may run it on another host.
     */
    final void beginWaitWithoutStack() {
        waiting = LEFT;
    }

    /** Takes back that the process waits without a stack. @return false when somebody has woken it and will run it */
    final boolean endWaitWithoutStack() {
        return WAITING.compareAndSet(this, LEFT, AWAKE);
    }

    /** Has a process that waits look at what there is. Safe for any thread: one of several wakes it. */
    final void wake() {
        int how = waiting;
        if (how == AWAKE || !WAITING.compareAndSet(this, how, AWAKE)) {
            return;
        }
        if (how == LEFT) {
            Proc process = proc();
            process.node().scheduler().execute(process);
            return;
        }
        Thread parked = thread;
        if (parked != null) {
            LockSupport.unpark(parked);
        }
    }

    /** Sleeps until there is a signal; may return early. */
    private void pause() {
        waiting = PARKED;
        if (inbox == null) {
            LockSupport.park();
        }
        waiting = AWAKE;
    }

    /** So long a wait has no end: nanoseconds, 73 years. */
    public static final long FOREVER = Long.MAX_VALUE / 4;

    /**
     * Waits for what another process answers, and answers others meanwhile: two that ask each other must not wait for good.
     *
     * @param nanos at least {@link #FOREVER}: without a limit
     * @return null when it takes longer than {@code nanos}
     */
    public final <T> @Nullable T await(CompletableFuture<T> answer, long nanos) {
        boolean limited = nanos < FOREVER;
        long end = limited ? System.nanoTime() + nanos : 0;
        var _ = answer.whenComplete((_, _) -> wake());
        while (!answer.isDone()) {
            long left = limited ? end - System.nanoTime() : FOREVER;
            if (left <= 0) {
                return null;
            }
            waiting = PARKED;
            if (inbox == null && !answer.isDone()) {
                if (limited) {
                    LockSupport.parkNanos(left);
                } else {
                    // The JDK's own timers cost more than the rest of the wait.
                    LockSupport.park();
                }
            }
            waiting = AWAKE;
            takeSignals();
        }
        return answer.join();
    }

    // ---- in Java code

    /** True on the thread that runs this process. */
    public final boolean isOnThread() {
        return thread == Thread.currentThread();
    }

    /** Called before the process calls Java code that may depend on the thread. */
    public final void callsJava() {
        if (!keepsThread) {
            keepsThread = true;
        }
    }

    /** True once the process has called Java. */
    final boolean keepsThread() {
        return keepsThread;
    }

    /** A process that blocks in Java, in a socket or a lock, sees no signals: it is woken to look at the one that ends it. */
    private void interruptJava() {
        Thread running = thread;
        if (running != null) {
            switch (running.getState()) {
                case WAITING, TIMED_WAITING, BLOCKED -> running.interrupt();
                case NEW, RUNNABLE, TERMINATED -> {}
            }
        }
    }

    /** After Java has been interrupted: acts on the signals that have come. */
    public final void interrupted() {
        Thread.interrupted();
        takeSignals();
    }
}
