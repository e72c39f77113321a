package org.jlixir.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jlixir test} on a folder with {@code lib} and {@code test}. */
class TestCommandTest {
    @TempDir
    Path work;

    @BeforeEach
    void writeProject() throws IOException {
        Files.createDirectories(work.resolve("lib"));
        Files.createDirectories(work.resolve("test"));
        Files.writeString(work.resolve("lib/sum.ex"), """
            defmodule Sum do
              @doc \"""
                  iex> Sum.add(1, 2)
                  3
              \"""
              def add(a, b), do: a + b

              def negate(n) do
                Kernel.abs(n) * -1
              end
            end
            """);
        Files.writeString(work.resolve("lib/other.ex"), "defmodule Other do\n  def one, do: Sum.add(0, 1)\nend\n");
        Files.writeString(work.resolve("test/test_helper.exs"), "ExUnit.start(exclude: [:slow])\n");
        Files.writeString(work.resolve("test/sum_test.exs"), """
            defmodule SumTest do
              use ExUnit.Case, async: true
              doctest Sum
              test "adds", do: assert Sum.add(1, 1) == 2
              @tag :slow
              test "slow", do: assert Sum.add(1, 1) == 3
            end
            """);
        Files.writeString(work.resolve("test/other_test.exs"), """
            defmodule OtherTest do
              use ExUnit.Case
              test "one", do: assert Other.one() == 1
            end
            """);
    }

    private Launch.Ended test(int exitCode, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("test"));
        all.addAll(List.of(arguments));
        Launch.Ended ended = Launch.run(work, all.toArray(String[]::new));
        assertEquals(exitCode, ended.exitCode(), ended.out() + ended.err());
        return ended;
    }

    private static void assertEnds(String expected, Launch.Ended ended) {
        assertTrue(ended.out().endsWith(expected), ended.out() + ended.err());
    }

    @Test
    void compilesWhatStandsBesideTheTests() throws IOException, InterruptedException {
        assertEnds("Result: 3 passed (1 doctest, 2 tests), 1 excluded\n", test(0));
    }

    @Test
    void choosesTestsByTagsAndLines() throws IOException, InterruptedException {
        assertEnds("Result: 3/4 passed\nFailed: 1 test\n", test(2, "--include", "slow"));
        assertEnds("Result: 0/1 passed, 3 excluded\nFailed: 1 test\n", test(2, "--only", "slow"));
        assertEnds("Result: 1 passed, 2 excluded\n", test(0, "test/sum_test.exs:4"));
        assertEnds("Result: 2 passed (1 doctest, 1 test), 1 excluded\n", test(0, "test/sum_test.exs"));
        assertTrue(test(1, "--only", "nothing").err().contains("no test was executed"));
    }

    @Test
    void runsAgainWhatHasFailed() throws IOException, InterruptedException {
        test(2, "--include", "slow");
        assertEnds("Result: 0/1 passed\nFailed: 1 test\n", test(2, "--failed", "--include", "slow"));
        test(0);
        assertTrue(test(2, "--failed", "--include", "slow", "--exit-status", "2")
                .out()
                .contains("Failed: 1 test"));
    }

    @Test
    void runsWhatIsStale() throws IOException, InterruptedException {
        test(0, "--stale");
        assertEquals("No stale tests\n", test(0, "--stale").out());
        Files.writeString(work.resolve("lib/other.ex"), "defmodule Other do\n  def one, do: 1\nend\n");
        assertEnds("Result: 1 passed\n", test(0, "--stale"));
        Files.writeString(work.resolve("test/test_helper.exs"), "ExUnit.start(exclude: [:slow, :quick])\n");
        assertEnds("Result: 3 passed (1 doctest, 2 tests), 1 excluded\n", test(0, "--stale"));
    }

    @Test
    void endsWithTheSummaryThatIsAskedFor() throws IOException, InterruptedException {
        assertTrue(test(0, "--summary", "result").out().contains("Result: "));
        String counts = test(0, "--summary", "counts").out();
        assertTrue(counts.matches("(?s).*\\n1 doctest, 3 tests, 0 failures, 1 (excluded|skipped)\\n"), counts);
        assertFalse(counts.contains("Result"));
        assertTrue(test(1, "--summary", "short").err().contains("'short' is neither result nor counts"));
    }

    @Test
    void writesReports() throws IOException, InterruptedException {
        assertTrue(test(0, "--junit", "out/junit.xml", "--cover").out().contains("33.33% | Sum"));
        String report = Files.readString(work.resolve("out/junit.xml"));
        assertTrue(report.contains(
                "<testcase classname=\"OtherTest\" name=\"test one\" file=\"test/other_test.exs\" line=\"3\""));
        assertTrue(report.contains("<skipped message=\"due to slow filter\"/>"), report);
        String lcov = Files.readString(work.resolve("cover/lcov.info"));
        assertTrue(lcov.contains("SF:lib/sum.ex\nDA:6,1\nDA:8,0\nDA:9,0\n"), lcov);
        assertTrue(Files.readString(work.resolve("cover/index.html")).contains("lib/other.ex"));
    }

    @Test
    void failsOnErrorsAndIfToldOnWarnings() throws IOException, InterruptedException {
        Files.writeString(work.resolve("lib/bad.ex"), "defmodule Bad do\n  def f(x), do: 1\nend\n");
        assertTrue(test(0).err().contains("variable \"x\" is unused"));
        test(1, "--warnings-as-errors");
        Files.writeString(work.resolve("lib/bad.ex"), "defmodule Bad do\n  def f(x), do: y\nend\n");
        assertFalse(test(1).out().contains("Result"));
        assertTrue(test(1, "--timeout", "soon").err().contains("is not a number"));
    }
}
