package org.jlixir.runtime.term;

/** Equality and order of terms, in one place: {@code ===}, {@code ==}, {@code <} and the order of map keys. */
public final class TermOrder {
    private TermOrder() {}

    /** {@code a === b}: 1 and 1.0 differ. Also what makes two map keys the same (0.0 and -0.0 differ). */
    public static boolean exactlyEqual(Object a, Object b) {
        if (a == b) {
            return true;
        }
        return switch (a) {
            case Long x -> b instanceof Long y && x.longValue() == y.longValue();
            case Double x -> b instanceof Double y && x.equals(y);
            case Cons x -> b instanceof Cons y && exactlyEqualLists(x, y);
            case Tuple x -> b instanceof Tuple y && exactlyEqualTuples(x, y);
            case Bitstring x -> b instanceof Bitstring y && compare(x, y) == 0;
            case ElixirMap x -> b instanceof ElixirMap y && exactlyEqualMaps(x, y);
            default -> a.equals(b);
        };
    }

    private static boolean exactlyEqualLists(Cons a, Cons b) {
        Object x = a;
        Object y = b;
        while (x instanceof Cons c && y instanceof Cons d) {
            if (!exactlyEqual(c.head, d.head)) {
                return false;
            }
            x = c.tail;
            y = d.tail;
        }
        return exactlyEqual(x, y);
    }

    private static boolean exactlyEqualTuples(Tuple a, Tuple b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!exactlyEqual(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean exactlyEqualMaps(ElixirMap a, ElixirMap b) {
        if (a.size() != b.size()) {
            return false;
        }
        boolean[] same = {true};
        a.forEach((key, value) -> {
            Object other = b.get(key);
            same[0] &= other != null && exactlyEqual(value, other);
        });
        return same[0];
    }

    /** {@code a == b}: numbers by value, so that 1 == 1.0. */
    public static boolean equal(Object a, Object b) {
        return exactlyEqual(a, b) || compare(a, b) == 0;
    }

    /**
     * The standard order: number, atom, reference, function, port, pid, tuple, map, list, bitstring.
     *
     * @return below, at or above 0 as {@code a} comes before, with or after {@code b}
     */
    public static int compare(Object a, Object b) {
        throw new UnsupportedOperationException("compare");
    }

    /** The order in which a map of up to 32 keys lists them: the term order, but atoms by {@link Atom#index}. */
    public static int compareMapKeys(Object a, Object b) {
        return a instanceof Atom x && b instanceof Atom y ? Integer.compare(x.index(), y.index()) : compare(a, b);
    }
}
