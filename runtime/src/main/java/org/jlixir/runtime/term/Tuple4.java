package org.jlixir.runtime.term;

/** A tuple of 4. */
public final class Tuple4 extends Tuple {
    public final Object e0;
    public final Object e1;
    public final Object e2;
    public final Object e3;

    public Tuple4(Object e0, Object e1, Object e2, Object e3) {
        this.e0 = e0;
        this.e1 = e1;
        this.e2 = e2;
        this.e3 = e3;
    }

    @Override
    public int size() {
        return 4;
    }

    @Override
    public Object get(int index) {
        return switch (index) {
            case 0 -> e0;
            case 1 -> e1;
            case 2 -> e2;
            case 3 -> e3;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public Tuple with(int index, Object element) {
        return switch (index) {
            case 0 -> new Tuple4(element, e1, e2, e3);
            case 1 -> new Tuple4(e0, element, e2, e3);
            case 2 -> new Tuple4(e0, e1, element, e3);
            case 3 -> new Tuple4(e0, e1, e2, element);
            default -> throw new IndexOutOfBoundsException(index);
        };
    }
}
