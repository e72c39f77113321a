package org.jlixir.runtime.print;

import java.util.Locale;
import java.util.Set;
import org.jlixir.runtime.term.Atom;

/** Atoms, strings and characters as Erlang source text. */
public final class Quoting {
    private static final Set<String> RESERVED = Set.of(
            "after", "and", "andalso", "band", "begin", "bnot", "bor", "bsl", "bsr", "bxor", "case", "catch", "cond",
            "div", "else", "end", "fun", "if", "let", "maybe", "not", "of", "or", "orelse", "receive", "rem", "try",
            "when", "xor");

    private Quoting() {}

    /**
     * The atom as source text, in quotes where it needs them.
     *
     * @param unicode whether characters beyond Latin-1 stand for themselves; otherwise they are escaped
     */
    public static String atom(Atom atom, boolean unicode) {
        String name = atom.name();
        return needsQuotes(name) ? quoted(name, '\'', unicode) : name;
    }

    /** Whether an atom of that name has to be quoted. */
    public static boolean needsQuotes(String name) {
        return RESERVED.contains(name) || !looksLikeAtom(name);
    }

    /** Whether the name is that of an atom by its characters; it may still be a reserved word. */
    static boolean looksLikeAtom(String name) {
        if (name.isEmpty() || !isLower(name.charAt(0))) {
            return false;
        }
        return name.chars().allMatch(c -> isLower(c) || isUpper(c) || c >= '0' && c <= '9' || c == '_' || c == '@');
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z' || c >= 0xDF && c <= 0xFF && c != 0xF7;
    }

    private static boolean isUpper(int c) {
        return c >= 'A' && c <= 'Z' || c >= 0xC0 && c <= 0xDE && c != 0xD7;
    }

    /** Text between quotes, with escapes. */
    public static String quoted(String text, char quote, boolean unicode) {
        StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
        text.codePoints().forEach(c -> escape(out, c, quote, unicode));
        return out.append(quote).toString();
    }

    /** One character as it stands between such quotes. */
    static void escape(StringBuilder out, int c, char quote, boolean unicode) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            case 0x0B -> out.append("\\v");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case 0x1B -> out.append("\\e");
            case 0x7F -> out.append("\\d");
            case '\\' -> out.append("\\\\");
            default -> {
                if (c == quote) {
                    out.append('\\').append(quote);
                } else if (c < ' ' || c > 0x7F && c < 0xA0) {
                    octal(out, c);
                } else if (c > 0xFF && !unicode) {
                    out.append("\\x{")
                            .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                            .append('}');
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    private static void octal(StringBuilder out, int c) {
        out.append('\\')
                .append((char) ('0' + (c >> 6)))
                .append((char) ('0' + (c >> 3 & 7)))
                .append((char) ('0' + (c & 7)));
    }

    /** A character literal such as {@code $a}. */
    public static String character(int c, boolean unicode) {
        if (c == ' ') {
            return "$\\s";
        }
        StringBuilder out = new StringBuilder("$");
        // No character is the quote of a literal
        escape(out, c, '\0', unicode);
        return out.toString();
    }

    /** Whether the character is shown as itself in strings: Latin-1 without control characters other than those with an escape. */
    public static boolean isPrintable(int c) {
        return c >= ' ' && c <= '~' || c >= 0xA0 && c <= 0xFF || c >= '\b' && c <= '\r' || c == 0x1B;
    }
}
