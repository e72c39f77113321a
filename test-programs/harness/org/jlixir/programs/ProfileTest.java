package org.jlixir.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jlixir run --profile} tells. */
class ProfileTest {
    private static final String PROGRAM = """
        defmodule Burn do
          def digits(n) do
            Enum.reduce(1..n, 0, fn i, sum ->
              sum + rem(i * i, 7)
            end)
          end

          def until(time) do
            digits(200_000)
            if System.monotonic_time(:millisecond) < time, do: until(time)
          end
        end

        spawn(fn -> Process.sleep(:infinity) end)
        Burn.until(System.monotonic_time(:millisecond) + 3_000)
        IO.puts("done")
        %s
        """;

    @TempDir
    Path work;

    @BeforeEach
    void writePrograms() throws IOException {
        Files.writeString(work.resolve("burn.exs"), PROGRAM.formatted(""));
        Files.writeString(work.resolve("halt.exs"), PROGRAM.formatted("System.halt(7)"));
    }

    @Test
    void showsFunctionsLinesAndAFlameGraph() throws IOException, InterruptedException {
        Launch.Ended ended = Launch.run(work, "run", "--profile", "burn.exs");
        assertEquals("done\n", ended.out());
        assertEquals(0, ended.exitCode());
        List<String> lines = ended.err().lines().toList();
        double total = 0;
        for (String line : lines) {
            if (line.endsWith("  Burn.digits/1")) {
                total = Math.max(total, share(line, 1));
            }
        }
        assertTrue(total > 50, ended.err());
        int header = lines.indexOf("  self   total  line (with what it calls in libraries)");
        String first = lines.get(header + 1);
        assertTrue(first.matches(".*  burn\\.exs:[34]  .*Burn\\.digits/1"), ended.err());
        assertTrue(ended.err().endsWith("The flame graph is in burn.exs.profile.html\n"), ended.err());
        String page = Files.readString(work.resolve("burn.exs.profile.html"));
        assertTrue(page.contains("title=\"Burn.digits/1: "), page);
        assertTrue(!ended.err().contains("Process.sleep/1"), "what waits is not to be counted: " + ended.err());
    }

    /** The columns are {@code self total name}. */
    private static double share(String line, int column) {
        return Double.parseDouble(line.strip().toLowerCase(Locale.ROOT).split("%?\\s+")[column]);
    }

    @Test
    void tellsWhenTheProgramHaltsToo() throws IOException, InterruptedException {
        Launch.Ended ended = Launch.run(work, "run", "--profile-out", "graph.html", "halt.exs");
        assertEquals("done\n", ended.out());
        assertEquals(7, ended.exitCode());
        assertTrue(ended.err().contains("Burn.digits/1"), ended.err());
        assertTrue(Files.exists(work.resolve("graph.html")));
    }

    @Test
    void saysWhereItCanNotWrite() throws IOException, InterruptedException {
        Launch.Ended ended = Launch.run(work, "run", "--profile", "--profile-out", "no/graph.html", "halt.exs");
        assertEquals(7, ended.exitCode());
        assertTrue(ended.err().contains("jlixir: can not write no/graph.html"), ended.err());
    }
}
