package org.jlixir.runtime.ets;

import java.util.Iterator;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** A walk over objects that has gone one too far: that object, then the rest. */
public final class WalkFrom implements Iterator<Tuple> {
    private @Nullable Tuple first;
    private final Iterator<Tuple> rest;

    public WalkFrom(Tuple first, Iterator<Tuple> rest) {
        this.first = first;
        this.rest = rest;
    }

    @Override
    public boolean hasNext() {
        return first != null || rest.hasNext();
    }

    @Override
    public Tuple next() {
        Tuple object = first;
        first = null;
        return object != null ? object : rest.next();
    }
}
