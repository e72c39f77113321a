package org.jlixir.embed;

import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/**
 * An error, exit or throw that Elixir code has not handled. Its message is what Elixir would print, its stack trace included; its cause is
 * the Java exception that it stands for, when it stands for one.
 */
public final class ElixirFailure extends RuntimeException {
    private final String kind;
    private final transient Object reason;
    private final String banner;

    ElixirFailure(Atom kind, Object reason, String banner, String formatted, @Nullable Throwable cause) {
        super(formatted, cause);
        this.kind = kind.name();
        this.reason = reason;
        this.banner = banner;
    }

    /** {@code error}, {@code exit} or {@code throw}. */
    public String kind() {
        return kind;
    }

    /** The exception struct, exit reason or thrown value: an Elixir term. */
    public Object reason() {
        return reason;
    }

    /** The first lines of the message, without the stack trace: {@code ** (ArithmeticError) bad argument in arithmetic expression}. */
    public String banner() {
        return banner;
    }
}
