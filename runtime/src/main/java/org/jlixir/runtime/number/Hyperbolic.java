package org.jlixir.runtime.number;

/**
 * The hyperbolic functions that Java lacks or rounds otherwise than C's libraries do. They go by the formulas of fdlibm, each for the
 * arguments where it loses least; the JVM's own {@code exp} and {@code log} round more often to the nearest number than fdlibm's.
 */
public final class Hyperbolic {
    private static final double LN_2 = 0.6931471805599453;

    /** Beyond it 1 is nothing beside the square. */
    private static final double LARGE = 0x1p28;

    /** Beyond it {@code exp} is too large where {@code cosh} may still be a number. */
    private static final double MAX_EXPONENT = 709;

    private Hyperbolic() {}

    public static double cosh(double x) {
        double size = Math.abs(x);
        if (size < LN_2 / 2) {
            double above = Math.expm1(size);
            double power = 1 + above;
            return 1 + above * above / (power + power);
        }
        if (size > MAX_EXPONENT) {
            double root = Math.exp(size / 2);
            return root / 2 * root;
        }
        double power = Math.exp(size);
        return power / 2 + 0.5 / power;
    }

    /** By fdlibm: the JVM's own rounds otherwise. */
    public static double tanh(double x) {
        return StrictMath.tanh(x);
    }

    public static double asinh(double x) {
        double size = Math.abs(x);
        double square = size * size;
        double result = size > LARGE
                ? Math.log(size) + LN_2
                : size > 2
                        ? Math.log(2 * size + 1 / (Math.sqrt(square + 1) + size))
                        : Math.log1p(size + square / (1 + Math.sqrt(1 + square)));
        return Math.copySign(result, x);
    }

    /** Not a number for what is less than 1. */
    public static double acosh(double x) {
        if (x < 1) {
            return Double.NaN;
        }
        if (x > LARGE) {
            return Math.log(x) + LN_2;
        }
        if (x > 2) {
            return Math.log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
        }
        double above = x - 1;
        return Math.log1p(above + Math.sqrt(2 * above + above * above));
    }

    /** Not a number for what is not between -1 and 1. */
    public static double atanh(double x) {
        double size = Math.abs(x);
        double twice = size + size;
        double grown = size < 0.5 ? twice + twice * size / (1 - size) : twice / (1 - size);
        return Math.copySign(Math.log1p(grown) / 2, x);
    }
}
