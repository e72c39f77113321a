package org.jlixir.repl.command;

/** What {@code --version} prints. */
final class Version {
    /** The version of Elixir that programs see. */
    static final String ELIXIR = "1.20.3";

    private Version() {}

    static String text() {
        return "jlixir 0.1.0 (Elixir " + ELIXIR + ") on Java "
                + Runtime.version().feature();
    }
}
