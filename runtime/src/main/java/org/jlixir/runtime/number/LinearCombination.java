package org.jlixir.runtime.number;

import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A sum of large integers, each times a small one, that has not been added up: the value of a part of an expression such as {@code 4 * q
 * + r - t}. Made in one walk along the digits, or not at all where its leading bits tell enough. It is no term and never leaves the
 * expression. Immutable.
 */
final class LinearCombination {
    /** Shorter integers are as soon added as remembered. */
    private static final int LARGE_BITS = 512;

    private static final int MOST_PARTS = 3;
    private static final long MOST_FACTOR = (1L << 29) - 1;
    private static final long MOST_CONSTANT = (1L << 60) - 1;
    private static final int LEADING_BITS = 32;

    /** None of them is zero. */
    private final BigInteger[] parts;

    private final long[] factors;
    private final long constant;

    private LinearCombination(BigInteger[] parts, long[] factors, long constant) {
        this.parts = parts;
        this.factors = factors;
        this.constant = constant;
    }

    /** Whether {@code operand} is such a sum, or an integer so large that it should be part of one. */
    static boolean isLarge(Object operand) {
        return operand instanceof LinearCombination || operand instanceof BigInteger x && x.bitLength() >= LARGE_BITS;
    }

    static boolean isInteger(Object operand) {
        return operand instanceof LinearCombination || Arithmetic.isInteger(operand);
    }

    /** @param operand an integer or such a sum */
    static LinearCombination of(Object operand) {
        if (operand instanceof LinearCombination sum) {
            return sum;
        }
        if (operand instanceof Long small && isWithin(small, MOST_CONSTANT)) {
            return new LinearCombination(new BigInteger[0], new long[0], small);
        }
        return new LinearCombination(new BigInteger[] {Arithmetic.big(operand)}, new long[] {1}, 0);
    }

    private static boolean isWithin(long value, long most) {
        return -most <= value && value <= most;
    }

    /** {@code operand} with all that it stands for added up: a term. */
    static Object whole(Object operand) {
        return operand instanceof LinearCombination sum ? sum.value() : operand;
    }

    LinearCombination plus(LinearCombination other) {
        return plus(other, 1);
    }

    LinearCombination minus(LinearCombination other) {
        return plus(other, -1);
    }

    private LinearCombination plus(LinearCombination other, int sign) {
        LinearCombination sum = together(other, sign);
        if (sum != null) {
            return sum;
        }
        Object value = value();
        sum = of(value).together(other, sign);
        if (sum != null) {
            return sum;
        }
        return of(sign > 0 ? Arithmetic.add(value, other.value()) : Arithmetic.subtract(value, other.value()));
    }

    /** Null when that is too much for one. */
    private @Nullable LinearCombination together(LinearCombination other, int sign) {
        BigInteger[] all = Arrays.copyOf(parts, parts.length + other.parts.length);
        long[] times = Arrays.copyOf(factors, all.length);
        int count = parts.length;
        for (int i = 0; i < other.parts.length; i++) {
            int at = 0;
            while (at < count && all[at] != other.parts[i]) {
                at++;
            }
            all[at] = other.parts[i];
            times[at] += sign * other.factors[i];
            if (!isWithin(times[at], MOST_FACTOR)) {
                return null;
            }
            count = Math.max(count, at + 1);
        }
        long small = constant + sign * other.constant;
        if (count > MOST_PARTS || !isWithin(small, MOST_CONSTANT)) {
            return null;
        }
        return count == all.length
                ? new LinearCombination(all, times, small)
                : new LinearCombination(Arrays.copyOf(all, count), Arrays.copyOf(times, count), small);
    }

    /** Null when that is too much for one, even added up. */
    @Nullable
    LinearCombination times(long factor) {
        LinearCombination product = scaled(factor);
        return product == null ? of(value()).scaled(factor) : product;
    }

    private @Nullable LinearCombination scaled(long factor) {
        if (!isWithin(factor, MOST_FACTOR) || !isWithin(constant, MOST_CONSTANT / Math.max(1, Math.abs(factor)))) {
            return null;
        }
        long[] times = new long[factors.length];
        for (int i = 0; i < times.length; i++) {
            // Both are below 2^30.
            times[i] = factors[i] * factor;
            if (!isWithin(times[i], MOST_FACTOR)) {
                return null;
            }
        }
        return new LinearCombination(parts, times, constant * factor);
    }

    /** The integer, normalised. */
    Object value() {
        if (parts.length == 0) {
            return constant;
        }
        if (Limbs.areOpen()) {
            return Arithmetic.normalize(Limbs.sum(parts, factors, constant));
        }
        BigInteger sum = BigInteger.valueOf(constant);
        for (int i = 0; i < parts.length; i++) {
            sum = sum.add(parts[i].multiply(BigInteger.valueOf(factors[i])));
        }
        return Arithmetic.normalize(sum);
    }

    // ---- what the leading bits tell

    /** Two numbers with the value between them (or at them), both shifted right by as many bits. */
    private record Bounds(long low, long high) {
        boolean isNegative() {
            return high < 0;
        }

        Bounds negated() {
            return new Bounds(-high, -low);
        }
    }

    /** The order of the two as {@link Integer#compare} has it; 0 when the leading bits do not tell. */
    static int order(LinearCombination a, LinearCombination b) {
        int shift = Math.max(a.longest(), b.longest()) - LEADING_BITS;
        if (shift < Long.SIZE) {
            return 0;
        }
        Bounds x = a.bounds(shift);
        Bounds y = b.bounds(shift);
        if (x.high < y.low) {
            return -1;
        }
        return x.low > y.high ? 1 : 0;
    }

    /** The quotient, towards zero; null when the leading bits do not tell, as they nearly always do of a small one. */
    static @Nullable Long quotient(LinearCombination dividend, LinearCombination divisor) {
        int shift = Math.max(dividend.longest(), divisor.longest()) - LEADING_BITS;
        if (shift < Long.SIZE) {
            return null;
        }
        Bounds above = dividend.bounds(shift);
        Bounds below = divisor.bounds(shift);
        boolean negative = above.isNegative() != below.isNegative();
        above = above.isNegative() ? above.negated() : above;
        below = below.isNegative() ? below.negated() : below;
        if (above.low < 0 || below.low <= 0) {
            return null;
        }
        long least = above.low / below.high;
        if (least != above.high / below.low) {
            return null;
        }
        return negative ? -least : least;
    }

    /** The bits of the longest magnitude, or one more. */
    private int longest() {
        int bits = 0;
        for (BigInteger part : parts) {
            // A negative power of two is said to have one bit less than its magnitude has.
            bits = Math.max(bits, part.signum() < 0 ? part.bitLength() + 1 : part.bitLength());
        }
        return bits;
    }

    /** @param shift at least 64, and no magnitude may have more than 32 bits above it */
    private Bounds bounds(int shift) {
        // The constant is less than one of what is counted here.
        long low = constant < 0 ? -1 : 0;
        long high = constant > 0 ? 1 : 0;
        for (int i = 0; i < parts.length; i++) {
            long factor = parts[i].signum() * factors[i];
            long leading = Limbs.leading(parts[i], shift);
            low += factor * (factor > 0 ? leading : leading + 1);
            high += factor * (factor > 0 ? leading + 1 : leading);
        }
        return new Bounds(low, high);
    }
}
