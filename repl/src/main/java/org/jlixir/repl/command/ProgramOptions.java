package org.jlixir.repl.command;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.repl.profile.Profiler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The options that {@code elixir} has for what to run, in the order in which they were given. Confined to one thread. */
final class ProgramOptions {
    private final List<Step> steps = new ArrayList<>();
    private final Places places = new Places();

    void addTo(CommandSpec spec) {
        spec.addOption(CommandLines.each(
                "CODE",
                "Run the code. Everything after the options is then for the program.",
                this::code,
                "-e",
                "--eval"));
        spec.addOption(CommandLines.each(
                "FILE", "Run the file, or every file that the pattern matches.", name -> require("-r", name), "-r"));
        spec.addOption(CommandLines.each("FILE", "The same as -r.", name -> require("-pr", name), "-pr"));
        spec.addOption(CommandLines.each("SCRIPT", "Find the script in PATH and run it.", this::script, "-S"));
        spec.addOption(CommandLines.each(
                "PATH",
                "Find Java classes in these jars and folders, parted by ':'; FOLDER/* stands for the jars in it.",
                places::addToClassPath,
                "-cp",
                "--classpath"));
        spec.addOption(CommandLines.each(
                "DIR",
                "Find compiled modules in the folder, before all others.",
                name -> places.addFolder(name, true),
                "-pa"));
        spec.addOption(CommandLines.each(
                "DIR",
                "Find compiled modules in the folder, after all others.",
                name -> places.addFolder(name, false),
                "-pz"));
        spec.addOption(CommandLines.flag("Go on when the program has ended, for its processes.", "--no-halt"));
        spec.addOption(CommandLines.flag("Exit with 1 when the compiler has warned.", "--warnings-as-errors"));
        spec.addOption(CommandLines.flag("Use ANSI colours.", "--color"));
        spec.addOption(CommandLines.flag("Use no ANSI colours.", "--no-color"));
    }

    private void code(String text) {
        steps.add(new Step.Code(text));
    }

    private void require(String option, String pattern) {
        steps.add(new Step.Require(option, pattern));
    }

    private void script(String name) {
        steps.add(new Step.Script(name));
    }

    List<Step> steps() {
        return steps;
    }

    /** A program with what was asked for. */
    Program program(ParseResult result) {
        Program program = new Program();
        program.find(places);
        if (CommandLines.has(result, "--no-halt")) {
            program.keepRunning();
        }
        if (CommandLines.has(result, "--warnings-as-errors")) {
            program.failOnWarnings();
        }
        if (CommandLines.has(result, "--color") || CommandLines.has(result, "--no-color")) {
            program.colours(CommandLines.has(result, "--color"));
        }
        return program;
    }

    /**
     * Runs what the options ask for, then the file that is named behind them; all that stands there is for the program when the
     * options have code.
     *
     * @return the exit code
     */
    int run(ParseResult result, List<String> rest) {
        return run(program(result), rest);
    }

    /** As {@link #run}, and has {@code profiler} tell at the end what it has found. */
    int profile(ParseResult result, List<String> rest, Profiler profiler) {
        Program program = program(result);
        program.profile(profiler);
        return run(program, rest);
    }

    private int run(Program program, List<String> rest) {
        if (!startsWithFile(rest)) {
            return program.run(steps, rest);
        }
        List<Step> all = new ArrayList<>(steps);
        all.add(new Step.File(rest.getFirst()));
        return program.run(all, rest.subList(1, rest.size()));
    }

    /** What runs, in a word: the file, or where code comes from that stands in none. */
    String name(List<String> rest) {
        return startsWithFile(rest) ? rest.getFirst() : "nofile";
    }

    private boolean startsWithFile(List<String> rest) {
        return !rest.isEmpty() && steps.stream().noneMatch(step -> step instanceof Step.Code);
    }
}
