package org.jlixir.runtime.term;

/**
 * A tuple. Sizes up to 8 have a class each with one field an element, so that compiled patterns test the class and load
 * fields; larger ones keep an array ({@link TupleN}).
 */
public abstract class Tuple {
    Tuple() {}

    public abstract int size();

    /** The element at {@code index}, counted from 0. */
    public abstract Object get(int index);

    /** A copy with another element at {@code index}, counted from 0. */
    public abstract Tuple with(int index, Object element);

    /** The elements in an array that the caller may keep and change. */
    public Object[] toArray() {
        Object[] elements = new Object[size()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = get(i);
        }
        return elements;
    }

    /** The tuple of these elements. The array is not kept for sizes up to 8; above, the caller gives it away. */
    public static Tuple ofArray(Object[] e) {
        return switch (e.length) {
            case 0 -> Tuple0.EMPTY;
            case 1 -> new Tuple1(e[0]);
            case 2 -> new Tuple2(e[0], e[1]);
            case 3 -> new Tuple3(e[0], e[1], e[2]);
            case 4 -> new Tuple4(e[0], e[1], e[2], e[3]);
            case 5 -> new Tuple5(e[0], e[1], e[2], e[3], e[4]);
            case 6 -> new Tuple6(e[0], e[1], e[2], e[3], e[4], e[5]);
            case 7 -> new Tuple7(e[0], e[1], e[2], e[3], e[4], e[5], e[6]);
            case 8 -> new Tuple8(e[0], e[1], e[2], e[3], e[4], e[5], e[6], e[7]);
            default -> new TupleN(e);
        };
    }

    public static Tuple of() {
        return Tuple0.EMPTY;
    }

    public static Tuple of(Object e0) {
        return new Tuple1(e0);
    }

    public static Tuple of(Object e0, Object e1) {
        return new Tuple2(e0, e1);
    }

    public static Tuple of(Object e0, Object e1, Object e2) {
        return new Tuple3(e0, e1, e2);
    }

    public static Tuple of(Object e0, Object e1, Object e2, Object e3) {
        return new Tuple4(e0, e1, e2, e3);
    }

    public static Tuple of(Object e0, Object e1, Object e2, Object e3, Object e4) {
        return new Tuple5(e0, e1, e2, e3, e4);
    }

    public static Tuple of(Object e0, Object e1, Object e2, Object e3, Object e4, Object e5) {
        return new Tuple6(e0, e1, e2, e3, e4, e5);
    }

    public static Tuple of(Object e0, Object e1, Object e2, Object e3, Object e4, Object e5, Object e6) {
        return new Tuple7(e0, e1, e2, e3, e4, e5, e6);
    }

    public static Tuple of(Object e0, Object e1, Object e2, Object e3, Object e4, Object e5, Object e6, Object e7) {
        return new Tuple8(e0, e1, e2, e3, e4, e5, e6, e7);
    }

    @Override
    public final boolean equals(Object other) {
        return this == other || other instanceof Tuple && TermOrder.exactlyEqual(this, other);
    }

    @Override
    public final int hashCode() {
        return TermHash.hash(this);
    }

    @Override
    public final String toString() {
        return TermText.of(this);
    }
}
