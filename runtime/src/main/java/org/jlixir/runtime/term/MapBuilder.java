package org.jlixir.runtime.term;

import java.util.Arrays;

/** Collects entries and makes a map of them at once, each trie node once. A later entry wins. Confined to one thread. */
public final class MapBuilder {
    private Object[] pairs = new Object[16];
    private int length;

    MapBuilder() {}

    public MapBuilder put(Object key, Object value) {
        if (length == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * length);
        }
        pairs[length++] = key;
        pairs[length++] = value;
        return this;
    }

    public MapBuilder putAll(ElixirMap map) {
        for (ElixirMap.Cursor entry = map.cursor(); entry.next(); ) {
            put(entry.key(), entry.value());
        }
        return this;
    }

    /** The map of the entries put so far. */
    public ElixirMap build() {
        return build(pairs, length);
    }

    static ElixirMap build(Object[] pairs, int length) {
        return length <= 2 * ElixirMap.MAX_SMALL ? sorted(pairs, length) : trie(pairs, length);
    }

    /** Insertion sort: few keys, often in order already, or the other way round. */
    static ElixirMap sorted(Object[] pairs, int length) {
        int size = 0;
        Object[] keys = new Object[length >>> 1];
        Object[] values = new Object[length >>> 1];
        for (int i = 0; i < length; i += 2) {
            Object key = pairs[i];
            int at = place(keys, size, key);
            if (at < 0) {
                values[~at] = pairs[i + 1];
                continue;
            }
            for (int j = size; j > at; j--) {
                keys[j] = keys[j - 1];
                values[j] = values[j - 1];
            }
            keys[at] = key;
            values[at] = pairs[i + 1];
            size++;
        }
        if (size == 0) {
            return ElixirMap.EMPTY;
        }
        if (size < keys.length) {
            keys = Arrays.copyOf(keys, size);
            values = Arrays.copyOf(values, size);
        }
        return ElixirMap.of(Shape.ofSorted(keys), values);
    }

    /** Where {@code key} belongs among the first {@code size} of sorted keys; the complement of its place if it is there. */
    private static int place(Object[] keys, int size, Object key) {
        int low = 0;
        int high = size;
        int middle = size - 1;
        while (low < high) {
            int order = TermOrder.compareMapKeys(keys[middle], key);
            if (order == 0) {
                return ~middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
            // After the last one the first, then those between.
            middle = low == 0 && high == size - 1 ? 0 : (low + high) >>> 1;
        }
        return low;
    }

    private static ElixirMap trie(Object[] pairs, int length) {
        int count = length >>> 1;
        int[] hashes = new int[count];
        int[] entries = new int[count];
        for (int i = 0; i < count; i++) {
            hashes[i] = TermHash.hash(pairs[2 * i]);
            entries[i] = i;
        }
        TrieBuild build = new TrieBuild(pairs, hashes, entries);
        TrieNode root = build.node(0, count, 0);
        return ElixirMap.ofTrie(root, build.size());
    }
}
