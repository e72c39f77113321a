package org.jlixir.runtime.term;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a map of up to {@link ElixirMap#MAX_SMALL}, in the order of {@link TermOrder#compareMapKeys}. Maps that differ
 * in values alone share it: all structs that one literal makes, and everything that updates of them lead to. Immutable.
 */
public final class Shape {
    static final Shape EMPTY = new Shape(new Object[0], true);

    /** A key more, where it stands, and the shape that has it. */
    record Larger(Object key, int at, Shape shape) {}

    final Object[] keys;
    private final boolean atomsOnly;

    /**
     * What the last atom led to that was added, so that maps that grow alike share their shapes. Racy on purpose: any is right. Only
     * atoms, which live for ever, so that a shape keeps no other term alive.
     */
    private @Nullable Larger larger;

    private Shape(Object[] keys, boolean atomsOnly) {
        this.keys = keys;
        this.atomsOnly = atomsOnly;
    }

    /** The shape of these keys, which must differ, be sorted, and be no more than fit. The array is given away. */
    static Shape ofSorted(Object[] keys) {
        boolean atomsOnly = true;
        for (Object key : keys) {
            atomsOnly &= key instanceof Atom;
        }
        return new Shape(keys, atomsOnly);
    }

    /** The shape of these keys in any order; they must differ and be at most {@link ElixirMap#MAX_SMALL}. */
    public static Shape of(Object... keys) {
        Object[] sorted = keys.clone();
        Arrays.sort(sorted, TermOrder.MAP_KEYS);
        return ofSorted(sorted);
    }

    public int size() {
        return keys.length;
    }

    /** The key at {@code index} in the map's order. */
    public Object key(int index) {
        return keys[index];
    }

    /** Where {@code key} stands, or -1. */
    public int indexOf(Object key) {
        Object[] all = keys;
        if (key instanceof Atom) {
            for (int i = 0; i < all.length; i++) {
                if (all[i] == key) {
                    return i;
                }
            }
            return -1;
        }
        return atomsOnly ? -1 : indexOfOther(key);
    }

    private int indexOfOther(Object key) {
        Object[] all = keys;
        if (key instanceof Long x) {
            long value = x;
            for (int i = 0; i < all.length; i++) {
                if (all[i] instanceof Long y && y == value) {
                    return i;
                }
            }
            return -1;
        }
        for (int i = 0; i < all.length; i++) {
            if (TermOrder.exactlyEqual(all[i], key)) {
                return i;
            }
        }
        return -1;
    }

    /** The shape with a key that is not in it. */
    Larger with(Object key) {
        Larger last = larger;
        if (last != null && last.key == key) {
            return last;
        }
        int at = insertionPoint(key);
        Shape shape = new Shape(inserted(keys, at, key), atomsOnly && key instanceof Atom);
        Larger result = new Larger(key, at, shape);
        if (key instanceof Atom) {
            larger = result;
        }
        return result;
    }

    private int insertionPoint(Object key) {
        int low = 0;
        int high = keys.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (TermOrder.compareMapKeys(keys[middle], key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    Shape without(int at) {
        return ofSorted(removed(keys, at));
    }

    static Object[] inserted(Object[] array, int at, Object element) {
        Object[] copy = new Object[array.length + 1];
        System.arraycopy(array, 0, copy, 0, at);
        copy[at] = element;
        System.arraycopy(array, at, copy, at + 1, array.length - at);
        return copy;
    }

    static Object[] removed(Object[] array, int at) {
        Object[] copy = new Object[array.length - 1];
        System.arraycopy(array, 0, copy, 0, at);
        System.arraycopy(array, at + 1, copy, at, copy.length - at);
        return copy;
    }
}
