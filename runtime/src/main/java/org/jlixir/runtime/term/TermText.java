package org.jlixir.runtime.term;

/**
 * Terms as text for people who debug jlixir itself (and for {@code --dump}): Elixir's notation on one line, without
 * limits. {@code Kernel.inspect/2} is written in Elixir and does not come through here.
 */
public final class TermText {
    private TermText() {}

    public static String of(Object term) {
        throw new UnsupportedOperationException("text");
    }
}
