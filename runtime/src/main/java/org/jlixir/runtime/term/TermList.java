package org.jlixir.runtime.term;

import java.util.ArrayList;
import java.util.List;

/** Ways between Elixir lists and Java collections. */
public final class TermList {
    private TermList() {}

    public static Object of(Object... elements) {
        Object list = EmptyList.NIL;
        for (int i = elements.length - 1; i >= 0; i--) {
            list = new Cons(elements[i], list);
        }
        return list;
    }

    /** The elements followed by {@code tail}, which may be any term. */
    public static Object withTail(Object[] elements, Object tail) {
        Object list = tail;
        for (int i = elements.length - 1; i >= 0; i--) {
            list = new Cons(elements[i], list);
        }
        return list;
    }

    public static Object from(Iterable<?> elements) {
        ListBuilder builder = new ListBuilder();
        for (Object element : elements) {
            builder.add(element);
        }
        return builder.finish();
    }

    /** {@code list} must be proper: see {@link #properLength}. */
    public static List<Object> toJava(Object list) {
        List<Object> result = new ArrayList<>();
        while (list instanceof Cons cell) {
            result.add(cell.head);
            list = cell.tail;
        }
        return result;
    }

    /** @return how many elements the proper list has, or -1 for an improper one or what is no list */
    public static long properLength(Object list) {
        long length = 0;
        while (list instanceof Cons cell) {
            length++;
            list = cell.tail;
        }
        return list == EmptyList.NIL ? length : -1;
    }
}
