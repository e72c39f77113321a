package org.jlixir.repl.command;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.TermList;

/**
 * The commands {@code elixir}, {@code elixirc} and {@code iex}, which the launcher stands for under these names. What their options
 * mean is up to {@code Kernel.CLI}.
 */
final class ElixirNames {
    static final Set<String> NAMES = Set.of("elixir", "elixirc", "iex");

    private static final Atom CLI = Atom.of("Elixir.Kernel.CLI");
    /** What {@code iex} prints without a shell. */
    private static final Set<String> STANDALONE = Set.of("-h", "--help", "--version", "--short-version");

    private ElixirNames() {}

    /**
     * Runs a command line.
     *
     * @param name one of {@link #NAMES}
     * @return the exit code
     */
    static int run(String name, List<String> arguments) {
        Function<Proc, Object> main = self -> self.node()
                .code()
                .call(
                        self,
                        CLI,
                        Atom.of("main"),
                        Atom.of(name),
                        TermList.from(arguments.stream().map(Bitstring::of).toList()));
        boolean shell = name.equals("iex") && arguments.stream().noneMatch(STANDALONE::contains);
        return shell ? ReplCommand.runShell(new Program(), main) : new Program().run(List.of(), main);
    }
}
