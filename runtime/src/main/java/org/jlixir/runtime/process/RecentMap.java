package org.jlixir.runtime.process;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map in order of insertion for what mostly holds a handful of entries, of which the newest is asked for: the monitors of a
 * process that waits for an answer. Searched from its end; a hash table once it is large. Confined to its process.
 */
final class RecentMap<K, V> {
    /** Up to so many entries are searched one by one. */
    private static final int SEARCHED = 16;

    private static final int FIRST_CAPACITY = 2;

    /** Keys at even places, each followed by its value; what is behind {@code size} entries is null. */
    private @Nullable Object[] entries = new Object[2 * FIRST_CAPACITY];

    private int size;

    /** Holds everything once there were more than {@link #SEARCHED}, until it is empty again. */
    private @Nullable Map<K, V> table;

    int size() {
        return table == null ? size : table.size();
    }

    boolean isEmpty() {
        return size() == 0;
    }

    private int place(K key) {
        for (int i = size - 1; i >= 0; i--) {
            if (key.equals(entries[2 * i])) {
                return i;
            }
        }
        return -1;
    }

    @SuppressWarnings("unchecked") // What was put at an odd place is a V.
    private V valueAt(int place) {
        return (V) entries[2 * place + 1];
    }

    @Nullable
    V get(K key) {
        if (table != null) {
            return table.get(key);
        }
        int place = place(key);
        return place < 0 ? null : valueAt(place);
    }

    /** Adds an entry, or gives the one of that key another value. */
    void put(K key, V value) {
        if (table != null) {
            table.put(key, value);
            return;
        }
        int place = place(key);
        if (place >= 0) {
            entries[2 * place + 1] = value;
        } else if (size < SEARCHED) {
            append(key, value);
        } else {
            Map<K, V> large = new LinkedHashMap<>();
            forEach(large::put);
            large.put(key, value);
            table = large;
            entries = new Object[2 * FIRST_CAPACITY];
            size = 0;
        }
    }

    private void append(K key, V value) {
        if (2 * size == entries.length) {
            entries = Arrays.copyOf(entries, 4 * size);
        }
        entries[2 * size] = key;
        entries[2 * size + 1] = value;
        size++;
    }

    /** @return the value that the key had, or null */
    @Nullable
    V remove(K key) {
        Map<K, V> large = table;
        if (large != null) {
            V value = large.remove(key);
            if (large.isEmpty()) {
                table = null;
            }
            return value;
        }
        int place = place(key);
        if (place < 0) {
            return null;
        }
        V value = valueAt(place);
        size--;
        System.arraycopy(entries, 2 * place + 2, entries, 2 * place, 2 * (size - place));
        entries[2 * size] = null;
        entries[2 * size + 1] = null;
        return value;
    }

    /** Calls {@code action}, which does not change this map, with each entry, the oldest first. */
    @SuppressWarnings("unchecked") // What was put at an even place is a K.
    void forEach(BiConsumer<K, V> action) {
        if (table != null) {
            table.forEach(action);
            return;
        }
        for (int i = 0; i < size; i++) {
            action.accept((K) entries[2 * i], valueAt(i));
        }
    }
}
