package org.jlixir.runtime.bits;

/** UTF-8 in byte arrays. */
public final class Utf8 {
    private Utf8() {}

    /** How many bytes from index {@code from} on, up to {@code to}, are whole, valid code points. */
    public static int validLength(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int length = bytes[i] >= 0 ? 1 : length(bytes, i, to);
            if (length <= 0) {
                break;
            }
            i += length;
        }
        return i - from;
    }

    /**
     * The length in bytes of the code point at {@code at}: 1 to 4; 0 when the bytes up to {@code to} are the beginning of one;
     * -1 when they are not.
     */
    public static int length(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2 || first > 0xF4) {
            return -1;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        int there = Math.min(length, to - at);
        for (int i = 1; i < there; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return -1;
            }
        }
        if (there > 1 && !validSecond(first, bytes[at + 1] & 0xFF)) {
            return -1;
        }
        return there < length ? 0 : length;
    }

    /** What rules out overlong forms, surrogates, and code points past 0x10FFFF. */
    private static boolean validSecond(int first, int second) {
        return switch (first) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second < 0xA0;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second < 0x90;
            default -> true;
        };
    }

    /** The code point at {@code at}, which must be valid and {@code length} bytes long. */
    public static int codePoint(byte[] bytes, int at, int length) {
        int first = bytes[at] & 0xFF;
        return switch (length) {
            case 1 -> first;
            case 2 -> (first & 0x1F) << 6 | bytes[at + 1] & 0x3F;
            case 3 -> (first & 0x0F) << 12 | (bytes[at + 1] & 0x3F) << 6 | bytes[at + 2] & 0x3F;
            default ->
                (first & 0x07) << 18
                        | (bytes[at + 1] & 0x3F) << 12
                        | (bytes[at + 2] & 0x3F) << 6
                        | bytes[at + 3] & 0x3F;
        };
    }
}
