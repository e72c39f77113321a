package org.jlixir.repl.command;

import java.util.List;
import java.util.Set;

/** The entry point of the {@code jlixir} command. */
public final class Main {
    /** What is a command rather than a file when it stands first. */
    private static final Set<String> COMMANDS =
            Set.of("run", "eval", "repl", "compile", "format", "test", "completion", "help");

    private Main() {}

    public static void main(String[] arguments) {
        JvmEnd.exit(run(List.of(arguments)));
    }

    /** A command line without options needs no parser; one less to load is a faster start. */
    private static int run(List<String> arguments) {
        if (!arguments.isEmpty() && ElixirNames.NAMES.contains(arguments.getFirst())) {
            return ElixirNames.run(arguments.getFirst(), arguments.subList(1, arguments.size()));
        }
        int file = !arguments.isEmpty() && arguments.getFirst().equals("run") ? 1 : 0;
        if (arguments.size() <= file || needsParser(arguments.get(file), file)) {
            return CommandLines.run(arguments);
        }
        return new Program()
                .run(List.of(new Step.File(arguments.get(file))), arguments.subList(file + 1, arguments.size()));
    }

    private static boolean needsParser(String first, int position) {
        return first.startsWith("-") || position == 0 && COMMANDS.contains(first);
    }
}
