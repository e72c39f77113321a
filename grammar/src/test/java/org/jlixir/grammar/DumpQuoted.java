package org.jlixir.grammar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/**
 * Compares with the reference, whose answers {@code src/test/tools/dump_quoted.exs} has written: {@code DumpQuoted DIR LIST}
 * prints the files of LIST whose quoted form differs, and how many there are; ours is left in DIR beside the reference's.
 */
final class DumpQuoted {
    private DumpQuoted() {}

    public static void main(String[] args) throws IOException {
        Path dir = Path.of(args[0]);
        List<String> paths = Files.readAllLines(Path.of(args[1]));
        ParseOptions full = ParseOptions.DEFAULT.withColumns(true).withTokenMetadata(true);
        ParseOptions encoded = full.withUnescape(false).withLiteralEncoder(DumpQuoted::block);
        int same = 0;
        for (int n = 1; n <= paths.size(); n++) {
            String text = Files.readString(Path.of(paths.get(n - 1)));
            // Each one writes its file, also when an earlier one differs.
            boolean sameFull = compare(dir, n + ".full", text, full);
            boolean samePlain = compare(dir, n + ".plain", text, ParseOptions.DEFAULT);
            boolean sameEncoded = compare(dir, n + ".encoded", text, encoded);
            boolean equal = sameFull && samePlain && sameEncoded;
            same += equal ? 1 : 0;
            if (!equal) {
                System.out.println("differs: " + n + " " + paths.get(n - 1));
            }
        }
        System.out.println(same + " of " + paths.size() + " equal");
    }

    /** A literal in a block of its own, so that it has metadata. */
    static Object block(Object literal, Object meta) {
        return Tuple.of(Atom.OK, Tuple.of(Atom.of("__block__"), meta, TermList.of(literal)));
    }

    private static boolean compare(Path dir, String name, String text, ParseOptions options) throws IOException {
        String ours;
        try {
            ours = TermLines.of(Front.parse(SourceFile.of("nofile", text), options));
        } catch (SyntaxFailure failure) {
            ours = "error " + failure.line() + ":" + failure.column() + " " + failure.getMessage() + "\n";
        } catch (RuntimeException bug) {
            StackTraceElement[] trace = bug.getStackTrace();
            ours = "bug " + bug + "\n" + (trace.length > 0 ? trace[0] : "") + "\n" + (trace.length > 1 ? trace[1] : "")
                    + "\n";
        }
        Files.writeString(dir.resolve(name + ".ours"), ours);
        String theirs = Files.readString(dir.resolve(name));
        return ours.equals(theirs)
                || ours.startsWith("error") && theirs.startsWith(ours.substring(0, ours.indexOf(' ', 6)));
    }
}
