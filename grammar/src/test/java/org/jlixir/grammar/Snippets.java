package org.jlixir.grammar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;

/**
 * Compares the snippets of {@link SnippetsTest}, errors and all, with what the reference makes of them, which
 * {@code src/test/tools/dump_quoted.exs} has written: {@code Snippets DIR TOPIC.txt}.
 */
final class Snippets {
    private Snippets() {}

    public static void main(String[] args) throws IOException {
        List<String> lines = SnippetsTest.snippets(Path.of(args[1]));
        int same = 0;
        for (int n = 1; n <= lines.size(); n++) {
            String ours = answer(lines.get(n - 1).replace('␤', '\n'));
            String theirs = Files.readString(Path.of(args[0], "" + n));
            if (ours.equals(theirs)) {
                same++;
            } else {
                System.out.println("==== " + lines.get(n - 1) + "\n-- reference\n" + shorten(theirs) + "-- ours\n"
                        + shorten(ours));
            }
        }
        System.out.println(same + " of " + lines.size() + " equal");
    }

    private static String shorten(String text) {
        return text.length() > 1500 ? text.substring(0, 1500) + "...\n" : text.endsWith("\n") ? text : text + "\n";
    }

    static String answer(String text) {
        ParseOptions full = ParseOptions.DEFAULT.withColumns(true).withTokenMetadata(true);
        try {
            return TermLines.of(Front.parse(SourceFile.of("nofile", text), full));
        } catch (SyntaxFailure e) {
            SyntaxFailure.Delimiters d = e.delimiters();
            String places = d == null
                    ? "-"
                    : d.endLine() + ":" + d.endColumn() + " " + d.opening() + " "
                            + (d.closing() == null ? "-" : d.closing()) + " " + d.expected();
            return "error " + e.line() + ":" + e.column() + "\n[" + e.prefix() + "]\n["
                    + (e.suffix() == null ? "-" : e.suffix()) + "]\n[" + e.token() + "]\n" + places + "\n";
        } catch (RuntimeException bug) {
            StackTraceElement[] t = bug.getStackTrace();
            return "bug " + bug + "\n" + t[0] + "\n" + (t.length > 1 ? t[1] : "") + "\n" + (t.length > 2 ? t[2] : "")
                    + "\n";
        }
    }
}
