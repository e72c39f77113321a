package org.jlixir.runtime.process;

import java.util.concurrent.atomic.AtomicLong;

/** The numbers of {@code :erlang.unique_integer/1}: two sequences, of which the monotonic one is ordered. Safe for any thread. */
public final class UniqueIntegers {
    /** Where the numbers start that may be negative: the smallest small integer of Erlang. */
    private static final long LEAST = -(1L << 59);

    private final AtomicLong unordered = new AtomicLong();
    private final AtomicLong ordered = new AtomicLong();

    public long next(boolean monotonic, boolean positive) {
        long number = (monotonic ? ordered : unordered).getAndIncrement();
        return positive ? number + 1 : number + LEAST;
    }
}
