package org.jlixir.runtime.term;

/** The empty tuple. */
public final class Tuple0 extends Tuple {
    public static final Tuple0 EMPTY = new Tuple0();

    private Tuple0() {}

    @Override
    public int size() {
        return 0;
    }

    @Override
    public Object get(int index) {
        throw new IndexOutOfBoundsException(index);
    }

    @Override
    public Tuple with(int index, Object element) {
        throw new IndexOutOfBoundsException(index);
    }
}
