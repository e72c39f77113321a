package org.jlixir.runtime.number;

/**
 * The logarithm to base 2 with the last digit nearly always right, as C's libraries have it: {@code Math.log(x) / Math.log(2)} misses it
 * for a third of all numbers. What rounding loses is kept in second numbers and added at the end (T. J. Dekker, A
 * floating-point technique for extending the available precision, 1971).
 */
public final class BinaryLogarithm {
    private static final double SQRT_2 = 1.4142135623730951;
    private static final double LOG2_E = 1.4426950408889634;
    /** What the number above lacks. */
    private static final double LOG2_E_REST = 2.0355273740931033E-17;

    /** Makes numbers normal that are too small to be. */
    private static final int SHIFT = 54;

    /** Of the series; the next term is less than a thousandth of the last bit. */
    private static final int LAST_POWER = 25;

    private BinaryLogarithm() {}

    /**
     * The number is {@code m * 2 ** e} with {@code m} around 1, whose natural logarithm is {@code 2 * atanh((m - 1) / (m + 1))}.
     *
     * @return not a number for what is negative, minus infinity for 0
     */
    public static double of(double value) {
        if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
            return Math.log(value);
        }
        boolean small = value < Double.MIN_NORMAL;
        double normal = small ? Math.scalb(value, SHIFT) : value;
        int exponent = Math.getExponent(normal);
        double m = Math.scalb(normal, -exponent);
        if (m > SQRT_2) {
            m /= 2;
            exponent++;
        }
        double e = small ? exponent - SHIFT : exponent;
        double above = m - 1;
        double sum = m + 1;
        double sumRest = m - (sum - 1);
        double quotient = above / sum;
        double quotientRest = (Math.fma(-quotient, sum, above) - quotient * sumRest) / sum;
        double square = quotient * quotient;
        double series = 0;
        for (int power = LAST_POWER; power > 1; power -= 2) {
            series = square * (1.0 / power + series);
        }
        double twice = 2 * quotient;
        double part = twice * LOG2_E;
        double partRest =
                Math.fma(twice, LOG2_E, -part) + twice * LOG2_E_REST + 2 * (quotientRest + quotient * series) * LOG2_E;
        // Where e is not 0 it is the larger one, as the sum's rest wants it.
        double result = e + part;
        return result + (part - (result - e) + partRest);
    }
}
