package org.jlixir.runtime.number;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The limbs of large integers, digits of 32 bits, straight from the arrays of {@link BigInteger}: a sum of products in one walk along
 * them, which makes one array. In these arrays the most significant limb comes first, and is not zero.
 *
 * <p>Needs {@code --add-opens java.base/java.math=ALL-UNNAMED}; without it there are none, see {@link #areOpen()}.
 */
final class Limbs {
    private static final long MASK = 0xffff_ffffL;
    private static final int[] NONE = {};
    private static final @Nullable Access ACCESS = Access.find();

    private Limbs() {}

    /** What of {@code java.math} is opened to us: the array, and the constructor that takes one as it is. */
    private record Access(VarHandle magnitude, MethodHandle constructor) {
        static @Nullable Access find() {
            try {
                MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(BigInteger.class, MethodHandles.lookup());
                MethodType type = MethodType.methodType(void.class, int[].class, int.class);
                return new Access(
                        lookup.findVarHandle(BigInteger.class, "mag", int[].class),
                        lookup.findConstructor(BigInteger.class, type));
            } catch (ReflectiveOperationException _) {
                return null;
            }
        }

        int[] of(BigInteger value) {
            return (int[]) magnitude.get(value);
        }

        BigInteger integer(int[] limbs, int sign) {
            try {
                return (BigInteger) constructor.invokeExact(limbs, sign);
            } catch (ArithmeticException tooLarge) {
                throw tooLarge;
            } catch (Throwable failure) {
                throw new IllegalStateException("cannot make an integer", failure);
            }
        }
    }

    static boolean areOpen() {
        return ACCESS != null;
    }

    /**
     * The sum of {@code factors[i] * parts[i]} and {@code constant}, for one to three parts, none of them zero. Factors must be below
     * 2<sup>29</sup> and the constant below 2<sup>61</sup>, so that what a column of limbs adds up to fits 64 bits.
     */
    static BigInteger sum(BigInteger[] parts, long[] factors, long constant) {
        Access access = ACCESS;
        if (access == null) {
            throw new IllegalStateException("java.math is not opened");
        }
        // The longest first: behind its end a part takes part no more.
        int[] a = NONE;
        int[] b = NONE;
        int[] c = NONE;
        long f = 0;
        long g = 0;
        long h = 0;
        int bits = 0;
        for (int i = 0; i < parts.length; i++) {
            BigInteger part = parts[i];
            int[] limbs = access.of(part);
            long factor = part.signum() * factors[i];
            bits = Math.max(bits, bits(limbs) + Long.SIZE - Long.numberOfLeadingZeros(Math.abs(factor)));
            if (limbs.length > a.length) {
                c = b;
                h = g;
                b = a;
                g = f;
                a = limbs;
                f = factor;
            } else if (limbs.length > b.length) {
                c = b;
                h = g;
                b = limbs;
                g = factor;
            } else {
                c = limbs;
                h = factor;
            }
        }
        // Two bits more, for there may be four summands.
        boolean alone = parts.length == 1 && constant == 0;
        int length = a.length + ((alone ? bits : bits + 2) > Integer.SIZE * a.length ? 1 : 0);
        int[] sum = new int[length];
        long carry = constant;
        int i = 1;
        for (; i <= c.length; i++) {
            carry += (a[a.length - i] & MASK) * f + (b[b.length - i] & MASK) * g + (c[c.length - i] & MASK) * h;
            sum[length - i] = (int) carry;
            carry >>= Integer.SIZE;
        }
        for (; i <= b.length; i++) {
            carry += (a[a.length - i] & MASK) * f + (b[b.length - i] & MASK) * g;
            sum[length - i] = (int) carry;
            carry >>= Integer.SIZE;
        }
        for (; i <= a.length; i++) {
            carry += (a[a.length - i] & MASK) * f;
            sum[length - i] = (int) carry;
            carry >>= Integer.SIZE;
        }
        if (length > a.length) {
            sum[0] = (int) carry;
        }
        if (carry < 0) {
            negate(sum);
        }
        int[] limbs = withoutLeadingZeros(sum);
        return limbs.length == 0 ? BigInteger.ZERO : access.integer(limbs, carry < 0 ? -1 : 1);
    }

    private static int bits(int[] limbs) {
        return Integer.SIZE * limbs.length - Integer.numberOfLeadingZeros(limbs[0]);
    }

    /** From two's complement to the magnitude of a negative number. */
    private static void negate(int[] limbs) {
        int i = limbs.length - 1;
        while (i > 0 && limbs[i] == 0) {
            i--;
        }
        limbs[i] = -limbs[i];
        while (--i >= 0) {
            limbs[i] = ~limbs[i];
        }
    }

    private static int[] withoutLeadingZeros(int[] limbs) {
        int zeros = 0;
        while (zeros < limbs.length && limbs[zeros] == 0) {
            zeros++;
        }
        return zeros == 0 ? limbs : Arrays.copyOfRange(limbs, zeros, limbs.length);
    }

    /**
     * The 32 bits of the magnitude that begin at bit {@code shift}, counted from the least significant; there must be no bits above
     * them.
     */
    static long leading(BigInteger value, int shift) {
        Access access = ACCESS;
        if (access == null) {
            return value.abs().shiftRight(shift).longValue();
        }
        int[] limbs = access.of(value);
        int last = limbs.length - 1 - (shift >> 5);
        if (last < 0) {
            return 0;
        }
        long pair = limbs[last] & MASK;
        if (last > 0) {
            pair |= (long) limbs[last - 1] << Integer.SIZE;
        }
        return pair >>> (shift & 31) & MASK;
    }
}
