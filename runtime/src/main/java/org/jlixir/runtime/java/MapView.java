package org.jlixir.runtime.java;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jlixir.runtime.term.ElixirMap;
import org.jspecify.annotations.Nullable;

/** An Elixir map as an unmodifiable Java one. Comes back to Elixir as the map that it was. */
final class MapView extends AbstractMap<@Nullable Object, @Nullable Object> {
    private final ElixirMap term;

    MapView(ElixirMap term) {
        this.term = term;
    }

    ElixirMap term() {
        return term;
    }

    @Override
    public int size() {
        return term.size();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return term.containsKey(ToElixir.convert(key));
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        Object value = term.get(ToElixir.convert(key));
        return value == null ? null : ToJava.object(value);
    }

    @Override
    public Set<Map.Entry<@Nullable Object, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return term.size();
            }

            @Override
            public Iterator<Map.Entry<@Nullable Object, @Nullable Object>> iterator() {
                return new Entries(term.cursor());
            }
        };
    }

    private static final class Entries implements Iterator<Map.Entry<@Nullable Object, @Nullable Object>> {
        private final ElixirMap.Cursor cursor;
        private boolean hasNext;

        Entries(ElixirMap.Cursor cursor) {
            this.cursor = cursor;
            this.hasNext = cursor.next();
        }

        @Override
        public boolean hasNext() {
            return hasNext;
        }

        @Override
        public Map.Entry<@Nullable Object, @Nullable Object> next() {
            if (!hasNext) {
                throw new NoSuchElementException();
            }
            Map.Entry<@Nullable Object, @Nullable Object> entry =
                    new SimpleImmutableEntry<>(ToJava.object(cursor.key()), ToJava.object(cursor.value()));
            hasNext = cursor.next();
            return entry;
        }
    }
}
