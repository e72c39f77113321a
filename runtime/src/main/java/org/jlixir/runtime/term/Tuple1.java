package org.jlixir.runtime.term;

/** A tuple of 1. */
public final class Tuple1 extends Tuple {
    public final Object e0;

    public Tuple1(Object e0) {
        this.e0 = e0;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public Object get(int index) {
        return switch (index) {
            case 0 -> e0;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public Tuple with(int index, Object element) {
        return switch (index) {
            case 0 -> new Tuple1(element);
            default -> throw new IndexOutOfBoundsException(index);
        };
    }
}
