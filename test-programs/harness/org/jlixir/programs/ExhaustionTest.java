package org.jlixir.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a system with a small heap when a process wants all of it. */
class ExhaustionTest {
    private static final long LIMIT_SECONDS = 100;

    @TempDir
    Path work;

    @Test
    void aProcessThatWantsTooMuchDiesAlone() throws IOException, InterruptedException {
        Launch.Ended ended = run("list");
        assertEquals(0, ended.exitCode(), ended.err());
        assertTrue(ended.out().contains("others go on"), ended.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "processes", "table"})
    void theSystemEndsWhenWhatFillsTheHeapStays(String how) throws IOException, InterruptedException {
        Launch.Ended ended = run(how);
        assertEquals(1, ended.exitCode(), ended.err());
        assertTrue(ended.err().contains("the heap is full"), ended.err());
    }

    private Launch.Ended run(String how) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("jlixir.programs")).resolve("stress/heap_exhaustion.exs");
        return Launch.run(
                work,
                Map.of("JDK_JAVA_OPTIONS", "-Xmx96m"),
                LIMIT_SECONDS,
                "run",
                program.toAbsolutePath().toString(),
                how);
    }
}
