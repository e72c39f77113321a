package org.jlixir.runtime.term;

/** A tuple of 3. */
public final class Tuple3 extends Tuple {
    public final Object e0;
    public final Object e1;
    public final Object e2;

    public Tuple3(Object e0, Object e1, Object e2) {
        this.e0 = e0;
        this.e1 = e1;
        this.e2 = e2;
    }

    @Override
    public int size() {
        return 3;
    }

    @Override
    public Object get(int index) {
        return switch (index) {
            case 0 -> e0;
            case 1 -> e1;
            case 2 -> e2;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public Tuple with(int index, Object element) {
        return switch (index) {
            case 0 -> new Tuple3(element, e1, e2);
            case 1 -> new Tuple3(e0, element, e2);
            case 2 -> new Tuple3(e0, e1, element);
            default -> throw new IndexOutOfBoundsException(index);
        };
    }
}
