package org.jlixir.runtime.term;

import org.jspecify.annotations.Nullable;

/** Builds a list front to back in one pass. Confined to one thread; of no use after {@link #finish}. */
public final class ListBuilder {
    private Object first = EmptyList.NIL;
    private @Nullable Cons last;

    public ListBuilder add(Object element) {
        Cons cell = new Cons(element, EmptyList.NIL);
        if (last == null) {
            first = cell;
        } else {
            last.tail = cell;
        }
        last = cell;
        return this;
    }

    /** The list of what was added. */
    public Object finish() {
        return first;
    }

    /** What was added, followed by {@code tail}, which may be any term. */
    public Object finish(Object tail) {
        if (last == null) {
            return tail;
        }
        last.tail = tail;
        return first;
    }
}
