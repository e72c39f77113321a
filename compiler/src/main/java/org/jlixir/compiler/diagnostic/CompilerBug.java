package org.jlixir.compiler.diagnostic;

/** Something that cannot happen: a mistake in jlixir itself, never in the program being compiled. */
public final class CompilerBug extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param line the source line that was being compiled, 0 when unknown */
    public CompilerBug(String stage, String message, int line) {
        this(stage, line > 0 ? message + " (line " + line + ")" : message);
    }

    public CompilerBug(String stage, String message) {
        super("bug in jlixir (" + stage + "): " + message);
    }

    public CompilerBug(String stage, String message, Throwable cause) {
        super("bug in jlixir (" + stage + "): " + message, cause);
    }
}
