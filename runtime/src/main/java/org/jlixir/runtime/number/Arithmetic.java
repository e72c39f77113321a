package org.jlixir.runtime.number;

import java.math.BigInteger;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/**
 * Erlang's arithmetic on terms. Integers are {@link Long} or, past 64 bits, {@link BigInteger}; every result is normalised.
 * Anything but numbers raises {@code :badarith}, and so does a float result that is not finite.
 *
 * <p>The {@code Object} methods test for two Longs first and leave everything else to a slow method, so that they inline.
 * The {@code long} and {@code double} methods are for code that knows its types.
 */
public final class Arithmetic {
    private static final BigInteger MIN_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final Atom ERLANG = Atom.of("erlang");
    private static final Atom ABS = Atom.of("abs");

    private Arithmetic() {}

    /** The integer as a term: a Long where it fits. */
    public static Object normalize(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    /** The integer as a BigInteger, whatever its size; {@code term} must be an integer. */
    public static BigInteger big(Object term) {
        return term instanceof Long x ? BigInteger.valueOf(x) : (BigInteger) term;
    }

    public static boolean isInteger(Object term) {
        return term instanceof Long || term instanceof BigInteger;
    }

    public static boolean isNumber(Object term) {
        return term instanceof Long || term instanceof Double || term instanceof BigInteger;
    }

    /** The number as a float; {@code :badarith} for what is no number or an integer beyond the floats. */
    public static double toDouble(Object term) {
        if (term instanceof Double x) {
            return x;
        }
        if (term instanceof Long x) {
            return x;
        }
        if (term instanceof BigInteger x) {
            return finite(x.doubleValue());
        }
        throw ElixirException.badArithmetic();
    }

    /** The result of float arithmetic: {@code :badarith} for an infinity or NaN, which are no terms. */
    public static double finite(double value) {
        if (Double.isFinite(value)) {
            return value;
        }
        throw ElixirException.badArithmetic();
    }

    /** As {@link #finite}, for code that has another way to go on: throws {@link NotFinite}. */
    public static double finiteOrGiveUp(double value) {
        if (Double.isFinite(value)) {
            return value;
        }
        throw NotFinite.GIVEN_UP;
    }

    // ---- addition, subtraction, multiplication

    public static Object add(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return add(x.longValue(), y.longValue());
        }
        return addSlow(a, b);
    }

    public static Object add(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) < 0 ? BigInteger.valueOf(a).add(BigInteger.valueOf(b)) : (Object) sum;
    }

    private static Object addSlow(Object a, Object b) {
        if (isInteger(a) && isInteger(b)) {
            return normalize(big(a).add(big(b)));
        }
        requireNumbers("+", a, b);
        return finite(toDouble(a) + toDouble(b));
    }

    public static Object subtract(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return subtract(x.longValue(), y.longValue());
        }
        return subtractSlow(a, b);
    }

    public static Object subtract(long a, long b) {
        long difference = a - b;
        return ((a ^ b) & (a ^ difference)) < 0
                ? BigInteger.valueOf(a).subtract(BigInteger.valueOf(b))
                : (Object) difference;
    }

    private static Object subtractSlow(Object a, Object b) {
        if (isInteger(a) && isInteger(b)) {
            return normalize(big(a).subtract(big(b)));
        }
        requireNumbers("-", a, b);
        return finite(toDouble(a) - toDouble(b));
    }

    public static Object multiply(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return multiply(x.longValue(), y.longValue());
        }
        return multiplySlow(a, b);
    }

    public static Object multiply(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return high == low >> 63 ? (Object) low : BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }

    private static Object multiplySlow(Object a, Object b) {
        if (isInteger(a) && isInteger(b)) {
            return product(a, b);
        }
        requireNumbers("*", a, b);
        return finite(toDouble(a) * toDouble(b));
    }

    private static Object product(Object a, Object b) {
        if (a instanceof Long factor) {
            return multiple(b, factor);
        }
        return b instanceof Long factor ? multiple(a, factor) : big(a).multiply(big(b));
    }

    private static Object multiple(Object large, long factor) {
        LinearCombination multiple =
                LinearCombination.isLarge(large) ? LinearCombination.of(large).times(factor) : null;
        return multiple == null ? normalize(big(large).multiply(BigInteger.valueOf(factor))) : multiple.value();
    }

    // ---- division

    /** {@code a / b}, always a float. Both are turned into floats first, as on the BEAM. */
    public static Object divide(Object a, Object b) {
        return divide(toDouble(a), toDouble(b));
    }

    public static double divide(double a, double b) {
        return finite(a / b);
    }

    /** The integer quotient, towards zero. */
    public static Object div(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return div(x.longValue(), y.longValue());
        }
        requireDivision("div", a, b);
        Long quotient = smallQuotient(a, b);
        return quotient == null ? normalize(big(a).divide(big(b))) : quotient;
    }

    public static Object div(long a, long b) {
        if (b == 0) {
            throw ElixirException.badArithmetic("div", a, b);
        }
        return b == -1 && a == Long.MIN_VALUE ? MIN_LONG.negate() : (Object) (a / b);
    }

    /** The remainder, with the sign of {@code a}. */
    public static Object rem(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return rem(x.longValue(), y.longValue());
        }
        requireDivision("rem", a, b);
        return remainder(a, b);
    }

    /**
     * The quotient of large integers of about the same length, which their leading bits tell, nearly always: that spares the long
     * division. Null otherwise.
     */
    private static @Nullable Long smallQuotient(Object a, Object b) {
        return LinearCombination.isLarge(a) && LinearCombination.isLarge(b)
                ? LinearCombination.quotient(LinearCombination.of(a), LinearCombination.of(b))
                : null;
    }

    private static Object remainder(Object a, Object b) {
        Long quotient = smallQuotient(a, b);
        LinearCombination multiple =
                quotient == null ? null : LinearCombination.of(b).times(quotient);
        return multiple == null
                ? normalize(big(a).remainder(big(b)))
                : LinearCombination.of(a).minus(multiple).value();
    }

    public static long rem(long a, long b) {
        if (b == 0) {
            throw ElixirException.badArithmetic("rem", a, b);
        }
        return a % b;
    }

    private static void requireDivision(String operator, Object a, Object b) {
        if (!isInteger(a) || !isInteger(b) || b.equals(0L)) {
            throw ElixirException.badArithmetic(operator, a, b);
        }
    }

    // ---- one operand

    public static Object negate(Object a) {
        if (a instanceof Long x) {
            return negate(x.longValue());
        }
        if (a instanceof Double x) {
            return -x;
        }
        if (a instanceof BigInteger x) {
            return normalize(x.negate());
        }
        throw ElixirException.badArithmetic("-", a);
    }

    public static Object negate(long a) {
        return a == Long.MIN_VALUE ? MIN_LONG.negate() : (Object) (-a);
    }

    /** {@code +a}: the number itself. */
    public static Object plus(Object a) {
        if (isNumber(a)) {
            return a;
        }
        throw ElixirException.badArithmetic("+", a);
    }

    /** The absolute value; {@code :badarg} for what is no number. */
    public static Object abs(Object a) {
        if (a instanceof Long x) {
            return x >= 0 ? a : negate(x.longValue());
        }
        if (a instanceof Double x) {
            return Math.abs(x);
        }
        if (a instanceof BigInteger x) {
            return x.abs();
        }
        throw ElixirException.badArgument(ERLANG, ABS, a);
    }

    // ---- bits

    public static Object band(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return x & y;
        }
        requireIntegers("band", a, b);
        return normalize(big(a).and(big(b)));
    }

    public static long band(long a, long b) {
        return a & b;
    }

    public static Object bor(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return x | y;
        }
        requireIntegers("bor", a, b);
        return normalize(big(a).or(big(b)));
    }

    public static long bor(long a, long b) {
        return a | b;
    }

    public static Object bxor(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return x ^ y;
        }
        requireIntegers("bxor", a, b);
        return normalize(big(a).xor(big(b)));
    }

    public static long bxor(long a, long b) {
        return a ^ b;
    }

    public static Object bnot(Object a) {
        if (a instanceof Long x) {
            return ~x;
        }
        if (!isInteger(a)) {
            throw ElixirException.badArithmetic("bnot", a);
        }
        return normalize(big(a).not());
    }

    public static long bnot(long a) {
        return ~a;
    }

    /** Shifts left, arithmetically; right by a negative count. */
    public static Object bsl(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Shift.left(x.longValue(), y.longValue());
        }
        requireIntegers("bsl", a, b);
        return Shift.leftAny(a, b);
    }

    public static Object bsl(long a, long b) {
        return Shift.left(a, b);
    }

    /** Shifts right, arithmetically; left by a negative count. */
    public static Object bsr(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Shift.right(x.longValue(), y.longValue());
        }
        requireIntegers("bsr", a, b);
        return Shift.rightAny(a, b);
    }

    public static Object bsr(long a, long b) {
        return Shift.right(a, b);
    }

    // ---- for code that has integers unboxed, and gives up by an ArithmeticException when one leaves 64 bits

    /** As {@link #div(long, long)}. @throws ArithmeticException when the quotient does not fit */
    public static long divExact(long a, long b) {
        if (b == 0) {
            throw ElixirException.badArithmetic("div", a, b);
        }
        return Math.divideExact(a, b);
    }

    /** {@code a} shifted left by 0 to 63 bits. @throws ArithmeticException when the result does not fit */
    public static long shiftLeftExact(long a, long count) {
        long shifted = a << count;
        if (shifted >> count != a) {
            throw new ArithmeticException("integer overflow");
        }
        return shifted;
    }

    /** The value of an integer. @throws ArithmeticException for every other term, and an integer beyond 64 bits */
    public static long unboxedInteger(Object term) {
        if (term instanceof Long value) {
            return value;
        }
        throw new ArithmeticException("no integer of 64 bits");
    }

    /** The value of a float. @throws ArithmeticException for every other term */
    public static double unboxedFloat(Object term) {
        if (term instanceof Double value) {
            return value;
        }
        throw new ArithmeticException("no float");
    }

    private static void requireIntegers(String operator, Object a, Object b) {
        if (!isInteger(a) || !isInteger(b)) {
            throw ElixirException.badArithmetic(operator, a, b);
        }
    }

    private static void requireNumbers(String operator, Object a, Object b) {
        if (!isNumber(a) || !isNumber(b)) {
            throw ElixirException.badArithmetic(operator, a, b);
        }
    }
}
