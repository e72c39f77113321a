package org.jlixir.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.palantir.javaformat.java.Main;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every Java file is as {@code bin/format} leaves it. */
class FormatTest {
    @Test
    void filesAreFormatted() throws Exception {
        Path root = Path.of(System.getProperty("jlixir.programs")).getParent();
        List<String> arguments = new ArrayList<>(List.of("--palantir", "--dry-run"));
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> isSource(root.relativize(file)))
                    .map(Path::toString)
                    .sorted()
                    .forEach(arguments::add);
        }
        StringWriter changed = new StringWriter();
        StringWriter errors = new StringWriter();
        new Main(new PrintWriter(changed, true), new PrintWriter(errors, true), InputStream.nullInputStream())
                .format(arguments.toArray(String[]::new));
        assertEquals("", errors.toString());
        assertEquals("", changed.toString(), "bin/format would change these files");
    }

    private static boolean isSource(Path file) {
        String path = file.toString();
        return path.endsWith(".java") && !path.contains("target/");
    }
}
