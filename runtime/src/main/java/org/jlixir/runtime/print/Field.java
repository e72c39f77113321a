package org.jlixir.runtime.print;

import org.jspecify.annotations.Nullable;

/**
 * The room of a directive. Lengths are in code points.
 *
 * @param left whether text stands at the left of the field
 * @param pad the character that fills it up
 */
record Field(
        @Nullable Integer width, boolean left, @Nullable Integer precision, int pad) {
    /** The columns of a line where nothing else is said. */
    static final int LINE = 80;

    private static final int DECIMAL = 10;

    int digits(int least) throws FormatString.BadFormat {
        if (precision != null && precision < least) {
            throw new FormatString.BadFormat();
        }
        return precision == null ? FormatFloat.defaultDigits() : precision;
    }

    int base() throws FormatString.BadFormat {
        if (precision != null && (precision < Character.MIN_RADIX || precision > Character.MAX_RADIX)) {
            throw new FormatString.BadFormat();
        }
        return precision == null ? DECIMAL : precision;
    }

    /**
     * Text that is of no use when cut: asterisks stand for what has no room. The precision limits it too, and is the width where there
     * is none.
     */
    String place(String text) {
        if (precision == null) {
            return placeWhole(text);
        }
        int room = width == null ? precision : width;
        int length = length(text);
        return length > Math.min(room, precision)
                ? padded("*".repeat(Math.min(room, precision)), room, left)
                : padded(text, room, left);
    }

    /** As {@link #place}, where the precision means something else. */
    String placeWhole(String text) {
        if (width == null) {
            return text;
        }
        return length(text) > width ? "*".repeat(width) : padded(text, width, left);
    }

    /** Text that may be cut: to the precision, which is itself a field within the field. */
    String placeText(String text) throws FormatString.BadFormat {
        if (width == null && precision == null) {
            return text;
        }
        if (width != null && precision != null && width < precision) {
            throw new FormatString.BadFormat();
        }
        if (precision == null || precision.equals(width)) {
            return cut(text, width, left);
        }
        String inner = cut(text, precision, true);
        return width == null ? inner : padded(inner, width, left);
    }

    private String cut(String text, int size, boolean atLeft) {
        return length(text) > size ? text.substring(0, text.offsetByCodePoints(0, size)) : padded(text, size, atLeft);
    }

    /** A character as often as the precision, or else the width, says; once when neither does. */
    String repeat(String character) {
        if (width == null && precision == null) {
            return character;
        }
        if (width == null || precision == null) {
            return character.repeat(precision == null ? width : precision);
        }
        return padded(character.repeat(Math.min(precision, width)), width, left);
    }

    private String padded(String text, int size, boolean atLeft) {
        String missing = Character.toString(pad).repeat(Math.max(0, size - length(text)));
        return atLeft ? text + missing : missing + text;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
