package org.jlixir.repl.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jlixir.repl.shell.ShellTerminal;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code jlixir repl [OPTIONS] [ARGUMENTS]}: the shell, after what the options ask to be run. */
final class ReplCommand implements Callable<Integer> {
    private static final Atom IEX = Atom.of("Elixir.IEx");

    private final ProgramOptions options = new ProgramOptions();
    private final CommandSpec spec = CommandLines.command("repl", "Starts the interactive shell.", this);

    CommandSpec spec() {
        options.addTo(spec);
        spec.addOption(CommandLines.value("FILE", "Evaluate this file first, in place of .iex.exs.", "--dot-iex"));
        spec.addPositional(CommandLines.rest("[ARGUMENTS]", "What is found in System.argv()."));
        return spec;
    }

    @Override
    public Integer call() {
        ParseResult result = spec.commandLine().getParseResult();
        return run(options.program(result), options.steps(), result.matchedOptionValue("--dot-iex", (String) null));
    }

    /**
     * Runs the shell on the terminal, or on standard input when that is none.
     *
     * @param steps what is run before
     * @param dotIex the file that is evaluated first, null for the usual one
     */
    static int run(Program program, List<Step> steps, @Nullable String dotIex) {
        Function<Proc, Object> shell = self -> {
            Steps.run(self, steps).forEach(System.err::println);
            List<Object> given = new ArrayList<>();
            if (dotIex != null) {
                given.add(Tuple.of(Atom.of("dot_iex"), Bitstring.of(dotIex)));
            }
            return self.node().code().call(self, IEX, Atom.of("main"), TermList.from(given));
        };
        return runShell(program, shell);
    }

    /** Runs what is to use the shell on the terminal, or on standard input when that is none. @return the exit code */
    static int runShell(Program program, Function<Proc, Object> shell) {
        if (!ShellTerminal.isInteractive()) {
            return program.run(List.of(), shell);
        }
        try {
            return program.runShell(List.of(), history(), shell);
        } catch (IOException failure) {
            System.err.println("jlixir: can not use the terminal: " + failure.getMessage());
            return 1;
        }
    }

    /** Where desktop programs keep what they remember. */
    private static Path history() {
        String state = System.getenv("XDG_STATE_HOME");
        Path folder = state != null && state.startsWith("/")
                ? Path.of(state)
                : Path.of(System.getProperty("user.home"), ".local", "state");
        return folder.resolve("jlixir").resolve("history");
    }
}
