package org.jlixir.compiler.core;

/** Something that can not happen, happened: a bug in jlixir, never the user's fault. */
public final class CompilerBug extends RuntimeException {
    private final int line;

    /** @param line the source line that was being compiled, 0 when unknown */
    public CompilerBug(String message, int line) {
        super(message);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
