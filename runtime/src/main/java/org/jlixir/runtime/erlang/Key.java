package org.jlixir.runtime.erlang;

import org.jlixir.runtime.term.TermHash;
import org.jlixir.runtime.term.TermOrder;

/** A term as a key of Java's hash tables: equal by {@code ===}. */
record Key(Object term) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && TermOrder.exactlyEqual(term, key.term);
    }

    @Override
    public int hashCode() {
        return TermHash.hash(term);
    }
}
