package org.jlixir.runtime.term;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A persistent map. Keys are equal by {@link TermOrder#exactlyEqual}. Iterates as OTP 27 does. */
public final class ElixirMap {
    public static final ElixirMap EMPTY = new ElixirMap(new Object[0], new Object[0]);

    private final Object[] keys;
    private final Object[] values;

    private ElixirMap(Object[] keys, Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** The map of alternating keys and values; a later pair wins over an earlier one with the same key. */
    public static ElixirMap of(Object... pairs) {
        ElixirMap map = EMPTY;
        for (int i = 0; i < pairs.length; i += 2) {
            map = map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    public int size() {
        return keys.length;
    }

    private int find(Object key) {
        for (int i = 0; i < keys.length; i++) {
            if (TermOrder.exactlyEqual(keys[i], key)) {
                return i;
            }
        }
        return -1;
    }

    /** @return the value at {@code key}, or null when there is none */
    public @Nullable Object get(Object key) {
        int i = find(key);
        return i < 0 ? null : values[i];
    }

    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    public ElixirMap put(Object key, Object value) {
        int i = find(key);
        if (i >= 0) {
            Object[] v = values.clone();
            v[i] = value;
            return new ElixirMap(keys, v);
        }
        int at = 0;
        while (at < keys.length && TermOrder.compareMapKeys(keys[at], key) < 0) {
            at++;
        }
        Object[] k = Arrays.copyOf(keys, keys.length + 1);
        Object[] v = Arrays.copyOf(values, keys.length + 1);
        System.arraycopy(keys, at, k, at + 1, keys.length - at);
        System.arraycopy(values, at, v, at + 1, keys.length - at);
        k[at] = key;
        v[at] = value;
        return new ElixirMap(k, v);
    }

    /** The map without {@code key}; itself when the key is not there. */
    public ElixirMap remove(Object key) {
        int i = find(key);
        if (i < 0) {
            return this;
        }
        ElixirMap map = EMPTY;
        for (int j = 0; j < keys.length; j++) {
            if (j != i) {
                map = map.put(keys[j], values[j]);
            }
        }
        return map;
    }

    public void forEach(BiConsumer<Object, Object> action) {
        for (int i = 0; i < keys.length; i++) {
            action.accept(keys[i], values[i]);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ElixirMap && TermOrder.exactlyEqual(this, other);
    }

    @Override
    public int hashCode() {
        return TermHash.hash(this);
    }

    @Override
    public String toString() {
        return TermText.of(this);
    }
}
