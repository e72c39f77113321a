package org.jlixir.repl.cover;

import java.nio.file.Path;
import java.util.SortedMap;

/**
 * What has run of a file.
 *
 * @param file relative to the working directory
 * @param module the first module in it, as Elixir writes it
 * @param lines those that hold code, and whether some of it has run
 */
public record SourceCoverage(Path file, String module, SortedMap<Integer, Boolean> lines) {
    int covered() {
        return (int) lines.values().stream().filter(covered -> covered).count();
    }

    /** Of the lines that hold code, in hundredths; 100 if none does. */
    static double percentage(int covered, int lines) {
        return lines == 0 ? 100.0 : 100.0 * covered / lines;
    }
}
