package org.jlixir.runtime.term;

/**
 * The hash of terms, in step with {@link TermOrder#exactlyEqual}. Not the one that {@code :erlang.phash2} gives.
 *
 * <p>All 32 bits are well mixed, since the trie of large maps takes them five at a time. Long lists are hashed in a loop.
 */
public final class TermHash {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private TermHash() {}

    public static int hash(Object term) {
        if (term instanceof Atom) {
            return term.hashCode();
        }
        if (term instanceof Long x) {
            return hash(x.longValue());
        }
        if (term instanceof Bitstring x) {
            return x.hashBits();
        }
        if (term instanceof Tuple x) {
            return hashTuple(x);
        }
        if (term instanceof Cons x) {
            return hashList(x);
        }
        if (term instanceof Double x) {
            return hash(Double.doubleToLongBits(x) + 1);
        }
        if (term instanceof ElixirMap x) {
            return hashMap(x);
        }
        if (term instanceof Fun x) {
            return FunOrder.hash(x);
        }
        return hash((long) term.hashCode() + 3);
    }

    /** The hash of an integer of 64 bits. */
    public static int hash(long value) {
        long product = (value ^ value >>> 32) * GOLDEN;
        return (int) (product >>> 32);
    }

    private static int combine(int hash, int next) {
        return Integer.rotateLeft(hash * 0x85EBCA6B, 13) + next;
    }

    private static int finish(int hash) {
        hash = (hash ^ hash >>> 16) * 0xC2B2AE35;
        return hash ^ hash >>> 15;
    }

    private static int hashTuple(Tuple tuple) {
        int size = tuple.size();
        int hash = size + 17;
        for (int i = 0; i < size; i++) {
            hash = combine(hash, hash(tuple.get(i)));
        }
        return finish(hash);
    }

    private static int hashList(Cons list) {
        int hash = 11;
        Object rest = list;
        while (rest instanceof Cons cell) {
            hash = combine(hash, hash(cell.head));
            rest = cell.tail;
        }
        return finish(rest == EmptyList.NIL ? hash : combine(hash, hash(rest) + 1));
    }

    /** The sum over the entries, whose order two equal maps need not share. */
    private static int hashMap(ElixirMap map) {
        int sum = map.size();
        for (ElixirMap.Cursor entry = map.cursor(); entry.next(); ) {
            sum += finish(combine(hash(entry.key()), hash(entry.value())));
        }
        return finish(sum);
    }
}
