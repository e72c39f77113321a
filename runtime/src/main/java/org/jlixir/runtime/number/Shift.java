package org.jlixir.runtime.number;

import java.math.BigInteger;
import org.jlixir.runtime.error.ElixirException;

/** Arithmetic shifts of integers of any size. Results beyond {@link #MAX_BITS} raise {@code :system_limit}. */
final class Shift {
    /** The widest integer that a shift may make, in bits: a limit of the same order as the BEAM's. */
    static final long MAX_BITS = 1L << 28;

    private Shift() {}

    static Object left(long value, long count) {
        if (count < 0) {
            return count == Long.MIN_VALUE ? (Object) (value >> 63) : right(value, -count);
        }
        if (count < Long.SIZE && value << count >> count == value) {
            return value << count;
        }
        return wide(BigInteger.valueOf(value), count);
    }

    static Object right(long value, long count) {
        if (count >= 0) {
            return count < Long.SIZE ? value >> count : value >> 63;
        }
        return count == Long.MIN_VALUE ? left(value, Long.MAX_VALUE) : left(value, -count);
    }

    /** As above; each is a Long or a BigInteger. */
    static Object leftAny(Object value, Object count) {
        if (count instanceof Long shift) {
            return value instanceof Long small
                    ? left(small.longValue(), shift.longValue())
                    : wide((BigInteger) value, shift);
        }
        return wide(Arithmetic.big(value), ((BigInteger) count).signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    }

    static Object rightAny(Object value, Object count) {
        return leftAny(value, Arithmetic.negate(count));
    }

    private static Object wide(BigInteger value, long count) {
        if (count > MAX_BITS - value.bitLength()) {
            if (value.signum() == 0) {
                return 0L;
            }
            throw ElixirException.systemLimit();
        }
        if (count < -MAX_BITS * 2) {
            return value.signum() < 0 ? -1L : 0L;
        }
        return Arithmetic.normalize(value.shiftLeft((int) count));
    }
}
