package org.jlixir.repl.cover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A page for each file with the lines that have run and those that have not, and {@code index.html} with all files. */
final class HtmlPages {
    private static final String HEAD = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>%s</title>
        <style>
        body { font-family: sans-serif; margin: 2em auto; max-width: 70em; color: #222; }
        table { border-collapse: collapse; }
        th, td { padding: 0.2em 1em; text-align: left; }
        td.number { text-align: right; color: #888; }
        table.source td { padding: 0 0.8em; white-space: pre; font-family: monospace; }
        tr.covered { background: #e2f5e2; }
        tr.missed { background: #f9dcdc; }
        </style>
        </head>
        <body>
        <h1>%s</h1>
        """;
    private static final String FOOT = "</table>\n</body>\n</html>\n";

    private HtmlPages() {}

    static void write(List<SourceCoverage> sources, Path folder) throws IOException {
        StringBuilder index = new StringBuilder(HEAD.formatted("Coverage", "Coverage"))
                .append("<table>\n<tr><th>File</th><th>Covered</th><th>Lines</th></tr>\n");
        for (SourceCoverage source : sources) {
            String page = source.file().toString().replaceAll("[/\\\\]", ".") + ".html";
            Files.writeString(folder.resolve(page), page(source));
            index.append("<tr><td><a href=\"")
                    .append(escape(page))
                    .append("\">")
                    .append(escape(source.file().toString()))
                    .append("</a></td><td class=\"number\">")
                    .append(percentage(source))
                    .append("</td><td class=\"number\">")
                    .append(source.covered())
                    .append(" / ")
                    .append(source.lines().size())
                    .append("</td></tr>\n");
        }
        Files.writeString(folder.resolve("index.html"), index.append(FOOT));
    }

    private static String page(SourceCoverage source) throws IOException {
        String title = escape(source.file().toString());
        StringBuilder out = new StringBuilder(HEAD.formatted(title, title))
                .append("<p><a href=\"index.html\">All files</a>, ")
                .append(percentage(source))
                .append(" of ")
                .append(source.lines().size())
                .append(" lines with code</p>\n<table class=\"source\">\n");
        int number = 1;
        for (String line : Files.readAllLines(source.file())) {
            Boolean covered = source.lines().get(number);
            out.append(covered == null ? "<tr>" : covered ? "<tr class=\"covered\">" : "<tr class=\"missed\">")
                    .append("<td class=\"number\">")
                    .append(number)
                    .append("</td><td>")
                    .append(escape(line))
                    .append("</td></tr>\n");
            number++;
        }
        return out.append(FOOT).toString();
    }

    private static String percentage(SourceCoverage source) {
        return String.format(
                Locale.ROOT,
                "%.1f%%",
                SourceCoverage.percentage(source.covered(), source.lines().size()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
