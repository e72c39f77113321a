package org.jlixir.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the packaged {@code jlixir} command. */
final class Launch {
    private static final long LIMIT_SECONDS = 120;

    private Launch() {}

    /** How a command ended. */
    record Ended(String out, String err, int exitCode) {}

    /** Runs the command with nothing to read, in {@code folder}. */
    static Ended run(Path folder, String... arguments) throws IOException, InterruptedException {
        return run(folder, LIMIT_SECONDS, arguments);
    }

    /** The same with another limit of time. @throws AssertionError when it is exceeded */
    static Ended run(Path folder, long limitSeconds, String... arguments) throws IOException, InterruptedException {
        Path image = Path.of(System.getProperty("jlixir.image")).normalize();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + image.resolve("java-options"),
                "-cp",
                image.resolve("lib") + "/*",
                "org.jlixir.repl.command.Main"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("jlixir", ".out");
        Path err = Files.createTempFile("jlixir", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + limitSeconds + " seconds: " + Files.readString(out));
            }
            return new Ended(Files.readString(out), Files.readString(err), process.exitValue());
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
