package org.jlixir.runtime.erlang;

import java.util.Arrays;
import java.util.Comparator;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;

/** Stable sorting of tuples by one of their elements in standard term order, by a faster way where all keys are numbers of one type. */
final class KeySort {
    private KeySort() {}

    /** Sorts tuples that all have an element {@code at}, counted from 0, in place. */
    static void sort(Object[] tuples, int at) {
        if (tuples.length < 2) {
            return;
        }
        Object first = key(tuples[0], at);
        if (first instanceof Long && all(tuples, at, Long.class)) {
            integers(tuples, at);
        } else if (first instanceof Double && all(tuples, at, Double.class)) {
            keyed(tuples, at, (a, b) -> TermOrder.compare((double) (Double) a.key, (double) (Double) b.key));
        } else {
            keyed(tuples, at, (a, b) -> TermOrder.compare(a.key, b.key));
        }
    }

    private static Object key(Object tuple, int at) {
        return ((Tuple) tuple).get(at);
    }

    private static boolean all(Object[] tuples, int at, Class<?> type) {
        for (Object tuple : tuples) {
            if (key(tuple, at).getClass() != type) {
                return false;
            }
        }
        return true;
    }

    /** A tuple beside its key. */
    private record Keyed(Object key, Object tuple) {}

    private static void keyed(Object[] tuples, int at, Comparator<Keyed> order) {
        Keyed[] all = new Keyed[tuples.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Keyed(key(tuples[i], at), tuples[i]);
        }
        Arrays.sort(all, order);
        for (int i = 0; i < all.length; i++) {
            tuples[i] = all[i].tuple;
        }
    }

    /** If they are close enough to each other, key and place fit a {@code long} together, and those are sorted. */
    private static void integers(Object[] tuples, int at) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (Object tuple : tuples) {
            long key = (Long) key(tuple, at);
            least = Math.min(least, key);
            greatest = Math.max(greatest, key);
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(tuples.length - 1);
        long span = greatest - least;
        if (span < 0 || span > Long.MAX_VALUE >>> bits) {
            keyed(tuples, at, (a, b) -> Long.compare((Long) a.key, (Long) b.key));
            return;
        }
        long[] places = new long[tuples.length];
        for (int i = 0; i < places.length; i++) {
            long key = (Long) key(tuples[i], at);
            places[i] = ((key - least) << bits) | i;
        }
        Arrays.sort(places);
        Object[] unsorted = tuples.clone();
        for (int i = 0; i < places.length; i++) {
            tuples[i] = unsorted[(int) (places[i] & ((1L << bits) - 1))];
        }
    }
}
