package org.jlixir.repl.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code jlixir [OPTIONS] [FILE] [ARGUMENTS]}, which takes its arguments as {@code elixir} does: what follows the options is a file
 * and its arguments, or arguments alone when an option says what to run.
 */
final class ElixirCommand implements Callable<Integer> {
    private final ProgramOptions options = new ProgramOptions();
    private final CommandSpec spec = CommandLines.command("jlixir", "Runs Elixir on the JVM.", this);

    CommandSpec spec() {
        options.addTo(spec);
        spec.addOption(OptionSpec.builder("-v", "--version")
                .versionHelp(true)
                .description("Print the version.")
                .build());
        spec.addOption(CommandLines.flag("Print the version of Elixir alone.", "--short-version"));
        spec.addPositional(
                CommandLines.rest("[FILE] [ARGUMENTS]", "A file to run, and what it finds in System.argv()."));
        spec.version(Version.text());
        return spec;
    }

    @Override
    public Integer call() {
        ParseResult result = spec.commandLine().getParseResult();
        if (CommandLines.has(result, "--short-version")) {
            spec.commandLine().getOut().println(Version.ELIXIR);
            return 0;
        }
        List<String> rest = CommandLines.rest(result);
        if (rest.isEmpty() && options.steps().isEmpty()) {
            return ReplCommand.run(options.program(result), List.of(), null);
        }
        return options.run(result, rest);
    }
}
