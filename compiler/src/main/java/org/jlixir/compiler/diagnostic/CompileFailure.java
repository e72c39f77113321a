package org.jlixir.compiler.diagnostic;

import org.jlixir.compiler.quoted.Meta;

/**
 * An error in the program being compiled that its stage cannot go on after. The driver reports it as a diagnostic at
 * {@code meta} and raises {@code CompileError}.
 */
public final class CompileFailure extends RuntimeException {
    private final transient Object meta;

    /** @param meta metadata of the form that is wrong */
    public CompileFailure(Object meta, String message) {
        super(message, null, false, false);
        this.meta = meta;
    }

    public CompileFailure(int line, String message) {
        this(Meta.ofLine(line), message);
    }

    public Object meta() {
        return meta;
    }
}
