package org.jlixir.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs every program {@code NAME.exs} that has a {@code NAME.out}: what it prints, and its exit code, must be exactly that. */
@Execution(ExecutionMode.CONCURRENT)
class ProgramsTest {
    /** Groups of programs that end before the JVM's optimising compiler could matter, and spend a third of their time on it. */
    private static final Set<String> BRIEF = Set.of("errors", "language", "stdlib");

    @TempDir
    Path work;

    @TestFactory
    Stream<DynamicTest> programs() throws IOException {
        Path folder = Path.of(System.getProperty("jlixir.programs"));
        List<Path> programs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".exs") && Files.exists(sibling(file, ".out")))
                    // What is printed there holds times and process numbers: FailuresTest compares without them.
                    .filter(file -> !file.startsWith(folder.resolve("failures")))
                    .sorted()
                    .forEach(programs::add);
        }
        assertEquals(false, programs.isEmpty(), "there are no programs below " + folder);
        return programs.stream()
                .map(program ->
                        DynamicTest.dynamicTest(folder.relativize(program).toString(), () -> run(program)));
    }

    private static Path sibling(Path program, String extension) {
        String name = program.getFileName().toString();
        return program.resolveSibling(name.substring(0, name.length() - ".exs".length()) + extension);
    }

    /** What {@code NAME.options} says, one line an option or value; {@code LIBRARIES} is the folder of the Java libraries. */
    private static List<String> options(Path program) throws IOException {
        Path file = sibling(program, ".options");
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .map(line -> line.replace("LIBRARIES", System.getProperty("jlixir.libraries")))
                        .toList()
                : List.of();
    }

    private void run(Path program) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(options(program));
        arguments.add(program.toString());
        Launch.Ended ended = Launch.run(
                Files.createTempDirectory(work, "program"),
                BRIEF.contains(program.getParent().getFileName().toString()) ? Launch.BRIEF : Map.of(),
                Launch.LIMIT_SECONDS,
                arguments.toArray(String[]::new));
        Path exit = sibling(program, ".exit");
        int expected =
                Files.exists(exit) ? Integer.parseInt(Files.readString(exit).strip()) : 0;
        String noise = "\nstandard error:\n" + ended.err();
        Difference.check(program.toString(), Files.readString(sibling(program, ".out")), ended.out(), noise);
        assertEquals(expected, ended.exitCode(), program + ": exit code" + noise);
    }
}
