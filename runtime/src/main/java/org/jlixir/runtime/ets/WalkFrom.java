package org.jlixir.runtime.ets;

import java.util.Iterator;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** A walk over objects that has gone one too far: that object, then the rest. */
public final class WalkFrom implements Iterator<Tuple> {
    private @Nullable Tuple first;
    private final Iterator<Tuple> rest;

    private WalkFrom(Tuple first, Iterator<Tuple> rest) {
        this.first = first;
        this.rest = rest;
    }

    /** @param rest given away: a walk that goes one too far again and again does not become a chain of such walks */
    public static Iterator<Tuple> of(Tuple first, Iterator<Tuple> rest) {
        if (rest instanceof WalkFrom walk && walk.first == null) {
            walk.first = first;
            return walk;
        }
        return new WalkFrom(first, rest);
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
