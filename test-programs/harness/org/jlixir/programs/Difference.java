package org.jlixir.programs;

import java.util.List;

/** What is printed when a program prints something else: the lines around the first one that differs. */
final class Difference {
    private static final int CONTEXT = 3;

    private Difference() {}

    /** Fails when the texts differ. */
    static void check(String program, String expected, String actual, String noise) {
        if (expected.equals(actual)) {
            return;
        }
        List<String> wanted = expected.lines().toList();
        List<String> got = actual.lines().toList();
        int line = 0;
        while (line < wanted.size() && line < got.size() && wanted.get(line).equals(got.get(line))) {
            line++;
        }
        throw new AssertionError(program + " differs from line " + (line + 1) + " on\nexpected:\n"
                + around(wanted, line) + "but printed:\n" + around(got, line) + noise);
    }

    private static String around(List<String> lines, int line) {
        StringBuilder text = new StringBuilder();
        for (int i = Math.max(0, line - CONTEXT); i < Math.min(lines.size(), line + CONTEXT + 1); i++) {
            text.append(i == line ? "  > " : "    ").append(lines.get(i)).append('\n');
        }
        if (line >= lines.size()) {
            text.append("  > (the end)\n");
        }
        return text.toString();
    }
}
