package org.jlixir.runtime.erlang;

import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;

/** {@code :erlang}: lists. */
@ErlangModule("erlang")
public final class ErlangLists {
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
        return ListSubtraction.of(a, b);
    }
}
