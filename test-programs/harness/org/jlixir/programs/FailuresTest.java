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
 * without one) and writes {@code NAME.err} to standard error. Lines of stack traces that are within the standard library are
 * left out on both sides, process identifiers are made alike.
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
        Launch.Ended ended = Launch.run(folder, "run", name + ".exs");
        assertEquals(comparable(Files.readString(folder.resolve(name + ".err"))), comparable(ended.err()));
        Path exit = folder.resolve(name + ".exit");
        int expected =
                Files.exists(exit) ? Integer.parseInt(Files.readString(exit).strip()) : 0;
        assertEquals(expected, ended.exitCode(), "exit code");
    }

    private static String comparable(String text) {
        return text.lines()
                .filter(line -> !line.matches(" +(\\(\\w+ [\\d.]+\\) )?lib/\\S+:\\d+: .*"))
                .collect(Collectors.joining("\n"))
                .replaceAll("#PID<[\\d.]+>", "#PID<0.1.0>")
                .replaceAll("#Function<[\\d.]+", "#Function<0.0")
                .stripTrailing();
    }
}
