package org.jlixir.runtime.term;

/** A tuple of more than 8 elements. */
public final class TupleN extends Tuple {
    private final Object[] elements;

    /** The array is given away: the caller must not change it afterwards. */
    public TupleN(Object[] elements) {
        this.elements = elements;
    }

    @Override
    public int size() {
        return elements.length;
    }

    @Override
    public Object get(int index) {
        return elements[index];
    }

    @Override
    public Tuple with(int index, Object element) {
        Object[] copy = elements.clone();
        copy[index] = element;
        return new TupleN(copy);
    }

    @Override
    public Object[] toArray() {
        return elements.clone();
    }
}
