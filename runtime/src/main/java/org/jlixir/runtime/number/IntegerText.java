package org.jlixir.runtime.number;

import java.math.BigInteger;
import java.util.Locale;
import org.jlixir.runtime.term.Bitstring;
import org.jspecify.annotations.Nullable;

/** Integers as text and back, in bases 2 to 36. */
public final class IntegerText {
    /** Of a long. */
    private static final int MOST_DIGITS = 19;

    private IntegerText() {}

    /** The integer in upper-case digits; {@code value} must be a Long or a BigInteger. */
    public static String of(Object value, int base) {
        String text = value instanceof Long x ? Long.toString(x, base) : ((BigInteger) value).toString(base);
        return base > 10 ? text.toUpperCase(Locale.ROOT) : text;
    }

    /** The integer in decimal digits, as a binary. */
    public static Bitstring decimal(long value) {
        if (value >= 0 && value < 10) {
            return Bitstring.ofAscii((int) ('0' + value));
        }
        // Negative numbers reach further than positive ones.
        long rest = value < 0 ? value : -value;
        byte[] text = new byte[digits(rest) + (value < 0 ? 1 : 0)];
        int at = text.length;
        do {
            text[--at] = (byte) ('0' - rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            text[0] = '-';
        }
        return Bitstring.ofBytes(text);
    }

    /** How many decimal digits a number has that is not positive. */
    private static int digits(long value) {
        long bound = -10;
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            if (value > bound) {
                return digits;
            }
            bound *= 10;
        }
        return MOST_DIGITS;
    }

    /** Reads {@code [+-]digits} and nothing else; null for other text. */
    public static @Nullable Object parse(String text, int base) {
        int length = text.length();
        int start = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        if (start == length) {
            return null;
        }
        long value = 0;
        boolean fits = length - start <= 12;
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, base) : -1;
            if (digit < 0) {
                return null;
            }
            value = value * base + digit;
        }
        if (fits) {
            return text.charAt(0) == '-' ? -value : value;
        }
        BigInteger big = new BigInteger(text.charAt(0) == '+' ? text.substring(1) : text, base);
        return Arithmetic.normalize(big);
    }
}
