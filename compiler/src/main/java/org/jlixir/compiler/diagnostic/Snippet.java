package org.jlixir.compiler.diagnostic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The text of a diagnostic as Elixir 1.20 prints it: message, gutter with the source line, marks, place. */
final class Snippet {
    /** More white space than this in front of the code is cut off. */
    private static final int MOST_SPACES = 27;

    /** What is left of the white space in front when it is cut, the dots among it. */
    private static final int LEFT_SPACES = 22;

    private static final int TAB_WIDTH = 8;

    private Snippet() {}

    static String format(Diagnostic d, @Nullable String sourceLine) {
        String label = d.severity() == Diagnostic.Severity.ERROR ? "error: " : "warning: ";
        StringBuilder out = new StringBuilder();
        if (sourceLine == null) {
            return out.append(label)
                    .append(d.message())
                    .append('\n')
                    .append(places(d, ""))
                    .append('\n')
                    .toString();
        }
        String number = Integer.toString(d.line());
        int width = Math.max(number.length() + 1, 3);
        int cut = cut(sourceLine);
        String gutter = " ".repeat(width + 1) + "│";
        String pad = " ".repeat(width + 1);
        out.append(pad).append(label).append(indent(d.message(), pad)).append('\n');
        out.append(gutter).append('\n');
        out.append(" ".repeat(width - number.length()))
                .append(number)
                .append(" │ ")
                .append(cut > 0 ? "..." + sourceLine.substring(cut + 3) : sourceLine)
                .append('\n');
        out.append(gutter)
                .append(' ')
                .append(marks(d, sourceLine).substring(cut))
                .append('\n');
        out.append(gutter).append('\n');
        out.append(places(d, pad)).append('\n');
        return out.toString();
    }

    private static String places(Diagnostic d, String pad) {
        StringBuilder out = new StringBuilder();
        out.append(pad).append("└─ ").append(place(d)).append('\n');
        for (Diagnostic other : d.others()) {
            out.append(pad).append("└─ ").append(place(other)).append('\n');
        }
        return out.toString();
    }

    /** How many characters of a line that is far to the right are left out in front. */
    private static int cut(String sourceLine) {
        int spaces = 0;
        while (spaces < sourceLine.length() && sourceLine.charAt(spaces) == ' ') {
            spaces++;
        }
        return spaces > MOST_SPACES ? spaces - LEFT_SPACES : 0;
    }

    private static String marks(Diagnostic d, String sourceLine) {
        String mark = d.severity() == Diagnostic.Severity.ERROR ? "^" : "~";
        if (d.column() == 0) {
            int from = 0;
            int margin = 0;
            while (from < sourceLine.length() && Character.isWhitespace(sourceLine.charAt(from))) {
                margin += sourceLine.charAt(from) == '\t' ? TAB_WIDTH : 1;
                from++;
            }
            int to = sourceLine.stripTrailing().length();
            return " ".repeat(margin) + mark.repeat(Math.max(1, to - from));
        }
        return " ".repeat(d.column() - 1) + mark.repeat(Math.max(1, d.span()));
    }

    /** Further lines of the message stand below its first one. */
    private static String indent(String message, String pad) {
        if (message.indexOf('\n') < 0) {
            return message;
        }
        String[] lines = message.split("\n", -1);
        StringBuilder out = new StringBuilder(lines[0]);
        for (int i = 1; i < lines.length; i++) {
            out.append('\n');
            if (!lines[i].isEmpty()) {
                out.append(pad).append(lines[i]);
            }
        }
        return out.toString();
    }

    private static String place(Diagnostic d) {
        StringBuilder out = new StringBuilder(d.file());
        if (d.line() > 0) {
            out.append(':').append(d.line());
            if (d.column() > 0) {
                out.append(':').append(d.column());
            }
        }
        if (d.where() != null) {
            out.append(": ").append(d.where());
        }
        return out.toString();
    }

    /** The line of the file, or null when there is no such file or line. */
    static @Nullable String sourceLine(String file, int line) {
        if (line <= 0 || file.equals("nofile")) {
            return null;
        }
        Path path = Path.of(file);
        if (!Files.isRegularFile(path)) {
            return null;
        }
        try {
            String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            int at = 0;
            for (int i = 1; i < line; i++) {
                at = text.indexOf('\n', at) + 1;
                if (at == 0) {
                    return null;
                }
            }
            int end = text.indexOf('\n', at);
            String found = end < 0 ? text.substring(at) : text.substring(at, end);
            return found.endsWith("\r") ? found.substring(0, found.length() - 1) : found;
        } catch (IOException unreadable) {
            return null;
        }
    }
}
