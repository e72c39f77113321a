package org.jlixir.runtime.term;

/** A tuple of 5. */
public final class Tuple5 extends Tuple {
    public final Object e0;
    public final Object e1;
    public final Object e2;
    public final Object e3;
    public final Object e4;

    public Tuple5(Object e0, Object e1, Object e2, Object e3, Object e4) {
        this.e0 = e0;
        this.e1 = e1;
        this.e2 = e2;
        this.e3 = e3;
        this.e4 = e4;
    }

    @Override
    public int size() {
        return 5;
    }

    @Override
    public Object get(int index) {
        return switch (index) {
            case 0 -> e0;
            case 1 -> e1;
            case 2 -> e2;
            case 3 -> e3;
            case 4 -> e4;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public Tuple with(int index, Object element) {
        return switch (index) {
            case 0 -> new Tuple5(element, e1, e2, e3, e4);
            case 1 -> new Tuple5(e0, element, e2, e3, e4);
            case 2 -> new Tuple5(e0, e1, element, e3, e4);
            case 3 -> new Tuple5(e0, e1, e2, element, e4);
            case 4 -> new Tuple5(e0, e1, e2, e3, element);
            default -> throw new IndexOutOfBoundsException(index);
        };
    }
}
