package org.jlixir.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jlixir run --profile} tells. */
class ProfileTest {
    private static final String PROGRAM = """
        defmodule Burn do
          def spin(0, sum), do: sum
          def spin(n, sum), do: spin(n - 1, sum + rem(n * n, 7))

          def run do
            sum = spin(300_000_000, 0)
            sum + 1
          end
        end

        spawn(fn -> Process.sleep(:infinity) end)
        Burn.run()
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
        String function = lines.get(lines.indexOf("  self   total  function") + 1);
        assertTrue(function.endsWith("  Burn.spin/2"), ended.err());
        String line = lines.get(lines.indexOf("  self   total  line (with what it calls in libraries)") + 1);
        assertTrue(line.endsWith("  burn.exs:3  Burn.spin/2"), ended.err());
        assertTrue(ended.err().endsWith("The flame graph is in burn.exs.profile.html\n"), ended.err());
        String page = Files.readString(work.resolve("burn.exs.profile.html"));
        assertTrue(page.contains("title=\"Burn.run/0: "), page);
        assertTrue(page.contains("title=\"Burn.spin/2: "), page);
        assertFalse(ended.err().contains("Process.sleep/1"), "what waits is not to be counted: " + ended.err());
    }

    @Test
    void tellsWhenTheProgramHaltsToo() throws IOException, InterruptedException {
        Launch.Ended ended = Launch.run(work, "run", "--profile-out", "graph.html", "halt.exs");
        assertEquals("done\n", ended.out());
        assertEquals(7, ended.exitCode());
        assertTrue(ended.err().contains("Burn.spin/2"), ended.err());
        assertTrue(Files.exists(work.resolve("graph.html")));
    }

    @Test
    void saysWhereItCanNotWrite() throws IOException, InterruptedException {
        Launch.Ended ended = Launch.run(work, "run", "--profile", "--profile-out", "no/graph.html", "halt.exs");
        assertEquals(7, ended.exitCode());
        assertTrue(ended.err().contains("jlixir: can not write no/graph.html"), ended.err());
    }
}
