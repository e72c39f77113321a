package org.jlixir.runtime.term;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;

/**
 * Equality and order of terms, in one place: {@code ===}, {@code ==}, {@code <} and the order of map keys.
 *
 * <p>Long lists are compared in a loop; nesting through heads, tuples and maps uses the Java stack.
 */
public final class TermOrder {
    /** {@link #compareMapKeys} as a comparator. */
    public static final Comparator<Object> MAP_KEYS = TermOrder::compareMapKeys;

    /** {@link #compareExactly} as a comparator. */
    public static final Comparator<Object> EXACTLY = TermOrder::compareExactly;

    /** {@link #compare(Object, Object)} as a comparator. */
    public static final Comparator<Object> STANDARD = TermOrder::compare;

    private static final double TWO_TO_63 = 0x1p63;

    private TermOrder() {}

    // ---- exact equality

    /** {@code a === b}: 1 and 1.0 differ. Also what makes two map keys the same (0.0 and -0.0 differ). */
    public static boolean exactlyEqual(Object a, Object b) {
        if (a == b) {
            return true;
        }
        if (a instanceof Atom || b instanceof Atom) {
            return false;
        }
        if (a instanceof Long x) {
            return b instanceof Long y && x.longValue() == y.longValue();
        }
        if (a instanceof Bitstring x) {
            return b instanceof Bitstring y && x.sameBits(y);
        }
        if (a instanceof Tuple x) {
            return b instanceof Tuple y && exactlyEqualTuples(x, y);
        }
        if (a instanceof Cons x) {
            return b instanceof Cons y && exactlyEqualLists(x, y);
        }
        if (a instanceof ElixirMap x) {
            return b instanceof ElixirMap y && x.sameEntries(y, true);
        }
        if (a instanceof Fun x) {
            return b instanceof Fun y && FunOrder.exactlyEqual(x, y);
        }
        return a.equals(b);
    }

    /** {@code a === b} for an integer known to be small. */
    public static boolean exactlyEqual(Object a, long b) {
        return a instanceof Long x && x == b;
    }

    public static boolean exactlyEqual(long a, Object b) {
        return exactlyEqual(b, a);
    }

    private static boolean exactlyEqualLists(Cons a, Cons b) {
        while (true) {
            if (!exactlyEqual(a.head, b.head)) {
                return false;
            }
            Object x = a.tail;
            Object y = b.tail;
            if (x == y) {
                return true;
            }
            if (!(x instanceof Cons c && y instanceof Cons d)) {
                return exactlyEqual(x, y);
            }
            a = c;
            b = d;
        }
    }

    private static boolean exactlyEqualTuples(Tuple a, Tuple b) {
        if (a instanceof Tuple2 x && b instanceof Tuple2 y) {
            return exactlyEqual(x.e0, y.e0) && exactlyEqual(x.e1, y.e1);
        }
        int size = a.size();
        if (size != b.size()) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!exactlyEqual(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    // ---- equality by value

    /** {@code a == b}: numbers by value, so that 1 == 1.0, in lists, tuples and the values (not the keys) of maps too. */
    public static boolean equal(Object a, Object b) {
        if (a == b) {
            return true;
        }
        if (a instanceof Long x && b instanceof Long y) {
            return x.longValue() == y.longValue();
        }
        if (a instanceof Atom || b instanceof Atom) {
            return false;
        }
        if (rank(a) == NUMBER) {
            return rank(b) == NUMBER && compareNumbers((Number) a, (Number) b) == 0;
        }
        if (a instanceof Bitstring x) {
            return b instanceof Bitstring y && x.sameBits(y);
        }
        if (a instanceof Cons x) {
            return b instanceof Cons y && equalLists(x, y);
        }
        if (a instanceof Tuple x) {
            return b instanceof Tuple y && equalTuples(x, y);
        }
        if (a instanceof ElixirMap x) {
            return b instanceof ElixirMap y && x.sameEntries(y, false);
        }
        return exactlyEqual(a, b);
    }

    /** {@code a === b}, or {@code a == b} where that is not {@code exactly} asked for. */
    static boolean equal(Object a, Object b, boolean exactly) {
        return exactly ? exactlyEqual(a, b) : equal(a, b);
    }

    private static boolean equalLists(Cons a, Cons b) {
        while (true) {
            if (!equal(a.head, b.head)) {
                return false;
            }
            if (!(a.tail instanceof Cons c && b.tail instanceof Cons d)) {
                return equal(a.tail, b.tail);
            }
            a = c;
            b = d;
        }
    }

    private static boolean equalTuples(Tuple a, Tuple b) {
        int size = a.size();
        if (size != b.size()) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!equal(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** {@code a == b} for an integer known to be small. */
    public static boolean equal(Object a, long b) {
        return a instanceof Long x ? x == b : a instanceof Double y && compare(b, y.doubleValue()) == 0;
    }

    public static boolean equal(long a, Object b) {
        return equal(b, a);
    }

    // ---- order

    /**
     * The standard order: number, atom, reference, function, port, pid, tuple, map, list, bitstring.
     *
     * @return below, at or above 0 as {@code a} comes before, with or after {@code b}
     */
    public static int compare(Object a, Object b) {
        return compare(a, b, false);
    }

    /** The order of terms in which an integer comes before every float and -0.0 before 0.0: 0 exactly for {@code ===}. */
    public static int compareExactly(Object a, Object b) {
        return compare(a, b, true);
    }

    /** The order in which a map of up to 32 keys lists them: {@link #compareExactly}, but atoms by {@link Atom#index}. */
    public static int compareMapKeys(Object a, Object b) {
        return a instanceof Atom x && b instanceof Atom y ? Integer.compare(x.index(), y.index()) : compare(a, b, true);
    }

    private static int compare(Object a, Object b, boolean exactly) {
        if (a == b) {
            return 0;
        }
        // The usual ones, before anybody asks what kinds there are.
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        if (a instanceof Bitstring x && b instanceof Bitstring y) {
            return x.compareBits(y);
        }
        if (a instanceof Tuple x && b instanceof Tuple y) {
            return compareTuples(x, y, exactly);
        }
        return compareKinds(a, b, exactly);
    }

    private static int compareKinds(Object a, Object b, boolean exactly) {
        int rank = rank(a);
        int other = rank(b);
        if (rank != other) {
            return rank < other ? -1 : 1;
        }
        return switch (rank) {
            case NUMBER -> exactly ? compareNumbersExactly(a, b) : compareNumbers((Number) a, (Number) b);
            case ATOM -> compareAtoms((Atom) a, (Atom) b);
            case REFERENCE -> compareReferences(a, b);
            case FUN -> FunOrder.compare((Fun) a, (Fun) b);
            case PORT -> ((Port) a).compareTo((Port) b);
            case PID -> ((Pid) a).compareTo((Pid) b);
            case TUPLE -> compareTuples((Tuple) a, (Tuple) b, exactly);
            case MAP -> compareMaps((ElixirMap) a, (ElixirMap) b, exactly);
            case LIST -> compareLists(a, b, exactly);
            default -> ((Bitstring) a).compareBits((Bitstring) b);
        };
    }

    private static final int NUMBER = 0;
    private static final int ATOM = 1;
    private static final int REFERENCE = 2;
    private static final int FUN = 3;
    private static final int PORT = 4;
    private static final int PID = 5;
    private static final int TUPLE = 6;
    private static final int MAP = 7;
    private static final int LIST = 8;
    private static final int BITSTRING = 9;

    /** What kind a term is, in standard order. A Java object that is no Elixir term counts as a reference. */
    private static int rank(Object term) {
        if (term instanceof Long) {
            return NUMBER;
        }
        if (term instanceof Atom) {
            return ATOM;
        }
        if (term instanceof Bitstring) {
            return BITSTRING;
        }
        if (term instanceof Tuple) {
            return TUPLE;
        }
        if (term instanceof Cons || term == EmptyList.NIL) {
            return LIST;
        }
        if (term instanceof Double || term instanceof BigInteger) {
            return NUMBER;
        }
        if (term instanceof ElixirMap) {
            return MAP;
        }
        if (term instanceof Fun) {
            return FUN;
        }
        if (term instanceof Pid) {
            return PID;
        }
        return term instanceof Port ? PORT : REFERENCE;
    }

    /** By name, code point by code point. */
    private static int compareAtoms(Atom a, Atom b) {
        String x = a.name();
        String y = b.name();
        int length = Math.min(x.length(), y.length());
        for (int i = 0; i < length; i++) {
            char c = x.charAt(i);
            char d = y.charAt(i);
            if (c != d) {
                // Surrogates stand for code points above all other chars.
                boolean high = Character.isSurrogate(c);
                return high == Character.isSurrogate(d) ? Character.compare(c, d) : high ? 1 : -1;
            }
        }
        return Integer.compare(x.length(), y.length());
    }

    private static int compareReferences(Object a, Object b) {
        if (a instanceof Reference x) {
            return b instanceof Reference y ? x.compareTo(y) : -1;
        }
        if (b instanceof Reference) {
            return 1;
        }
        return a.equals(b) ? 0 : System.identityHashCode(a) < System.identityHashCode(b) ? -1 : 1;
    }

    private static int compareTuples(Tuple a, Tuple b, boolean exactly) {
        if (a instanceof Tuple2 x && b instanceof Tuple2 y) {
            int order = compare(x.e0, y.e0, exactly);
            return order != 0 ? order : compare(x.e1, y.e1, exactly);
        }
        if (a instanceof Tuple3 x && b instanceof Tuple3 y) {
            int order = compare(x.e0, y.e0, exactly);
            order = order != 0 ? order : compare(x.e1, y.e1, exactly);
            return order != 0 ? order : compare(x.e2, y.e2, exactly);
        }
        int size = a.size();
        if (size != b.size()) {
            return Integer.compare(size, b.size());
        }
        for (int i = 0; i < size; i++) {
            int order = compare(a.get(i), b.get(i), exactly);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compareLists(Object a, Object b, boolean exactly) {
        while (a instanceof Cons x && b instanceof Cons y) {
            int order = compare(x.head, y.head, exactly);
            if (order != 0) {
                return order;
            }
            a = x.tail;
            b = y.tail;
            if (a == b) {
                return 0;
            }
        }
        if (a == EmptyList.NIL && b instanceof Cons) {
            return -1;
        }
        if (b == EmptyList.NIL && a instanceof Cons) {
            return 1;
        }
        return compare(a, b, exactly);
    }

    /** By size, then by the keys in (exact) term order, then by the values in that order. */
    private static int compareMaps(ElixirMap a, ElixirMap b, boolean exactly) {
        if (a.size() != b.size()) {
            return Integer.compare(a.size(), b.size());
        }
        Object[] keys = a.keysInTermOrder();
        Object[] others = b.keysInTermOrder();
        for (int i = 0; i < keys.length; i++) {
            int order = compare(keys[i], others[i], true);
            if (order != 0) {
                return order;
            }
        }
        for (Object key : keys) {
            int order = compare(a.getOrFail(key), b.getOrFail(key), exactly);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    // ---- numbers

    /** Numbers by value; an integer and a float are compared exactly, beyond 2^53 too. */
    public static int compareNumbers(Number a, Number b) {
        if (a instanceof Long x) {
            if (b instanceof Long y) {
                return Long.compare(x, y);
            }
            return b instanceof Double y ? compare(x.longValue(), y.doubleValue()) : -((BigInteger) b).signum();
        }
        if (a instanceof Double x) {
            if (b instanceof Double y) {
                return compare(x.doubleValue(), y.doubleValue());
            }
            return b instanceof Long y
                    ? -compare(y.longValue(), x.doubleValue())
                    : -compare((BigInteger) b, x.doubleValue());
        }
        BigInteger x = (BigInteger) a;
        if (b instanceof Double y) {
            return compare(x, y.doubleValue());
        }
        return b instanceof BigInteger y ? x.compareTo(y) : x.signum();
    }

    private static int compareNumbersExactly(Object a, Object b) {
        if (a instanceof Double x) {
            return b instanceof Double y ? Double.compare(x, y) : 1;
        }
        return b instanceof Double ? -1 : compareNumbers((Number) a, (Number) b);
    }

    /** Floats by value: 0.0 and -0.0 are the same. */
    public static int compare(double a, double b) {
        return a < b ? -1 : a > b ? 1 : 0;
    }

    /** An integer with a float, exactly. */
    public static int compare(long a, double b) {
        if (b >= TWO_TO_63) {
            return -1;
        }
        if (b < -TWO_TO_63) {
            return 1;
        }
        long whole = (long) b;
        return a != whole ? Long.compare(a, whole) : compare(0.0, b - whole);
    }

    /** {@code a} is past 64 bits, so a float below 2^63 is closer to zero than it. */
    private static int compare(BigInteger a, double b) {
        if (Math.abs(b) < TWO_TO_63 || Math.signum(b) != a.signum()) {
            return a.signum();
        }
        return a.compareTo(new BigDecimal(b).toBigInteger());
    }

    // ---- the operators, for generated code

    public static boolean lessThan(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return x < y;
        }
        return a instanceof Double x && b instanceof Double y ? x < y : compare(a, b, false) < 0;
    }

    public static boolean lessOrEqual(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return x <= y;
        }
        return a instanceof Double x && b instanceof Double y ? x <= y : compare(a, b, false) <= 0;
    }

    public static boolean greaterThan(Object a, Object b) {
        return lessThan(b, a);
    }

    public static boolean greaterOrEqual(Object a, Object b) {
        return lessOrEqual(b, a);
    }

    // ---- order, where one is an integer known to be small

    public static boolean lessThan(Object a, long b) {
        return a instanceof Long x ? x < b : compare(a, b, false) < 0;
    }

    public static boolean lessThan(long a, Object b) {
        return b instanceof Long y ? a < y : compare(a, b, false) < 0;
    }

    public static boolean lessOrEqual(Object a, long b) {
        return a instanceof Long x ? x <= b : compare(a, b, false) <= 0;
    }

    public static boolean lessOrEqual(long a, Object b) {
        return b instanceof Long y ? a <= y : compare(a, b, false) <= 0;
    }

    public static boolean greaterThan(Object a, long b) {
        return lessThan(b, a);
    }

    public static boolean greaterThan(long a, Object b) {
        return lessThan(b, a);
    }

    public static boolean greaterOrEqual(Object a, long b) {
        return lessOrEqual(b, a);
    }

    public static boolean greaterOrEqual(long a, Object b) {
        return lessOrEqual(b, a);
    }
}
