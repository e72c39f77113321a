package org.jlixir.repl.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code jlixir eval CODE [ARGUMENTS]}. */
final class EvalCommand implements Callable<Integer> {
    private final CommandSpec spec = CommandLines.command("eval", "Runs Elixir code.", this);

    CommandSpec spec() {
        spec.addPositional(CommandLines.rest("CODE [ARGUMENTS]", "The code, and what it finds in System.argv()."));
        return spec;
    }

    @Override
    public Integer call() {
        List<String> rest = CommandLines.rest(spec.commandLine().getParseResult());
        if (rest.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: CODE");
        }
        return new Program().run(List.of(new Step.Code(rest.getFirst())), rest.subList(1, rest.size()));
    }
}
