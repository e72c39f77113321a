package org.jlixir.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The standard library's own tests and doctests, {@code stdlib/test}, by {@code jlixir test}. */
class LibraryTest {
    private static final long LIMIT_SECONDS = 600;

    @Test
    void passesItsTests() throws IOException, InterruptedException {
        Path library = Path.of(System.getProperty("jlixir.programs"))
                .resolve("../stdlib")
                .normalize();
        Launch.Ended ended = Launch.run(library, LIMIT_SECONDS, "test", "--no-compile", "--seed", "0", "--no-color");
        assertEquals(0, ended.exitCode(), ended.out() + ended.err());
        assertTrue(ended.out().contains("\nResult: ") && ended.out().contains(" passed ("), ended.out());
    }
}
