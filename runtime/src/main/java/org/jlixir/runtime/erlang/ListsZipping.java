package org.jlixir.runtime.erlang;

import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;

/**
 * {@code :lists}: zipping lists of different lengths, with {@code :fail}, {@code :trim} (to the shortest) or {@code {:pad,
 * values}} (to the longest).
 */
@ErlangModule("lists")
public final class ListsZipping {
    private static final Atom FAIL = Atom.of("fail");
    private static final Atom TRIM = Atom.of("trim");
    private static final Atom PAD = Atom.of("pad");

    private ListsZipping() {}

    @Builtin(value = "zip", pure = true)
    public static Object zip(Object a, Object b, Object how) {
        Object[] lists = aligned(how, a, b);
        return Lists.zip(lists[0], lists[1]);
    }

    @Builtin(value = "zip3", pure = true)
    public static Object zip3(Object a, Object b, Object c, Object how) {
        Object[] lists = aligned(how, a, b, c);
        return Lists.zip3(lists[0], lists[1], lists[2]);
    }

    @Builtin("zipwith")
    public static Object zipWith(Proc self, Object function, Object a, Object b, Object how) {
        Object[] lists = aligned(how, a, b);
        return ListsFolding.zipWith(self, function, lists[0], lists[1]);
    }

    @Builtin("zipwith3")
    public static Object zipWith3(Proc self, Object function, Object a, Object b, Object c, Object how) {
        Object[] lists = aligned(how, a, b, c);
        return ListsFolding.zipWith3(self, function, lists[0], lists[1], lists[2]);
    }

    /** The lists at the same length; as they are for {@code :fail}. */
    private static Object[] aligned(Object how, Object... lists) {
        if (how == FAIL) {
            return lists;
        }
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        for (Object list : lists) {
            int length = Args.length(list);
            shortest = Math.min(shortest, length);
            longest = Math.max(longest, length);
        }
        Object[] aligned = new Object[lists.length];
        for (int i = 0; i < lists.length; i++) {
            if (how == TRIM) {
                aligned[i] = resized(lists[i], shortest, EmptyList.NIL);
            } else if (how instanceof Tuple pair
                    && pair.size() == 2
                    && pair.get(0) == PAD
                    && pair.get(1) instanceof Tuple values
                    && values.size() == lists.length) {
                aligned[i] = resized(lists[i], longest, values.get(i));
            } else {
                throw Args.functionClause();
            }
        }
        return aligned;
    }

    private static Object resized(Object list, long length, Object padding) {
        ListBuilder out = new ListBuilder();
        Object rest = list;
        for (long i = 0; i < length; i++) {
            if (rest instanceof Cons cell) {
                out.add(cell.head);
                rest = cell.tail();
            } else {
                out.add(padding);
            }
        }
        return out.finish();
    }
}
