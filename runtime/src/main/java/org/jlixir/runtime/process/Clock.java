package org.jlixir.runtime.process;

import java.time.Instant;

/**
 * The two clocks of a node, in nanoseconds: monotonic time, which starts where Erlang's does, and the system time, which is
 * monotonic time plus an offset that follows the clock on the wall. Safe for any thread.
 */
public final class Clock {
    /** Monotonic time at the start of the node: nanoseconds. */
    public static final long START = -576_460_752_000_000_000L;

    /** The largest monotonic time: nanoseconds. */
    public static final long END = 8_646_911_283_000_000_000L;

    /** How far the system time may be off before the offset is set anew: nanoseconds. */
    private static final long TOLERANCE = 1_000_000L;

    private final long startNanos;
    private volatile long offset;

    Clock(long startNanos) {
        this.startNanos = startNanos;
        this.offset = wall() - monotonic();
    }

    public long monotonic() {
        return System.nanoTime() - startNanos + START;
    }

    public long system() {
        return monotonic() + offset();
    }

    /** What is to be added to monotonic time. */
    public long offset() {
        long now = wall() - monotonic();
        if (Math.abs(now - offset) > TOLERANCE) {
            offset = now;
        }
        return offset;
    }

    private static long wall() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
