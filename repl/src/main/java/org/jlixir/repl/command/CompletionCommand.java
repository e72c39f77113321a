package org.jlixir.repl.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** {@code jlixir completion SHELL}: a script that completes commands, options and file names, for bash, zsh or fish. */
final class CompletionCommand implements Callable<Integer> {
    private final CommandSpec spec = CommandLines.command(
            "completion", "Prints a script that lets a shell complete jlixir's commands and options.", this);

    CommandSpec spec() {
        spec.addPositional(CommandLines.rest("SHELL", "bash, zsh or fish."));
        return spec;
    }

    @Override
    public Integer call() {
        List<String> rest = CommandLines.rest(spec.commandLine().getParseResult());
        CommandLine jlixir = spec.commandLine().getParent();
        String script = switch (rest.size() == 1 ? rest.getFirst() : "") {
            case "bash" -> bash(jlixir);
            case "zsh" ->
                "autoload -U +X compinit && compinit -u\nautoload -U +X bashcompinit && bashcompinit\n" + bash(jlixir);
            case "fish" -> fish(jlixir);
            default -> throw new ParameterException(spec.commandLine(), "The shell is one of bash, zsh, fish");
        };
        spec.commandLine().getOut().print(script);
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static List<String> options(CommandLine command) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            names.addAll(List.of(option.names()));
        }
        return names.stream().sorted().toList();
    }

    private static String bash(CommandLine jlixir) {
        String commands = String.join(" ", jlixir.getSubcommands().keySet());
        String cases = jlixir.getSubcommands().entrySet().stream()
                .map(command -> "    " + command.getKey() + ") options=\""
                        + String.join(" ", options(command.getValue())) + "\" ;;")
                .collect(Collectors.joining("\n"));
        return """
            _jlixir() {
              local word=${COMP_WORDS[COMP_CWORD]} options
              case ${COMP_WORDS[1]} in
            %s
                *) options="%s" ;;
              esac
              if [[ $word == -* ]]; then
                COMPREPLY=($(compgen -W "$options" -- "$word"))
              elif [[ $COMP_CWORD -eq 1 ]]; then
                COMPREPLY=($(compgen -W "%s" -- "$word") $(compgen -f -- "$word"))
              elif [[ ${COMP_WORDS[1]} == completion ]]; then
                COMPREPLY=($(compgen -W "bash zsh fish" -- "$word"))
              elif [[ ${COMP_WORDS[1]} == help ]]; then
                COMPREPLY=($(compgen -W "%s" -- "$word"))
              else
                COMPREPLY=($(compgen -f -- "$word"))
              fi
            }
            complete -o filenames -F _jlixir jlixir
            """.formatted(cases, String.join(" ", options(jlixir)), commands, commands);
    }

    private static String fish(CommandLine jlixir) {
        StringBuilder out = new StringBuilder();
        jlixir.getSubcommands()
                .forEach((name, command) -> out.append("complete -c jlixir -n __fish_use_subcommand -a ")
                        .append(name)
                        .append(" -d ")
                        .append(quoted(command.getCommandSpec().usageMessage().description()[0]))
                        .append('\n'));
        fishOptions(out, jlixir, "__fish_use_subcommand");
        jlixir.getSubcommands()
                .forEach((name, command) -> fishOptions(out, command, "'__fish_seen_subcommand_from " + name + "'"));
        out.append("complete -c jlixir -n '__fish_seen_subcommand_from completion' -xa 'bash zsh fish'\n");
        return out.toString();
    }

    private static void fishOptions(StringBuilder out, CommandLine command, String condition) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            out.append("complete -c jlixir -n ").append(condition);
            for (String name : option.names()) {
                String flag = name.startsWith("--")
                        ? " -l " + name.substring(2)
                        : name.length() == 2 ? " -s " + name.substring(1) : " -o " + name.substring(1);
                out.append(flag);
            }
            out.append(option.arity().max() > 0 ? " -r" : "")
                    .append(" -d ")
                    .append(quoted(option.description()[0]))
                    .append('\n');
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
