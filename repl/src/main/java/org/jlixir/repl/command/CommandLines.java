package org.jlixir.repl.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands and their options. Built without annotations, so that nothing is looked up by reflection. */
final class CommandLines {
    /** Options of {@code elixir} for nodes that are connected, which those of jlixir are not. */
    private static final Set<String> DISTRIBUTION =
            Set.of("--rpc-eval", "--name", "--sname", "--cookie", "--hidden", "--remsh");

    private CommandLines() {}

    /** @return the exit code */
    static int run(List<String> arguments) {
        return all().execute(arguments.toArray(String[]::new));
    }

    /** The command with all of its subcommands. */
    static CommandLine all() {
        CommandLine line = new CommandLine(new ElixirCommand().spec())
                .addSubcommand("run", new RunCommand().spec())
                .addSubcommand("eval", new EvalCommand().spec())
                .addSubcommand("repl", new ReplCommand().spec())
                .addSubcommand("compile", new CompileCommand().spec())
                .addSubcommand("format", new FormatCommand().spec())
                .addSubcommand("test", new TestCommand().spec())
                .addSubcommand("completion", new CompletionCommand().spec())
                .addSubcommand("help", new CommandLine.HelpCommand())
                .setStopAtPositional(true)
                .setParameterExceptionHandler((problem, _) -> wrong(problem))
                .setExecutionExceptionHandler((problem, _, _) -> {
                    throw problem;
                });
        line.getSubcommands().get("test").setStopAtPositional(false);
        line.getSubcommands().get("compile").setStopAtPositional(false);
        line.getSubcommands().get("format").setStopAtPositional(false);
        if (System.getenv("NO_COLOR") != null) {
            line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        }
        return line;
    }

    private static int wrong(ParameterException problem) {
        PrintWriter err = problem.getCommandLine().getErr();
        err.println("jlixir: " + message(problem));
        err.println("See 'jlixir --help'.");
        err.flush();
        return 1;
    }

    private static String message(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().getFirst();
            if (DISTRIBUTION.contains(first)) {
                return "jlixir connects to no other nodes: there is no '" + first + "'";
            }
        }
        return problem.getMessage();
    }

    /** A command that runs {@code action} and has {@code --help}. */
    static CommandSpec command(String name, String description, Callable<Integer> action) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(action).name(name);
        spec.usageMessage()
                .description(description)
                .width(100)
                .footerHeading("%nExamples:%n%n")
                .footer(footer(name));
        return spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Print this message.")
                .build());
    }

    private static String[] footer(String name) {
        List<String> lines = new java.util.ArrayList<>();
        Texts.examples(name).forEach(line -> lines.add("  " + line));
        if (name.equals("jlixir")) {
            lines.addAll(List.of("", "Environment:", ""));
            Texts.ENVIRONMENT.forEach(line -> lines.add("  " + line));
            lines.addAll(List.of("", "Exit codes:", ""));
            Texts.EXIT_CODES.forEach(line -> lines.add("  " + line));
        }
        return lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
    }

    static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names)
                .type(boolean.class)
                .description(description)
                .build();
    }

    static OptionSpec value(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** An option that may be given several times; {@code take} sees each value, in the order of the command line. */
    static OptionSpec each(String label, String description, Consumer<String> take, String... names) {
        return OptionSpec.builder(names)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .parameterConsumer((values, option, spec) -> {
                    if (values.isEmpty()) {
                        throw new ParameterException(
                                spec.commandLine(),
                                "Missing required parameter for option '" + names[0] + "' (" + label + ")");
                    }
                    take.accept(values.pop());
                })
                .build();
    }

    static PositionalParamSpec rest(String label, String description) {
        return PositionalParamSpec.builder()
                .index("0..*")
                .type(String[].class)
                .paramLabel(label)
                .hideParamSyntax(true)
                .description(description)
                .build();
    }

    /** What stands behind the options. */
    static List<String> rest(ParseResult result) {
        return List.of(result.matchedPositionalValue(0, new String[0]));
    }

    static boolean has(ParseResult result, String option) {
        return result.hasMatchedOption(option);
    }
}
