package org.jlixir.runtime.print;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jlixir.runtime.number.FloatText;

/** Floats for {@code ~e}, {@code ~f} and {@code ~g}, rounded half up from 21 significant digits, as Erlang has them. */
final class FormatFloat {
    private static final int SIGNIFICANT = 20;
    private static final int DEFAULT_DIGITS = 6;

    private FormatFloat() {}

    /** The float with the digits that are taken into account. */
    private static BigDecimal digits(double value) {
        return new BigDecimal(FloatText.scientific(Math.abs(value), SIGNIFICANT));
    }

    private static String sign(double value) {
        return value < 0 || value == 0 && 1 / value < 0 ? "-" : "";
    }

    /** {@code 1.50000e+0}: with {@code significant} digits, two at least. */
    static String exponent(double value, int significant) {
        if (value == 0) {
            return sign(value) + "0." + "0".repeat(significant - 1) + "e+0";
        }
        BigDecimal rounded = digits(value).round(new MathContext(Math.max(significant, 2), RoundingMode.HALF_UP));
        String text = rounded.unscaledValue().toString();
        int exponent = text.length() - 1 - rounded.scale();
        String padded = text + "0".repeat(Math.max(0, significant - text.length()));
        padded = padded.substring(0, Math.max(2, significant));
        return sign(value) + padded.charAt(0) + "." + padded.substring(1) + "e" + (exponent < 0 ? "-" : "+")
                + Math.abs(exponent);
    }

    /** {@code 1.500000}: with {@code places} digits behind the point. */
    static String fixed(double value, int places) {
        return sign(value)
                + digits(value).setScale(places, RoundingMode.HALF_UP).toPlainString();
    }

    /** Fixed from 0.1 up to 10,000, with an exponent otherwise. */
    static String general(double value, int significant) {
        double size = Math.abs(value);
        int places = significant - (size < 1 ? 0 : size < 10 ? 1 : size < 100 ? 2 : size < 1000 ? 3 : 4);
        if (size < 0.1 || size >= 10_000 || places < 1) {
            return exponent(value, significant);
        }
        return fixed(value, places);
    }

    static int defaultDigits() {
        return DEFAULT_DIGITS;
    }
}
