package org.jlixir.grammar.source;

import java.nio.charset.StandardCharsets;

/**
 * A piece of source text and where it begins. Immutable.
 *
 * @param name what error messages call it, as {@code lib/a.ex} or {@code nofile}
 * @param firstLine the number of its first line, usually 1
 * @param firstColumn the number of the column that it begins in, usually 1
 * @param lineColumn the number of the first column of every other line, usually 1
 */
public record SourceFile(String name, String text, int firstLine, int firstColumn, int lineColumn) {
    /** The text from line 1, column 1 on. */
    public static SourceFile of(String name, String text) {
        return new SourceFile(name, text, 1, 1, 1);
    }

    /** The text that the bytes hold in UTF-8. */
    public static SourceFile ofBytes(String name, byte[] utf8) {
        return of(name, new String(utf8, StandardCharsets.UTF_8));
    }

    /** The text of one line, without its end; empty when there is no such line. */
    public String line(int number) {
        int start = 0;
        for (int line = firstLine; line < number; line++) {
            start = text.indexOf('\n', start) + 1;
            if (start == 0) {
                return "";
            }
        }
        int end = text.indexOf('\n', start);
        String line = end < 0 ? text.substring(start) : text.substring(start, end);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
