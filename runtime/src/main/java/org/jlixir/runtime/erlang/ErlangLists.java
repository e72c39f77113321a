package org.jlixir.runtime.erlang;

import java.util.HashMap;
import java.util.Map;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermOrder;
import org.jspecify.annotations.Nullable;

/** {@code :erlang}: lists. */
@ErlangModule("erlang")
public final class ErlangLists {
    /** From this many elements to remove on, {@code --} counts them in a table. */
    private static final int MANY = 16;

    private ErlangLists() {}

    @Builtin(value = "hd", pure = true)
    public static Object hd(Object list) {
        if (list instanceof Cons cell) {
            return cell.head;
        }
        throw Args.badarg("hd", list);
    }

    @Builtin(value = "tl", pure = true)
    public static Object tl(Object list) {
        if (list instanceof Cons cell) {
            return cell.tail();
        }
        throw Args.badarg("tl", list);
    }

    @Builtin(value = "length", pure = true)
    public static Object length(Object list) {
        long length = TermList.properLength(list);
        if (length < 0) {
            throw Args.badarg("length", list);
        }
        return length;
    }

    /** The name that {@code ++} has as well. */
    @Builtin(value = "append", pure = true)
    public static Object appendByName(Object a, Object b) {
        return append(a, b);
    }

    /** The name that {@code --} has as well. */
    @Builtin(value = "subtract", pure = true)
    public static Object subtractByName(Object a, Object b) {
        return subtract(a, b);
    }

    /** The right side may be any term. */
    @Builtin(value = "++", pure = true)
    public static Object append(Object a, Object b) {
        if (a == EmptyList.NIL) {
            return b;
        }
        if (b == EmptyList.NIL) {
            Args.length(a);
            return a;
        }
        ListBuilder list = new ListBuilder();
        Object rest = a;
        while (rest instanceof Cons cell) {
            list.add(cell.head);
            rest = cell.tail();
        }
        if (rest != EmptyList.NIL) {
            throw Args.badarg();
        }
        return list.finish(b);
    }

    /** Takes the first occurrence (by {@code ===}) of each element of {@code b} out of {@code a}. O(n + m). */
    @Builtin(value = "--", pure = true)
    public static Object subtract(Object a, Object b) {
        int count = Args.length(b);
        if (count == 0 || a == EmptyList.NIL) {
            Args.length(a);
            return a;
        }
        if (count >= MANY) {
            Args.length(a);
            return subtractMany(a, Args.elements(b));
        }
        long[] numbers = numbers(b, count);
        return subtractFew(a, numbers == null ? Args.elements(b) : null, numbers, count);
    }

    /** The elements of the list if all are integers of 64 bits, else null. */
    private static long @Nullable [] numbers(Object list, int length) {
        long[] numbers = new long[length];
        Object rest = list;
        for (int i = 0; i < length; i++) {
            Cons cell = (Cons) rest;
            if (!(cell.head instanceof Long number)) {
                return null;
            }
            numbers[i] = number;
            rest = cell.tail();
        }
        return numbers;
    }

    /** @param terms what is taken out, or else {@code numbers} */
    private static Object subtractFew(Object a, Object @Nullable [] terms, long @Nullable [] numbers, int count) {
        ListBuilder kept = new ListBuilder();
        Object rest = a;
        int left = count;
        while (left > 0 && rest instanceof Cons cell) {
            int i = numbers != null ? indexOf(cell.head, numbers, left) : indexOf(cell.head, terms, left);
            if (i < left) {
                left--;
                Object gone = numbers != null ? numbers : terms;
                System.arraycopy(gone, i + 1, gone, i, left - i);
            } else {
                kept.add(cell.head);
            }
            rest = cell.tail();
        }
        Args.length(rest);
        return kept.finish(rest);
    }

    private static int indexOf(Object term, long[] numbers, int count) {
        if (!(term instanceof Long boxed)) {
            return count;
        }
        long number = boxed;
        int i = 0;
        while (i < count && numbers[i] != number) {
            i++;
        }
        return i;
    }

    private static int indexOf(Object term, Object[] terms, int count) {
        int i = 0;
        while (i < count && !TermOrder.exactlyEqual(terms[i], term)) {
            i++;
        }
        return i;
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
