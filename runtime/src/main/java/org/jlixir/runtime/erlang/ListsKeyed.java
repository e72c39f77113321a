package org.jlixir.runtime.erlang;

import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;

/**
 * {@code :lists}: lists of tuples, found by one element, which is compared by {@code ==}. Other elements of the list are
 * passed over. Positions in a tuple count from 1.
 */
@ErlangModule("lists")
public final class ListsKeyed {
    private static final Object NIL = EmptyList.NIL;
    private static final Atom VALUE = Atom.of("value");

    private ListsKeyed() {}

    private static boolean matches(Object element, Object key, int at) {
        return element instanceof Tuple tuple && at < tuple.size() && TermOrder.equal(tuple.get(at), key);
    }

    /** The position counted from 0. */
    private static int position(Object index) {
        if (index instanceof Long n && n >= 1) {
            return (int) Math.min(n - 1, Integer.MAX_VALUE);
        }
        return -1;
    }

    /** For the functions that Erlang has in C. */
    private static int positionOrBadarg(Object index) {
        int at = position(index);
        if (at < 0) {
            throw Args.badarg();
        }
        return at;
    }

    /** For the functions that Erlang has in Erlang. */
    private static int positionOrNoClause(Object index) {
        int at = position(index);
        if (at < 0) {
            throw Args.functionClause();
        }
        return at;
    }

    @Builtin(value = "keyfind", pure = true)
    public static Object keyFind(Object key, Object index, Object list) {
        int at = positionOrBadarg(index);
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (matches(cell.head, key, at)) {
                return cell.head;
            }
            rest = cell.tail();
        }
        if (rest != NIL) {
            throw Args.badarg();
        }
        return Atom.FALSE;
    }

    @Builtin(value = "keymember", pure = true)
    public static Object keyMember(Object key, Object index, Object list) {
        return Atom.of(keyFind(key, index, list) != Atom.FALSE);
    }

    @Builtin(value = "keysearch", pure = true)
    public static Object keySearch(Object key, Object index, Object list) {
        Object found = keyFind(key, index, list);
        return found == Atom.FALSE ? found : new Tuple2(VALUE, found);
    }

    @Builtin(value = "keydelete", pure = true)
    public static Object keyDelete(Object key, Object index, Object list) {
        int at = positionOrNoClause(index);
        ListBuilder before = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (matches(cell.head, key, at)) {
                return before.finish(cell.tail());
            }
            before.add(cell.head);
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return list;
    }

    @Builtin(value = "keyreplace", pure = true)
    public static Object keyReplace(Object key, Object index, Object list, Object replacement) {
        int at = positionOrNoClause(index);
        requireTuple(replacement);
        ListBuilder before = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (matches(cell.head, key, at)) {
                return before.finish(new Cons(replacement, cell.tail()));
            }
            before.add(cell.head);
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return list;
    }

    /** As {@link #keyReplace}, or at the end when there is none to replace. */
    @Builtin(value = "keystore", pure = true)
    public static Object keyStore(Object key, Object index, Object list, Object replacement) {
        int at = positionOrNoClause(index);
        requireTuple(replacement);
        ListBuilder before = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (matches(cell.head, key, at)) {
                return before.finish(new Cons(replacement, cell.tail()));
            }
            before.add(cell.head);
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return before.add(replacement).finish();
    }

    private static void requireTuple(Object term) {
        if (!(term instanceof Tuple)) {
            throw Args.functionClause();
        }
    }

    /** {@code {value, tuple, rest}}, or false. */
    @Builtin(value = "keytake", pure = true)
    public static Object keyTake(Object key, Object index, Object list) {
        int at = positionOrNoClause(index);
        ListBuilder before = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (matches(cell.head, key, at)) {
                return Tuple.of(VALUE, cell.head, before.finish(cell.tail()));
            }
            before.add(cell.head);
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return Atom.FALSE;
    }
}
