package org.jlixir.repl.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code jlixir test [OPTIONS] [PATHS]}: ExUnit on files and folders. What the options mean is up to {@code ExUnit.Paths}. */
final class TestCommand implements Callable<Integer> {
    private static final Atom PATHS = Atom.of("Elixir.ExUnit.Paths");

    private final List<Object> options = new ArrayList<>();
    private final CommandSpec spec = CommandLines.command("test", "Runs the tests of files and folders.", this);

    CommandSpec spec() {
        number("seed", "Run the tests in the order that this number stands for; 0: as they are written.");
        number("max-cases", "How many modules of async tests run at the same time.");
        number("max-failures", "Stop after so many failures.");
        number("timeout", "The milliseconds that a test may take.");
        number("slowest", "Print the slowest tests, so many.");
        tags("only", "Run the tests that have the tag alone.");
        tags("include", "Run the tests that have the tag even if they are excluded.");
        tags("exclude", "Leave out the tests that have the tag.");
        flag("trace", "Print each test as it runs, one at a time.");
        flag("color", "Use ANSI colours.");
        flag("no-color", "Use no ANSI colours.");
        spec.addPositional(CommandLines.rest(
                "[PATHS]",
                "Files, folders (their *_test.exs, after the test_helper.exs that is there or above) or"
                        + " FILE:LINE; by default test."));
        return spec;
    }

    private void number(String name, String description) {
        spec.addOption(CommandLines.each("N", description, text -> option(name, parsed(name, text)), "--" + name));
    }

    private Object parsed(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new picocli.CommandLine.ParameterException(
                    spec.commandLine(), "Invalid value for option '--" + name + "': '" + text + "' is not a number");
        }
    }

    private void tags(String name, String description) {
        spec.addOption(CommandLines.each("TAG", description, text -> option(name, Bitstring.of(text)), "--" + name));
    }

    private void flag(String name, String description) {
        spec.addOption(CommandLines.flag(description, "--" + name));
    }

    private void option(String name, Object value) {
        options.add(Tuple.of(Atom.of(name.replace('-', '_')), value));
    }

    @Override
    public Integer call() {
        ParseResult result = spec.commandLine().getParseResult();
        for (OptionSpec flag : result.matchedOptions()) {
            if (flag.type() == boolean.class) {
                option(flag.longestName().substring(2), Atom.TRUE);
            }
        }
        Object paths = TermList.from(
                CommandLines.rest(result).stream().map(Bitstring::of).toList());
        Program program = new Program();
        if (CommandLines.has(result, "--color") || CommandLines.has(result, "--no-color")) {
            program.colours(CommandLines.has(result, "--color"));
        }
        return program.run(
                List.of(), self -> self.node().code().call(self, PATHS, Atom.of("run"), paths, TermList.from(options)));
    }
}
