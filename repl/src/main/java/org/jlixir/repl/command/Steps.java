package org.jlixir.repl.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jlixir.compiler.Compiler;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.TermList;
import org.jspecify.annotations.Nullable;

/** Runs {@link Step}s in a process, one after the other. */
final class Steps {
    private static final Atom PATH = Atom.of("Elixir.Path");

    private final Proc self;
    private final List<String> problems = new ArrayList<>();

    private Steps(Proc self) {
        this.self = self;
    }

    /**
     * Runs all steps, those after a file that is missing too.
     *
     * @return what could not be run, as lines for the user
     * @throws org.jlixir.runtime.error.ElixirException what a step has raised; the steps after it are not run
     */
    static List<String> run(Proc self, List<Step> steps) {
        Steps run = new Steps(self);
        steps.forEach(run::run);
        return run.problems;
    }

    private void run(Step step) {
        switch (step) {
            case Step.File file -> file(file.name());
            case Step.Require require -> require(require);
            case Step.Code code -> Compiler.of(self).evaluateFile(SourceFile.of("nofile", code.text()));
            case Step.Script script -> script(script.name());
        }
    }

    private void file(String name) {
        if (Files.isRegularFile(Path.of(name))) {
            evaluate(name);
        } else {
            problems.add("No file named " + name);
        }
    }

    private void require(Step.Require require) {
        List<String> files = matching(require.pattern());
        if (files.isEmpty()) {
            problems.add(require.option() + " : No files matched pattern " + require.pattern());
        }
        files.forEach(this::evaluateOnce);
    }

    private List<String> matching(String pattern) {
        if (Files.isRegularFile(Path.of(pattern))) {
            return List.of(pattern);
        }
        if (pattern.chars().noneMatch(character -> "*?[{".indexOf(character) >= 0)) {
            return List.of();
        }
        Object found = self.node().code().call(self, PATH, Atom.of("wildcard"), Bitstring.of(pattern));
        return TermList.toJava(found).stream()
                .map(name -> ((Bitstring) name).utf8())
                .filter(name -> Files.isRegularFile(Path.of(name)))
                .toList();
    }

    private void script(String name) {
        String found = executable(name);
        if (found == null) {
            problems.add("-S : Could not find executable " + name);
        } else {
            evaluate(found);
        }
    }

    private static @Nullable String executable(String name) {
        String path = System.getenv("PATH");
        for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
            Path candidate = Path.of(folder, name);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return candidate.toString();
            }
        }
        return null;
    }

    /** The file is not loaded again when the program requires it, nor when another option has named it. */
    private void evaluateOnce(String name) {
        Set<String> required = Compiler.session(self).state().requiredFiles();
        String path = Path.of(name).toAbsolutePath().normalize().toString();
        if (!required.contains(path)) {
            evaluate(name);
            required.add(path);
        }
    }

    private void evaluate(String name) {
        Compiler.of(self).evaluateFile(Compiler.of(self).read(name));
    }
}
