package org.jlixir.repl.command;

/** One thing that a command line asks to be run. */
sealed interface Step {
    /** A file, which has to be there. */
    record File(String name) implements Step {}

    /** {@code -r}: every file that the pattern matches. {@code option} is how it was asked for. */
    record Require(String option, String pattern) implements Step {}

    /** {@code -e}: Elixir code. */
    record Code(String text) implements Step {}

    /** {@code -S}: an Elixir script that is found as commands are, in {@code PATH}. */
    record Script(String name) implements Step {}
}
