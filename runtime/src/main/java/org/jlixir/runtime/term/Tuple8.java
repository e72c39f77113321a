package org.jlixir.runtime.term;

/** A tuple of 8. */
public final class Tuple8 extends Tuple {
    public final Object e0;
    public final Object e1;
    public final Object e2;
    public final Object e3;
    public final Object e4;
    public final Object e5;
    public final Object e6;
    public final Object e7;

    public Tuple8(Object e0, Object e1, Object e2, Object e3, Object e4, Object e5, Object e6, Object e7) {
        this.e0 = e0;
        this.e1 = e1;
        this.e2 = e2;
        this.e3 = e3;
        this.e4 = e4;
        this.e5 = e5;
        this.e6 = e6;
        this.e7 = e7;
    }

    @Override
    public int size() {
        return 8;
    }

    @Override
    public Object get(int index) {
        return switch (index) {
            case 0 -> e0;
            case 1 -> e1;
            case 2 -> e2;
            case 3 -> e3;
            case 4 -> e4;
            case 5 -> e5;
            case 6 -> e6;
            case 7 -> e7;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public Tuple with(int index, Object element) {
        return switch (index) {
            case 0 -> new Tuple8(element, e1, e2, e3, e4, e5, e6, e7);
            case 1 -> new Tuple8(e0, element, e2, e3, e4, e5, e6, e7);
            case 2 -> new Tuple8(e0, e1, element, e3, e4, e5, e6, e7);
            case 3 -> new Tuple8(e0, e1, e2, element, e4, e5, e6, e7);
            case 4 -> new Tuple8(e0, e1, e2, e3, element, e5, e6, e7);
            case 5 -> new Tuple8(e0, e1, e2, e3, e4, element, e6, e7);
            case 6 -> new Tuple8(e0, e1, e2, e3, e4, e5, element, e7);
            case 7 -> new Tuple8(e0, e1, e2, e3, e4, e5, e6, element);
            default -> throw new IndexOutOfBoundsException(index);
        };
    }
}
