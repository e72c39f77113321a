package org.jlixir.runtime.java;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jlixir.runtime.term.TermList;
import org.jspecify.annotations.Nullable;

/** An Elixir list as an unmodifiable Java one. Comes back to Elixir as the list that it was. */
final class ListView extends AbstractList<@Nullable Object> implements RandomAccess {
    private final Object term;
    private @Nullable List<Object> elements;

    /** @param term a proper list */
    ListView(Object term) {
        this.term = term;
    }

    Object term() {
        return term;
    }

    /** Any thread may be the first to ask; all find the same. */
    private List<Object> elements() {
        List<Object> known = elements;
        if (known == null) {
            known = TermList.toJava(term);
            elements = known;
        }
        return known;
    }

    @Override
    public @Nullable Object get(int index) {
        return ToJava.object(elements().get(index));
    }

    @Override
    public int size() {
        return elements().size();
    }
}
