package org.jlixir.runtime.process;

import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Messages to be sent later. A timer outlives the process that set it, but not the one that it is for: a process that ends takes
 * its timers along. One for a name finds out when it is due. Safe for any thread.
 */
public final class Timers {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** So that the deadline of the longest timer does not overflow: nanoseconds, 73 years. */
    private static final long LONGEST = Long.MAX_VALUE / 4;

    private final Node node;
    private final ConcurrentHashMap<Reference, Timer> pending = new ConcurrentHashMap<>();

    Timers(Node node) {
        this.node = node;
    }

    /** A timer; one of the list of its receiver's when that is a process. The list is guarded by the process's monitor. */
    static final class Timer extends TimerQueue.Entry {
        private final Timers timers;
        private final Reference reference;
        private final @Nullable Proc receiver;
        private final @Nullable Atom name;
        private final Object message;
        private @Nullable Timer before;
        private @Nullable Timer after;
        /** When it is due: {@link System#nanoTime}. */
        private final long at;

        Timer(
                Timers timers,
                Reference reference,
                @Nullable Proc receiver,
                @Nullable Atom name,
                Object message,
                long at) {
            this.timers = timers;
            this.at = at;
            this.reference = reference;
            this.receiver = receiver;
            this.name = name;
            this.message = message;
        }

        /** Sends the message, unless the timer has been stopped. */
        @Override
        void run() {
            if (timers.pending.remove(reference, this)) {
                leaveList();
                Proc process = name == null ? receiver : timers.node.find(name);
                if (process != null) {
                    process.send(message);
                }
            }
        }

        private void joinList() {
            if (receiver != null) {
                synchronized (receiver) {
                    after = receiver.firstTimer;
                    if (after != null) {
                        after.before = this;
                    }
                    receiver.firstTimer = this;
                }
            }
        }

        private void leaveList() {
            if (receiver != null) {
                synchronized (receiver) {
                    if (before != null) {
                        before.after = after;
                    } else if (receiver.firstTimer == this) {
                        receiver.firstTimer = after;
                    }
                    if (after != null) {
                        after.before = before;
                    }
                    before = null;
                    after = null;
                }
            }
        }

        private long millisLeft() {
            return Math.max(0, Math.ceilDiv(at - System.nanoTime(), NANOS_PER_MILLI));
        }
    }

    /**
     * Sends {@code message} after {@code millis} milliseconds.
     *
     * @param target a pid, or a name that is looked up when the time has come
     */
    public void start(Reference reference, Object target, Object message, long millis) {
        Proc receiver = target instanceof Pid pid ? node.find(pid) : null;
        Atom name = target instanceof Atom atom ? atom : null;
        if (receiver == null && name == null) {
            return;
        }
        long nanos = millis > LONGEST / NANOS_PER_MILLI ? LONGEST : millis * NANOS_PER_MILLI;
        long at = System.nanoTime() + nanos;
        Timer timer = new Timer(this, reference, receiver, name, message, at);
        pending.put(reference, timer);
        if (millis <= 0) {
            timer.run();
            return;
        }
        timer.joinList();
        node.timerQueue().add(timer, at);
        // The process looks for its timers after it has closed its inbox: one of the two sees the other.
        if (receiver != null && receiver.isEnded()) {
            stop(timer);
        }
    }

    /** Stops the timers of a process that has ended. */
    void cancelAll(Proc process) {
        while (true) {
            Timer timer;
            synchronized (process) {
                timer = process.firstTimer;
            }
            if (timer == null) {
                return;
            }
            stop(timer);
        }
    }

    private void stop(Timer timer) {
        pending.remove(timer.reference, timer);
        timer.leaveList();
        node.timerQueue().remove(timer);
    }

    /** How many milliseconds are left, rounded up; null when there is no such timer. */
    public @Nullable Long left(Reference reference) {
        Timer timer = pending.get(reference);
        return timer == null ? null : timer.millisLeft();
    }

    /** Stops the timer. @return as {@link #left} */
    public @Nullable Long cancel(Reference reference) {
        Timer timer = pending.remove(reference);
        if (timer == null) {
            return null;
        }
        long left = timer.millisLeft();
        stop(timer);
        return left;
    }

    /** How many timers run. */
    public int count() {
        return pending.size();
    }
}
