package org.jlixir.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a person sees of a program that fails: every {@code failures/NAME.exs} ends with the exit code in {@code NAME.exit} (0
 * without one), writes {@code NAME.err} to standard error and, where there is one, {@code NAME.out} to standard output. Lines of
 * stack traces that are within the standard library are left out on both sides; process identifiers, functions and times are made
 * alike.
 */
class FailuresTest {
    private final Path folder = Path.of(System.getProperty("jlixir.programs")).resolve("failures");

    @TestFactory
    Stream<DynamicTest> failures() throws IOException {
        List<Path> programs;
        try (Stream<Path> files = Files.list(folder)) {
            programs = files.filter(file -> file.toString().endsWith(".exs"))
                    .sorted()
                    .toList();
        }
        return programs.stream().map(program -> {
            String file = program.getFileName().toString();
            return DynamicTest.dynamicTest(file, () -> run(file.substring(0, file.length() - ".exs".length())));
        });
    }

    private void run(String name) throws IOException, InterruptedException {
        Launch.Ended ended = Launch.run(folder, Launch.BRIEF, Launch.LIMIT_SECONDS, "run", name + ".exs");
        assertEquals(comparable(Files.readString(folder.resolve(name + ".err"))), comparable(ended.err()));
        Path out = folder.resolve(name + ".out");
        if (Files.exists(out)) {
            assertEquals(comparable(Files.readString(out)), comparable(ended.out()));
        }
        Path exit = folder.resolve(name + ".exit");
        int expected =
                Files.exists(exit) ? Integer.parseInt(Files.readString(exit).strip()) : 0;
        assertEquals(expected, ended.exitCode(), "exit code");
    }

    private static String comparable(String text) {
        return text.lines()
                .filter(line -> !line.matches(" +(\\(\\w+ [\\d.]+\\) )?(lib/\\S+|\\w+\\.erl):(\\d+:)? .*"))
                .collect(Collectors.joining("\n"))
                .replaceAll("#PID<[\\d.]+>", "#PID<0.1.0>")
                .replaceAll("#Function<[\\d.]+[^>]*", "#Function<0.0")
                .replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} ", "00:00:00.000 ")
                .stripTrailing();
    }
}
