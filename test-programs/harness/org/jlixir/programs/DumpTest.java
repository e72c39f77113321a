package org.jlixir.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dump/pair.exs} at each stage is {@code dump/pair.STAGE}; {@code -Dgolden=write} writes these. */
class DumpTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("jlixir.programs")).resolve("dump");

    @TempDir
    Path work;

    @ParameterizedTest
    @ValueSource(strings = {"tokens", "quoted", "expanded", "core", "tree", "bytecode"})
    void showsTheStage(String stage) throws IOException, InterruptedException {
        Path file = FOLDER.resolve("pair.exs").toAbsolutePath().normalize();
        Launch.Ended ended = Launch.run(work, "run", "--dump=" + stage, file.toString());
        assertEquals(0, ended.exitCode(), ended.err());
        String text = ended.out().replace(file.toString(), "pair.exs");
        Path expected = FOLDER.resolve("pair." + stage);
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(expected, text);
        }
        assertEquals(Files.readString(expected), text);
    }
}
