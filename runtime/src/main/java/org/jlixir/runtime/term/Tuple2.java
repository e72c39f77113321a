package org.jlixir.runtime.term;

/** A tuple of 2. */
public final class Tuple2 extends Tuple {
    public final Object e0;
    public final Object e1;

    public Tuple2(Object e0, Object e1) {
        this.e0 = e0;
        this.e1 = e1;
    }

    @Override
    public int size() {
        return 2;
    }

    @Override
    public Object get(int index) {
        return switch (index) {
            case 0 -> e0;
            case 1 -> e1;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public Tuple with(int index, Object element) {
        return switch (index) {
            case 0 -> new Tuple2(element, e1);
            case 1 -> new Tuple2(e0, element);
            default -> throw new IndexOutOfBoundsException(index);
        };
    }
}
