package org.jlixir.runtime.term;

/** A tuple of 7. */
public final class Tuple7 extends Tuple {
    public final Object e0;
    public final Object e1;
    public final Object e2;
    public final Object e3;
    public final Object e4;
    public final Object e5;
    public final Object e6;

    public Tuple7(Object e0, Object e1, Object e2, Object e3, Object e4, Object e5, Object e6) {
        this.e0 = e0;
        this.e1 = e1;
        this.e2 = e2;
        this.e3 = e3;
        this.e4 = e4;
        this.e5 = e5;
        this.e6 = e6;
    }

    @Override
    public int size() {
        return 7;
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
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public Tuple with(int index, Object element) {
        return switch (index) {
            case 0 -> new Tuple7(element, e1, e2, e3, e4, e5, e6);
            case 1 -> new Tuple7(e0, element, e2, e3, e4, e5, e6);
            case 2 -> new Tuple7(e0, e1, element, e3, e4, e5, e6);
            case 3 -> new Tuple7(e0, e1, e2, element, e4, e5, e6);
            case 4 -> new Tuple7(e0, e1, e2, e3, element, e5, e6);
            case 5 -> new Tuple7(e0, e1, e2, e3, e4, element, e6);
            case 6 -> new Tuple7(e0, e1, e2, e3, e4, e5, element);
            default -> throw new IndexOutOfBoundsException(index);
        };
    }
}
