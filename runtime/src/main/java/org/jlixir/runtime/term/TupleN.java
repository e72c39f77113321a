package org.jlixir.runtime.term;

import org.jspecify.annotations.Nullable;

/**
 * A tuple of more than 8 elements. One that is large is kept in parts from the first time on that an element is replaced: then the
 * next copy shares all parts but one, and costs the square root of the size.
 */
public final class TupleN extends Tuple {
    /** Smaller tuples are copied whole. */
    private static final int MIN_DIVIDED = 128;

    private final int size;
    /** Null while the tuple is divided into {@link #parts}. */
    private final Object @Nullable [] elements;
    /** All parts are as long as the first one, a power of two, but for the last. */
    private final Object @Nullable [][] parts;

    /** The array is given away: the caller must not change it afterwards. */
    public TupleN(Object[] elements) {
        this(elements.length, elements, null);
    }

    private TupleN(int size, Object @Nullable [] elements, Object @Nullable [][] parts) {
        this.size = size;
        this.elements = elements;
        this.parts = parts;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Object get(int index) {
        Object[] whole = elements;
        return whole != null ? whole[index] : getDivided(index);
    }

    private Object getDivided(int index) {
        Object[][] divided = parts;
        int length = divided[0].length;
        return divided[index >>> Integer.numberOfTrailingZeros(length)][index & length - 1];
    }

    @Override
    public Tuple with(int index, Object element) {
        Object[] whole = elements;
        if (whole != null && size < MIN_DIVIDED) {
            Object[] copy = whole.clone();
            copy[index] = element;
            return new TupleN(size, copy, null);
        }
        Object[][] divided = whole != null ? divide(whole) : parts.clone();
        int length = divided[0].length;
        int part = index >>> Integer.numberOfTrailingZeros(length);
        Object[] changed = divided[part].clone();
        changed[index & length - 1] = element;
        divided[part] = changed;
        return new TupleN(size, null, divided);
    }

    private static Object[][] divide(Object[] whole) {
        // The power of two next to the square root: as many parts as a part has elements, about.
        int length = 1 << (Integer.SIZE - Integer.numberOfLeadingZeros(whole.length)) / 2;
        Object[][] parts = new Object[(whole.length + length - 1) / length][];
        for (int i = 0; i < parts.length; i++) {
            int from = i * length;
            parts[i] = new Object[Math.min(length, whole.length - from)];
            System.arraycopy(whole, from, parts[i], 0, parts[i].length);
        }
        return parts;
    }

    @Override
    public Object[] toArray() {
        if (elements != null) {
            return elements.clone();
        }
        Object[] copy = new Object[size];
        int at = 0;
        for (Object[] part : parts) {
            System.arraycopy(part, 0, copy, at, part.length);
            at += part.length;
        }
        return copy;
    }
}
