package org.jlixir.runtime.erlang;

import java.util.HashMap;
import java.util.Map;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermOrder;

/** Takes the first occurrence (by {@code ===}) of each element of one list out of another one, in time linear in both. */
final class ListSubtraction {
    /** From this many elements to remove on, they are counted in a table. */
    private static final int MANY = 16;

    private ListSubtraction() {}

    /** {@code a -- b}; {@code :badarg} when one of them is no proper list. */
    static Object of(Object a, Object b) {
        int count = Args.length(b);
        if (count == 0 || a == EmptyList.NIL) {
            Args.length(a);
            return a;
        }
        if (count >= MANY) {
            Args.length(a);
            return subtractMany(a, Args.elements(b));
        }
        return subtractFew(a, few(b, count), count);
    }

    /** What is to be taken out of a list, and has not been found there yet. */
    private sealed interface Few {
        /** Looks for a term among the first {@code count} of these, and removes it. @return whether it is there */
        boolean remove(Object term, int count);
    }

    /** Integers of 64 bits, and nothing else. */
    private record Numbers(long[] numbers) implements Few {
        @Override
        public boolean remove(Object term, int count) {
            if (!(term instanceof Long boxed)) {
                return false;
            }
            long number = boxed;
            for (int i = 0; i < count; i++) {
                if (numbers[i] == number) {
                    System.arraycopy(numbers, i + 1, numbers, i, count - 1 - i);
                    return true;
                }
            }
            return false;
        }
    }

    private record Terms(Object[] terms) implements Few {
        @Override
        public boolean remove(Object term, int count) {
            for (int i = 0; i < count; i++) {
                if (TermOrder.exactlyEqual(terms[i], term)) {
                    System.arraycopy(terms, i + 1, terms, i, count - 1 - i);
                    return true;
                }
            }
            return false;
        }
    }

    private static Few few(Object list, int length) {
        long[] numbers = new long[length];
        Object rest = list;
        for (int i = 0; i < length; i++) {
            Cons cell = (Cons) rest;
            if (!(cell.head instanceof Long number)) {
                return new Terms(Args.elements(list));
            }
            numbers[i] = number;
            rest = cell.tail();
        }
        return new Numbers(numbers);
    }

    private static Object subtractFew(Object a, Few gone, int count) {
        ListBuilder kept = new ListBuilder();
        Object rest = a;
        int left = count;
        while (left > 0 && rest instanceof Cons cell) {
            if (gone.remove(cell.head, left)) {
                left--;
            } else {
                kept.add(cell.head);
            }
            rest = cell.tail();
        }
        Args.length(rest);
        return kept.finish(rest);
    }

    private static Object subtractMany(Object a, Object[] gone) {
        Map<Key, Integer> counts = HashMap.newHashMap(gone.length);
        for (Object term : gone) {
            counts.merge(new Key(term), 1, Integer::sum);
        }
        ListBuilder kept = new ListBuilder();
        Object rest = a;
        while (!counts.isEmpty() && rest instanceof Cons cell) {
            Key key = new Key(cell.head);
            Integer count = counts.get(key);
            if (count == null) {
                kept.add(cell.head);
            } else if (count == 1) {
                counts.remove(key);
            } else {
                counts.put(key, count - 1);
            }
            rest = cell.tail();
        }
        return kept.finish(rest);
    }
}
