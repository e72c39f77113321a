package org.jlixir.repl.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the manual page {@code jlixir(1)} from the commands, when jlixir is built. */
public final class ManPage {
    private final StringBuilder text = new StringBuilder();

    private ManPage() {}

    /** @param arguments the file to write */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, new ManPage().write(CommandLines.all()));
    }

    private String write(CommandLine line) {
        CommandSpec jlixir = line.getCommandSpec();
        text.append(".TH JLIXIR 1\n");
        section("NAME");
        text.append("jlixir \\- ").append(sentence(jlixir)).append('\n');
        section("SYNOPSIS");
        text.append(".B jlixir\n[OPTIONS] [FILE] [ARGUMENTS]\n.br\n");
        List<CommandLine> commands = line.getSubcommands().values().stream()
                .filter(each -> !each.getCommandName().equals("help"))
                .toList();
        for (CommandLine command : commands) {
            text.append(".B jlixir ").append(command.getCommandName()).append("\n[OPTIONS] ");
            labels(command.getCommandSpec());
            text.append("\n.br\n");
        }
        section("DESCRIPTION");
        text.append("Without arguments the interactive shell.\n");
        parameters(jlixir);
        commands.forEach(this::command);
        section("ENVIRONMENT");
        rows(Texts.ENVIRONMENT);
        section("EXIT STATUS");
        rows(Texts.EXIT_CODES);
        section("EXAMPLES");
        examples("jlixir");
        return text.toString();
    }

    private void command(CommandLine line) {
        CommandSpec command = line.getCommandSpec();
        section("JLIXIR " + command.name().toUpperCase(java.util.Locale.ROOT));
        text.append(escaped(sentence(command))).append('\n');
        parameters(command);
        text.append(".PP\nExamples:\n");
        examples(command.name());
    }

    private static String sentence(CommandSpec command) {
        return String.join(" ", command.usageMessage().description());
    }

    private void labels(CommandSpec command) {
        command.positionalParameters()
                .forEach(parameter ->
                        text.append(escaped(parameter.paramLabel())).append(' '));
    }

    private void parameters(CommandSpec command) {
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                boolean takesValue = option.arity().max() > 0;
                entry(String.join(", ", option.names()), takesValue ? option.paramLabel() : "", option.description());
            }
        }
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            entry("", parameter.paramLabel(), parameter.description());
        }
    }

    private void entry(String names, String label, String[] description) {
        text.append(".TP\n");
        text.append(names.isEmpty() ? "" : "\\fB" + escaped(names) + "\\fR ");
        text.append(label.isEmpty() ? "" : "\\fI" + escaped(label) + "\\fR").append('\n');
        text.append(escaped(String.join(" ", description).replace("%%", "%"))).append('\n');
    }

    private void section(String title) {
        text.append(".SH ").append(title).append('\n');
    }

    /** Lines of a word and what it stands for. */
    private void rows(List<String> lines) {
        for (String line : lines) {
            String[] parts = line.split("\\s+", 2);
            text.append(".TP\n\\fB").append(escaped(parts[0])).append("\\fR\n");
            text.append(escaped(parts[1])).append('\n');
        }
    }

    private void examples(String command) {
        text.append(".nf\n");
        Texts.examples(command).forEach(line -> text.append(escaped(line)).append('\n'));
        text.append(".fi\n");
    }

    /** What stands at the beginning of a line, and hyphens, mean something else in a manual page. */
    private static String escaped(String plain) {
        String escaped = plain.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
