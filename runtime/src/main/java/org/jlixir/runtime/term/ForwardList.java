package org.jlixir.runtime.term;

import org.jspecify.annotations.Nullable;

/**
 * What compiled loops make a list of from its front: the last of its cells, whose tail is the first one until the list is finished, so that
 * one variable has both ends. Null is the list of no elements. No program sees the cells before; who looks at the stack of a process does.
 */
public final class ForwardList {
    private ForwardList() {}

    /** The list with one more element behind it. */
    public static Cons append(Object element, @Nullable Cons last) {
        if (last == null) {
            Cons first = new Cons(element, EmptyList.NIL);
            first.tail = first;
            return first;
        }
        Cons cell = new Cons(element, last.tail);
        last.tail = cell;
        return cell;
    }

    /** The elements in order, followed by {@code tail}, which may be any term. Nothing can be appended any more. */
    public static Object finish(@Nullable Cons last, Object tail) {
        if (last == null) {
            return tail;
        }
        Object first = last.tail;
        last.tail = tail;
        return first;
    }

    /** A new list that has the elements last one first, followed by {@code tail}. */
    public static Object backward(@Nullable Cons last, Object tail) {
        Object list = tail;
        if (last != null) {
            Cons cell = last;
            do {
                cell = (Cons) cell.tail;
                list = new Cons(cell.head, list);
            } while (cell != last);
        }
        return list;
    }
}
