package org.jlixir.grammar.token;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The escapes of Elixir's text: {@code \n}, {@code \xFF}, {@code \}{@code u00E9} and so on. */
final class Escapes {
    private static final String HEX_MESSAGE =
            "invalid hex escape character, expected \\xHH where H is a hexadecimal digit";
    private static final String UNICODE_MESSAGE =
            "invalid Unicode escape character, expected \\uHHHH or \\u{H*} where H is a hexadecimal digit";

    /** An escape that means nothing. {@code after} is as much of it as the message shows. */
    static final class InvalidEscape extends Exception {
        private static final long serialVersionUID = 1;
        private final String after;

        InvalidEscape(String message, String after) {
            super(message, null, false, false);
            this.after = after;
        }

        String after() {
            return after;
        }
    }

    private final String text;
    private final ByteArrayOutputStream bytes;
    private int at;

    private Escapes(String text) {
        this.text = text;
        this.bytes = new ByteArrayOutputStream(text.length());
    }

    /** The bytes that {@code text} stands for. {@code \xHH} is one byte, whatever its neighbours. */
    static byte[] unescape(String text) throws InvalidEscape {
        if (text.indexOf('\\') < 0) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return new Escapes(text).run();
    }

    /** What {@code ?\c} stands for: there are no hexadecimal escapes behind a question mark. */
    static int character(int escaped) {
        return escaped < 128 ? simple((char) escaped) : escaped;
    }

    private byte[] run() throws InvalidEscape {
        while (at < text.length()) {
            int backslash = text.indexOf('\\', at);
            if (backslash < 0 || backslash == text.length() - 1) {
                copy(at, text.length());
                break;
            }
            copy(at, backslash);
            at = backslash + 1;
            escape(text.charAt(at));
        }
        return bytes.toByteArray();
    }

    private void copy(int from, int to) {
        bytes.writeBytes(text.substring(from, to).getBytes(StandardCharsets.UTF_8));
    }

    private void escape(char character) throws InvalidEscape {
        switch (character) {
            case '\n' -> at++;
            case 'x' -> bytes.write(hex(at + 1));
            case 'u' -> bytes.writeBytes(Character.toString(unicode(at + 1)).getBytes(StandardCharsets.UTF_8));
            default -> {
                if (character == '\r' && text.startsWith("\r\n", at)) {
                    at += 2;
                } else if (character < 128) {
                    bytes.write(simple(character));
                    at++;
                } else {
                    int end = text.offsetByCodePoints(at, 1);
                    copy(at, end);
                    at = end;
                }
            }
        }
    }

    private static int simple(char character) {
        return switch (character) {
            case '0' -> 0;
            case 'a' -> 7;
            case 'b' -> 8;
            case 'd' -> 127;
            case 'e' -> 27;
            case 'f' -> 12;
            case 'n' -> 10;
            case 'r' -> 13;
            case 's' -> 32;
            case 't' -> 9;
            case 'v' -> 11;
            default -> character;
        };
    }

    private int hex(int from) throws InvalidEscape {
        int end = digits(from, 2);
        if (end != from + 2) {
            throw new InvalidEscape(HEX_MESSAGE, "\\x");
        }
        at = end;
        return Integer.parseInt(text, from, end, 16);
    }

    private int unicode(int from) throws InvalidEscape {
        boolean braced = text.startsWith("{", from);
        int start = braced ? from + 1 : from;
        int end = digits(start, braced ? 6 : 4);
        boolean complete = braced ? end > start && text.startsWith("}", end) : end == start + 4;
        if (!complete) {
            throw new InvalidEscape(UNICODE_MESSAGE, "\\u");
        }
        int codePoint = Integer.parseInt(text, start, end, 16);
        at = braced ? end + 1 : end;
        if (codePoint > 0x10FFFF || codePoint >= 0xD800 && codePoint <= 0xDFFF) {
            throw new InvalidEscape(
                    "invalid or reserved Unicode code point \\u{" + text.substring(start, end) + "}", "\\u");
        }
        return codePoint;
    }

    private int digits(int from, int most) {
        int end = from;
        while (end < text.length() && end < from + most && Character.digit(text.charAt(end), 16) >= 0) {
            end++;
        }
        return end;
    }
}
