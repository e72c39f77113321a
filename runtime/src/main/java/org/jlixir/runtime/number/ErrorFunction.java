package org.jlixir.runtime.number;

/**
 * The error function and its complement, to about 1e-15: the Taylor series of erf near zero, the continued fraction of erfc
 * (Abramowitz and Stegun 7.1.5 and 7.1.14) further out.
 */
public final class ErrorFunction {
    private static final double TWO_OVER_ROOT_PI = 1.1283791670955126;
    private static final double ROOT_PI = 1.772453850905516;
    private static final double SERIES_LIMIT = 2.5;

    private ErrorFunction() {}

    public static double erf(double x) {
        return Math.abs(x) < SERIES_LIMIT ? series(x) : x > 0 ? 1 - fraction(x) : fraction(-x) - 1;
    }

    public static double erfc(double x) {
        if (Math.abs(x) < SERIES_LIMIT) {
            return x > 1.5 ? fraction(x) : 1 - series(x);
        }
        return x > 0 ? fraction(x) : 2 - fraction(-x);
    }

    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum) && n < 200; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return TWO_OVER_ROOT_PI * sum;
    }

    /** erfc for {@code x} above 1.5. */
    private static double fraction(double x) {
        double value = 0;
        for (int n = 120; n >= 1; n--) {
            value = n / 2.0 / (x + value);
        }
        return Math.exp(-x * x) / ROOT_PI / (x + value);
    }
}
