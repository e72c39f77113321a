package org.jlixir.repl.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jlixir.compiler.dump.Stage;
import org.jlixir.repl.profile.Profiler;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * {@code jlixir run [OPTIONS] FILE [ARGUMENTS]}: what the options ask for, then the file. With {@code -e} there is no file, and
 * what follows the options is for the program; with {@code -r} there need be none.
 */
final class RunCommand implements Callable<Integer> {
    private static final String PROFILE = "--profile";
    private static final String PROFILE_OUT = "--profile-out";

    private final ProgramOptions options = new ProgramOptions();
    private final CommandSpec spec = CommandLines.command("run", "Compiles a file in memory and runs it.", this);

    CommandSpec spec() {
        options.addTo(spec);
        spec.addOption(CommandLines.value(
                "STAGE",
                "Print what the compiler makes of FILE at a stage of its pipeline: " + stages()
                        + ". From expanded on the file is run too, and what it prints is dropped.",
                "--dump"));
        spec.addOption(CommandLines.flag(
                "Tell on standard error where the time went, by functions and lines, and write a flame graph.",
                PROFILE));
        spec.addOption(CommandLines.value(
                "FILE",
                "The file for the flame graph, a page of HTML; by default FILE.profile.html here.",
                PROFILE_OUT));
        spec.addPositional(
                CommandLines.rest("FILE [ARGUMENTS]", "The file to run, and what it finds in System.argv()."));
        return spec;
    }

    private static String stages() {
        return Arrays.stream(Stage.values()).map(RunCommand::name).collect(Collectors.joining(", "));
    }

    private static String name(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Integer call() {
        ParseResult result = spec.commandLine().getParseResult();
        List<String> rest = CommandLines.rest(result);
        Stage dump = stage(result.matchedOptionValue("--dump", (String) null));
        if (rest.isEmpty() && (options.steps().isEmpty() || dump != null)) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: FILE");
        }
        if (dump != null) {
            return dump(dump, rest.getFirst(), rest.subList(1, rest.size()));
        }
        String picture = result.matchedOptionValue(PROFILE_OUT, (String) null);
        if (picture == null && !CommandLines.has(result, PROFILE)) {
            return options.run(result, rest);
        }
        String program = options.name(rest);
        Path out = Path.of(picture == null ? Path.of(program).getFileName() + ".profile.html" : picture);
        return options.profile(result, rest, Profiler.start(program, out));
    }

    private @Nullable Stage stage(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(Stage.values())
                .filter(stage -> name(stage).equals(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "There is no stage '" + name + "': it is one of " + stages()));
    }

    private static int dump(Stage stage, String file, List<String> arguments) {
        if (!Files.isRegularFile(Path.of(file))) {
            System.err.println("No file named " + file);
            return 1;
        }
        return new Program().dump(stage, file, arguments);
    }
}
