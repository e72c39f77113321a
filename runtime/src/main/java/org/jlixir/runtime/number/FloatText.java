package org.jlixir.runtime.number;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Floats as text and back, as Erlang has it. The digits of the short form are the fewest that read back as the same float;
 * the JDK finds them (Giulietti 2021, The Schubfach way to render doubles).
 */
public final class FloatText {
    /** From here on the short form always has an exponent: not every integer is a float any more. */
    private static final double TWO_TO_53 = 0x1p53;

    /** Up to this many digits behind the point, Erlang scales in floating point. */
    private static final int FAST_PLACES = 17;

    private static final int MAX_TEXT = 255;

    private FloatText() {}

    /**
     * The short form: {@code float_to_binary(F, [short])}, {@code Float.to_string/1}. With an exponent when that is shorter
     * ({@code 1.0e5}), or from 2^53 on.
     */
    public static String shortest(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        double size = Math.abs(value);
        if (size >= 1e-3 && size < 1e7) {
            String plain = Double.toString(value);
            // Of what Java writes without an exponent, Erlang may write integers that end in two zeros with one.
            if (!plain.endsWith(".0") || (long) size % 100 != 0) {
                return plain;
            }
        }
        Digits digits = Digits.of(size);
        String scientific = digits.scientific();
        String text;
        if (size >= TWO_TO_53) {
            text = scientific;
        } else {
            int length = digits.decimalLength();
            text = length <= scientific.length() ? digits.decimal() : scientific;
        }
        return value < 0 ? "-" + text : text;
    }

    /**
     * The fewest digits that read back as the same float: {@code 0.d1d2d3... * 10^point}.
     *
     * @param digits without leading or trailing zeros
     * @param point how many digits stand before the decimal point; may be negative
     */
    public record Digits(String digits, int point) {
        /** The digits of a float above zero. */
        public static Digits of(double value) {
            BigDecimal decimal = new BigDecimal(Double.toString(value));
            String text = decimal.unscaledValue().toString();
            int point = text.length() - decimal.scale();
            text = withoutTrailingZeros(text);
            if (text.length() == 2) {
                // The JDK writes two digits at least, even where one would do: 4.9E-324 for 5.0e-324.
                BigDecimal one = decimal.round(new MathContext(1, RoundingMode.HALF_EVEN));
                if (one.doubleValue() == value) {
                    String digit = one.unscaledValue().toString();
                    return new Digits(withoutTrailingZeros(digit), digit.length() - one.scale());
                }
            }
            return new Digits(text, point);
        }

        private static String withoutTrailingZeros(String text) {
            int end = text.length();
            while (end > 1 && text.charAt(end - 1) == '0') {
                end--;
            }
            return text.substring(0, end);
        }

        /** As {@code 1.25e-7}. */
        public String scientific() {
            String fraction = digits.length() == 1 ? "0" : digits.substring(1);
            return digits.charAt(0) + "." + fraction + "e" + (point - 1);
        }

        int decimalLength() {
            if (point <= 0) {
                return 2 - point + digits.length();
            }
            return digits.length() > point ? digits.length() + 1 : point + 2;
        }

        /** Without an exponent, with a digit at least on both sides of the point. */
        public String decimal() {
            if (point <= 0) {
                return "0." + "0".repeat(-point) + digits;
            }
            if (digits.length() > point) {
                return digits.substring(0, point) + "." + digits.substring(point);
            }
            return digits + "0".repeat(point - digits.length()) + ".0";
        }
    }

    /** {@code float_to_binary(F, [{scientific, N}])}: N digits behind the point, two digits of exponent at least. */
    public static String scientific(double value, int places) {
        StringBuilder text = new StringBuilder();
        if (value < 0 || value == 0 && 1 / value < 0) {
            text.append('-');
        }
        String digits;
        int exponent;
        if (value == 0) {
            digits = "0".repeat(places + 1);
            exponent = 0;
        } else {
            BigDecimal exact = new BigDecimal(Math.abs(value));
            BigDecimal rounded = exact.round(new MathContext(places + 1, RoundingMode.HALF_EVEN));
            digits = rounded.unscaledValue().toString();
            exponent = digits.length() - 1 - rounded.scale();
            digits = digits.length() > places
                    ? digits.substring(0, places + 1)
                    : digits + "0".repeat(places + 1 - digits.length());
        }
        text.append(digits.charAt(0));
        if (places > 0) {
            text.append('.').append(digits, 1, digits.length());
        }
        text.append('e').append(exponent < 0 ? '-' : '+');
        if (Math.abs(exponent) < 10) {
            text.append('0');
        }
        text.append(Math.abs(exponent));
        return text.toString();
    }

    /**
     * {@code float_to_binary(F, [{decimals, N}])}: N digits behind the point, halves rounded away from zero.
     *
     * @param compact without trailing zeros, one digit behind the point at least
     * @return null when the text would be longer than Erlang allows
     */
    public static @Nullable String decimals(double value, int places, boolean compact) {
        double size = Math.abs(value);
        String text = places <= FAST_PLACES && size < TWO_TO_53
                ? fastDecimals(size, places)
                : new BigDecimal(size).setScale(places, RoundingMode.HALF_EVEN).toPlainString();
        if (value < 0 || value == 0 && 1 / value < 0) {
            text = "-" + text;
        }
        if (text.length() > MAX_TEXT) {
            return null;
        }
        if (compact && places > 0) {
            int end = text.length();
            while (text.charAt(end - 1) == '0' && text.charAt(end - 2) != '.') {
                end--;
            }
            text = text.substring(0, end);
        }
        return text;
    }

    /**
     * As Erlang does it: the fraction, scaled by a power of ten in floating point, goes to the nearest integer. The scaling
     * rounds too, so that 0.045 becomes "0.05" though the float is a little less.
     */
    private static String fastDecimals(double size, int places) {
        long whole = (long) size;
        long scale = 1;
        for (int i = 0; i < places; i++) {
            scale *= 10;
        }
        long fraction = (long) ((size - whole) * scale + 0.5);
        if (fraction >= scale) {
            whole++;
            fraction -= scale;
        }
        if (places == 0) {
            return Long.toString(whole);
        }
        String digits = Long.toString(fraction);
        return whole + "." + "0".repeat(places - digits.length()) + digits;
    }

    /** Reads {@code [+-]digits.digits[(e|E)[+-]digits]} and nothing else; null for other text or a float out of range. */
    public static @Nullable Double parse(String text) {
        int i = sign(text, 0);
        int dot = digits(text, i);
        if (dot == i || dot == text.length() || text.charAt(dot) != '.') {
            return null;
        }
        int end = digits(text, dot + 1);
        if (end == dot + 1) {
            return null;
        }
        if (end < text.length()) {
            if ((text.charAt(end) | 0x20) != 'e') {
                return null;
            }
            int exponent = sign(text, end + 1);
            end = digits(text, exponent);
            if (end == exponent || end < text.length()) {
                return null;
            }
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? (Double) value : null;
    }

    private static int sign(String text, int at) {
        return at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-') ? at + 1 : at;
    }

    private static int digits(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
