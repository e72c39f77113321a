package org.jlixir.grammar.token;

import java.text.Normalizer;
import org.jlixir.grammar.SyntaxFailure;
import org.jlixir.grammar.source.SourceFile;

/** Which characters names, comments and texts may have, and what is said of the others. */
final class Identifiers {
    private Identifiers() {}

    /** The name in normal form C. */
    static String normalize(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 127) {
                return Normalizer.normalize(name, Normalizer.Form.NFC);
            }
        }
        return name;
    }

    /** A comment runs to the end of its line and must not look as if it ended before, or hide what it holds. */
    static void checkComment(SourceFile source, ElixirToken comment, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBidirectional(c)) {
                throw SyntaxFailure.at(
                        source,
                        comment.getLine(),
                        comment.column(),
                        "invalid bidirectional formatting character in comment: ",
                        escaped(c));
            }
            if (isLineBreak(c)) {
                throw SyntaxFailure.at(
                        source, comment.getLine(), comment.column(), "invalid line break character in comment: ", escaped(c));
            }
        }
    }

    /** Refuses the character at {@code index} when it would make the text look other than it is. */
    static void checkTextCharacter(SourceFile source, ElixirToken word, String text, int index) {
        char c = text.charAt(index);
        String what = isBidirectional(c) ? "bidirectional formatting"
                : isLineBreak(c) && !isCrLf(text, index) ? "line break" : null;
        if (what != null) {
            int newline = text.lastIndexOf('\n', index);
            int line = word.getLine() + (int) text.substring(0, index).chars().filter(x -> x == '\n').count();
            int column = newline < 0 ? word.column() + index : index - newline;
            throw SyntaxFailure.at(
                    source,
                    line,
                    column,
                    "invalid " + what + " character in string: " + escaped(c)
                            + ". If you want to use such character, use it in its escaped ",
                    escaped(c) + " form instead");
        }
    }

    private static boolean isCrLf(String text, int index) {
        return text.startsWith("\r\n", index);
    }

    private static boolean isBidirectional(char c) {
        return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    }

    private static boolean isLineBreak(char c) {
        return c == '\u2028' || c == '\u2029' || c == '\u000B' || c == '\f' || c == '\r' || c == '\u0085';
    }

    static String escaped(char c) {
        return String.format("\\u%04X", (int) c);
    }
}
