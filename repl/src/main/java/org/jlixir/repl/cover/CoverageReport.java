package org.jlixir.repl.cover;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A summary for the terminal, pages for a browser, and {@code lcov.info} for other tools. */
public final class CoverageReport {
    private static final String RULE = "-----------|--------------------------";

    private CoverageReport() {}

    /** Prints the summary to {@code out} and writes the files into {@code folder}; says on {@code err} what can not be written. */
    public static void write(List<SourceCoverage> sources, Path folder, PrintStream out, PrintStream err) {
        out.println("\nGenerating cover results ...\n");
        out.println("Percentage | Module");
        out.println(RULE);
        int lines = 0;
        int covered = 0;
        for (SourceCoverage source : sources) {
            lines += source.lines().size();
            covered += source.covered();
            out.println(row(source.covered(), source.lines().size(), source.module()));
        }
        out.println(RULE);
        out.println(row(covered, lines, "Total"));
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("lcov.info"), lcov(sources));
            HtmlPages.write(sources, folder);
            out.println("\nGenerated HTML coverage results in \"" + folder + "\" directory.");
        } catch (IOException e) {
            err.println("jlixir: the coverage results can not be written to " + folder + ": " + e.getMessage());
        }
    }

    private static String row(int covered, int lines, String name) {
        return String.format(Locale.ROOT, "%9.2f%% | %s", SourceCoverage.percentage(covered, lines), name);
    }

    private static String lcov(List<SourceCoverage> sources) {
        StringBuilder out = new StringBuilder();
        for (SourceCoverage source : sources) {
            out.append("TN:\nSF:").append(source.file()).append('\n');
            source.lines()
                    .forEach((line, covered) -> out.append("DA:").append(line).append(covered ? ",1\n" : ",0\n"));
            out.append("LF:").append(source.lines().size()).append('\n');
            out.append("LH:").append(source.covered()).append("\nend_of_record\n");
        }
        return out.toString();
    }
}
