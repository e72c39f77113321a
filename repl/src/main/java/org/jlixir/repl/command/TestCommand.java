package org.jlixir.repl.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jlixir.repl.cover.Coverage;
import org.jlixir.repl.cover.CoverageReport;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code jlixir test [OPTIONS] [PATHS]}: ExUnit on files and folders. What the options mean is up to {@code ExUnit.Command}. */
final class TestCommand implements Callable<Integer> {
    private static final Atom COMMAND = Atom.of("Elixir.ExUnit.Command");
    private static final String COLOR = "--color";
    private static final String NO_COLOR = "--no-color";
    private static final String COVER = "--cover";
    private static final String COVER_OUTPUT = "--cover-output";

    private final List<Object> options = new ArrayList<>();
    private final CommandSpec spec = CommandLines.command("test", "Runs the tests of files and folders.", this);

    CommandSpec spec() {
        texts("only", "TAG", "Run the tests that have the tag alone; TAG:VALUE asks for a value.");
        texts("include", "TAG", "Run the tests that have the tag even if they are excluded.");
        texts("exclude", "TAG", "Leave out the tests that have the tag.");
        flag("failed", "Run the tests alone that failed when they ran last.");
        flag("stale", "Run the files of tests alone that have changed, or that refer to what has.");
        number("partitions", 1, "Run one of so many parts of the files: the one that MIX_TEST_PARTITION says.");
        number("seed", 0, "Run the tests in the order that this number stands for; 0: as they are written.");
        number("max-cases", 1, "How many modules of async tests run at the same time.");
        number("max-requires", 1, "How many files are loaded at the same time.");
        number("max-failures", 1, "Stop after so many failures.");
        number("repeat-until-failure", 0, "Run the tests again, up to so many times, until one fails.");
        number("timeout", 1, "The milliseconds that a test may take.");
        flag("trace", "Print each test as it runs, one at a time, without a limit of time.");
        flag("dry-run", "Print which tests would run.");
        number("slowest", 1, "Print the slowest tests, so many.");
        number("slowest-modules", 1, "Print the slowest modules of tests, so many.");
        spec.addOption(CommandLines.each(
                "result|counts",
                "The closing lines: 'Result: 7/8 passed', or '8 tests, 1 failure' as up to Elixir 1.19.",
                text -> option("summary", summary(text)),
                "--summary"));
        texts("formatter", "MODULE", "Print the run with this formatter.");
        texts("junit", "FILE", "Write a report for servers of continuous integration, as JUnit does.");
        number("exit-status", 0, "The exit code when tests have failed; by default 2.");
        spec.addOption(CommandLines.flag(
                "Tell which lines of lib the tests have run: a summary, and pages and lcov.info in the folder cover.",
                COVER));
        spec.addOption(CommandLines.value("FOLDER", "The folder for what --cover writes.", COVER_OUTPUT));
        flag("warnings-as-errors", "Fail when the compiler warns of the files of tests or of lib.");
        flag("no-compile", "Do not compile lib.");
        spec.addOption(CommandLines.flag("Use ANSI colours.", COLOR));
        spec.addOption(CommandLines.flag("Use no ANSI colours.", NO_COLOR));
        spec.addPositional(CommandLines.rest(
                "[PATHS]",
                "Files, folders (their *_test.exs, after the test_helper.exs that is there or above) or"
                        + " FILE:LINE; by default test. The files in the folder lib beside the tests are compiled"
                        + " before."));
        return spec;
    }

    private void number(String name, long least, String description) {
        spec.addOption(
                CommandLines.each("N", description, text -> option(name, parsed(name, least, text)), "--" + name));
    }

    private Object parsed(String name, long least, String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new ParameterException(
                spec.commandLine(),
                "Invalid value for option '--" + name + "': '" + text + "' is not a number"
                        + (least == 0 ? "" : " of at least " + least));
    }

    private Object summary(String text) {
        if (text.equals("result") || text.equals("counts")) {
            return Atom.of(text);
        }
        throw new ParameterException(
                spec.commandLine(),
                "Invalid value for option '--summary': '" + text + "' is neither result nor counts");
    }

    private void texts(String name, String label, String description) {
        spec.addOption(CommandLines.each(label, description, text -> option(name, Bitstring.of(text)), "--" + name));
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
        Program program = new Program();
        for (OptionSpec flag : result.matchedOptions()) {
            String name = flag.longestName();
            if (name.equals(COLOR) || name.equals(NO_COLOR)) {
                option("color", Atom.of(name.equals(COLOR)));
                program.colours(name.equals(COLOR));
            } else if (flag.type() == boolean.class && !name.equals(COVER)) {
                option(name.substring(2), Atom.TRUE);
            }
        }
        if (!CommandLines.has(result, COVER)) {
            return run(program, result);
        }
        Coverage coverage = new Coverage(Path.of("").toAbsolutePath());
        program.instrument(coverage::instrument);
        int code = run(program, result);
        CoverageReport.write(
                coverage.sources(), Path.of(result.matchedOptionValue(COVER_OUTPUT, "cover")), System.out, System.err);
        return code;
    }

    private int run(Program program, ParseResult result) {
        Object paths = TermList.from(
                CommandLines.rest(result).stream().map(Bitstring::of).toList());
        return program.run(
                List.of(),
                self -> self.node().code().call(self, COMMAND, Atom.of("run"), paths, TermList.from(options)));
    }
}
