package org.jlixir.runtime.number;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Integers as text and back, in bases 2 to 36. */
public final class IntegerText {
    private IntegerText() {}

    /** The integer in upper-case digits; {@code value} must be a Long or a BigInteger. */
    public static String of(Object value, int base) {
        String text = value instanceof Long x ? Long.toString(x, base) : ((BigInteger) value).toString(base);
        return base > 10 ? text.toUpperCase(Locale.ROOT) : text;
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
