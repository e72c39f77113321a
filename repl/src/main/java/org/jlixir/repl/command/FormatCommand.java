package org.jlixir.repl.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code jlixir format [OPTIONS] [FILES]}. What it does is up to {@code Jlixir.Format}. */
final class FormatCommand implements Callable<Integer> {
    private static final Atom FORMAT = Atom.of("Elixir.Jlixir.Format");

    private final CommandSpec spec =
            CommandLines.command("format", "Formats files, as .formatter.exs says, in place.", this);

    private final Places places = new Places();

    CommandSpec spec() {
        spec.addOption(CommandLines.flag(
                "Change nothing; exit with 1 when a file is not formatted, and name it.", "--check-formatted"));
        spec.addOption(CommandLines.flag("Change nothing; only see whether all files can be formatted.", "--dry-run"));
        spec.addOption(CommandLines.value("FILE", "Take the options from this file.", "--dot-formatter"));
        spec.addOption(CommandLines.value("FILE", "What messages call standard input.", "--stdin-filename"));
        spec.addOption(CommandLines.each(
                "DIR",
                "Find the plugins that .formatter.exs names in the folder.",
                name -> places.addFolder(name, true),
                "-pa"));
        spec.addPositional(CommandLines.rest(
                "[FILES]",
                "Files, folders, patterns, or - for standard input; by default the inputs that .formatter.exs names."));
        return spec;
    }

    @Override
    public Integer call() {
        ParseResult result = spec.commandLine().getParseResult();
        List<Object> options = new ArrayList<>();
        for (String flag : List.of("--check-formatted", "--dry-run")) {
            options.add(Tuple.of(name(flag), Atom.of(CommandLines.has(result, flag))));
        }
        for (String option : List.of("--dot-formatter", "--stdin-filename")) {
            String value = result.matchedOptionValue(option, (String) null);
            if (value != null) {
                options.add(Tuple.of(name(option), Bitstring.of(value)));
            }
        }
        Object paths = TermList.from(
                CommandLines.rest(result).stream().map(Bitstring::of).toList());
        Program program = new Program();
        program.find(places);
        return program.run(
                List.of(),
                self -> self.node().code().call(self, FORMAT, Atom.of("run"), paths, TermList.from(options)));
    }

    private static Atom name(String option) {
        return Atom.of(option.substring(2).replace('-', '_'));
    }
}
