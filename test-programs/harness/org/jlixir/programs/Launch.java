package org.jlixir.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the packaged {@code jlixir} command. */
final class Launch {
    static final long LIMIT_SECONDS = 120;

    /** What a program that ends soon is run with: the JVM's quick compiler alone. */
    static final Map<String, String> BRIEF = Map.of("JLIXIR_OPTS", "-XX:TieredStopAtLevel=1");

    private static final Path HOME =
            Path.of(System.getProperty("jlixir.programs")).getParent();

    private static final Path COMMAND = HOME.resolve("bin/jlixir");

    /** What the build has made for the command to run. */
    static final Path IMAGE = HOME.resolve("repl/target/image");

    private Launch() {}

    /** How a command ended. */
    record Ended(String out, String err, int exitCode) {}

    /** Runs the command with nothing to read, in {@code folder}. */
    static Ended run(Path folder, String... arguments) throws IOException, InterruptedException {
        return run(folder, LIMIT_SECONDS, arguments);
    }

    /** The same with another limit of time. @throws AssertionError when it is exceeded */
    static Ended run(Path folder, long limitSeconds, String... arguments) throws IOException, InterruptedException {
        return run(folder, Map.of(), limitSeconds, arguments);
    }

    /** The same with more variables in the environment. */
    static Ended run(Path folder, Map<String, String> environment, long limitSeconds, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(COMMAND.toString()));
        command.addAll(List.of(arguments));
        return run(folder, environment, limitSeconds, command);
    }

    /** Runs a line of a shell script, in which {@code $0} is the command. */
    static Ended shell(Path folder, String line) throws IOException, InterruptedException {
        return run(folder, Map.of(), LIMIT_SECONDS, List.of("sh", "-c", line, COMMAND.toString()));
    }

    private static Ended run(Path folder, Map<String, String> environment, long limitSeconds, List<String> command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("jlixir", ".out");
        Path err = Files.createTempFile("jlixir", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("JLIXIR_JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putAll(environment);
            Process process = builder.directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " is still running after " + limitSeconds
                        + " seconds: " + Files.readString(out));
            }
            return new Ended(Files.readString(out), Files.readString(err), process.exitValue());
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
