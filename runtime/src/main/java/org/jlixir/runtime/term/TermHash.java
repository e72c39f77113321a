package org.jlixir.runtime.term;

/** The hash of terms, in step with {@link TermOrder#exactlyEqual}. Not the one that {@code :erlang.phash2} gives. */
public final class TermHash {
    private TermHash() {}

    public static int hash(Object term) {
        throw new UnsupportedOperationException("hash");
    }
}
