package org.jlixir.runtime.process;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Messages to be sent later. A timer outlives the process that set it; one whose receiver is gone when it is due is
 * dropped. Safe for any thread.
 */
public final class Timers {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** So that the deadline of the longest timer does not overflow: nanoseconds, 73 years. */
    private static final long LONGEST = Long.MAX_VALUE / 4;

    private final Node node;
    private final ConcurrentHashMap<Reference, ScheduledFuture<?>> pending = new ConcurrentHashMap<>();

    Timers(Node node) {
        this.node = node;
    }

    /**
     * Sends {@code message} after {@code millis} milliseconds.
     *
     * @param target a pid, or a name that is looked up when the time has come
     */
    public void start(Reference reference, Object target, Object message, long millis) {
        if (millis <= 0) {
            deliver(target, message);
            return;
        }
        long nanos = millis > LONGEST / NANOS_PER_MILLI ? LONGEST : millis * NANOS_PER_MILLI;
        // The entry must be there before the timer can fire, else it would stay for good.
        synchronized (reference) {
            ScheduledFuture<?> future =
                    node.executor().schedule(() -> fire(reference, target, message), nanos, TimeUnit.NANOSECONDS);
            pending.put(reference, future);
        }
    }

    private void fire(Reference reference, Object target, Object message) {
        boolean due;
        synchronized (reference) {
            due = pending.remove(reference) != null;
        }
        if (due) {
            deliver(target, message);
        }
    }

    private void deliver(Object target, Object message) {
        Proc process = switch (target) {
            case Pid pid -> node.find(pid);
            case Atom name -> node.find(name);
            default -> null;
        };
        if (process != null) {
            process.send(message);
        }
    }

    /** How many milliseconds are left, rounded up; null when there is no such timer. */
    public @Nullable Long left(Reference reference) {
        ScheduledFuture<?> future = pending.get(reference);
        return future == null ? null : millis(future);
    }

    /** Stops the timer. @return as {@link #left} */
    public @Nullable Long cancel(Reference reference) {
        ScheduledFuture<?> future = pending.remove(reference);
        if (future == null) {
            return null;
        }
        future.cancel(false);
        return millis(future);
    }

    private static long millis(ScheduledFuture<?> future) {
        return Math.max(0, Math.ceilDiv(future.getDelay(TimeUnit.NANOSECONDS), NANOS_PER_MILLI));
    }
}
