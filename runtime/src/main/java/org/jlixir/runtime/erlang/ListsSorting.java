package org.jlixir.runtime.erlang;

import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;

/** {@code :lists}: sorting and merging. Sorts are stable; the {@code u} forms keep the first of elements that are {@code ==}. */
@ErlangModule("lists")
public final class ListsSorting {
    private static final Atom BADFUN = Atom.of("badfun");
    private static final Atom CASE_CLAUSE = Atom.of("case_clause");

    private ListsSorting() {}

    @Builtin(value = "sort", pure = true)
    public static Object sort(Object list) {
        Object[] elements = Lists.elements(list);
        if (isSorted(elements)) {
            return list;
        }
        MergeSort.sort(elements);
        return TermList.of(elements);
    }

    private static boolean isSorted(Object[] elements) {
        for (int i = 1; i < elements.length; i++) {
            if (TermOrder.lessThan(elements[i], elements[i - 1])) {
                return false;
            }
        }
        return true;
    }

    /** {@code function} answers whether its arguments are in order. */
    @Builtin("sort")
    public static Object sort(Proc self, Object function, Object list) {
        Object[] elements = Lists.elements(list);
        if (elements.length < 2) {
            ListsFolding.fun(function, 2);
            return list;
        }
        if (!(function instanceof Fun)) {
            throw ElixirException.error(BADFUN, function);
        }
        MergeSort.sort(elements, order(self, function));
        return TermList.of(elements);
    }

    @Builtin(value = "usort", pure = true)
    public static Object usort(Object list) {
        Object[] elements = Lists.elements(list);
        MergeSort.sort(elements);
        return unique(elements, TermOrder::lessOrEqual);
    }

    @Builtin("usort")
    public static Object usort(Proc self, Object function, Object list) {
        MergeSort.Order order = order(self, ListsFolding.fun(function, 2));
        Object[] elements = Lists.elements(list);
        MergeSort.sort(elements, order);
        return unique(elements, order);
    }

    private static MergeSort.Order order(Proc self, Object function) {
        if (!(function instanceof Fun fun)) {
            throw Args.functionClause();
        }
        return (a, b) -> {
            Object result = self.apply2(fun, a, b);
            if (result == Atom.TRUE || result == Atom.FALSE) {
                return result == Atom.TRUE;
            }
            throw ElixirException.error(CASE_CLAUSE, result);
        };
    }

    /** The sorted elements without those that are no later than the one before. */
    private static Object unique(Object[] elements, MergeSort.Order order) {
        if (elements.length == 0) {
            return TermList.of();
        }
        ListBuilder out = new ListBuilder().add(elements[0]);
        Object last = elements[0];
        for (int i = 1; i < elements.length; i++) {
            if (!order.inOrder(elements[i], last)) {
                out.add(elements[i]);
                last = elements[i];
            }
        }
        return out.finish();
    }

    // ---- by one element of each tuple

    @Builtin(value = "keysort", pure = true)
    public static Object keySort(Object index, Object list) {
        int at = position(index);
        Object[] tuples = sortable(list, at);
        KeySort.sort(tuples, at);
        return TermList.of(tuples);
    }

    @Builtin(value = "ukeysort", pure = true)
    public static Object ukeySort(Object index, Object list) {
        int at = position(index);
        Object[] tuples = sortable(list, at);
        KeySort.sort(tuples, at);
        return unique(tuples, byElement(at));
    }

    @Builtin(value = "keymerge", pure = true)
    public static Object keyMerge(Object index, Object a, Object b) {
        int at = position(index);
        return merge(tuples(a, at), tuples(b, at), byElement(at), false);
    }

    @Builtin(value = "ukeymerge", pure = true)
    public static Object ukeyMerge(Object index, Object a, Object b) {
        int at = position(index);
        return merge(tuples(a, at), tuples(b, at), byElement(at), true);
    }

    private static MergeSort.Order byElement(int at) {
        return (a, b) -> TermOrder.lessOrEqual(((Tuple) a).get(at), ((Tuple) b).get(at));
    }

    private static int position(Object index) {
        if (index instanceof Long n && n >= 1) {
            return (int) Math.min(n - 1, Integer.MAX_VALUE);
        }
        throw Args.functionClause();
    }

    /** Elements with a place {@code at}; a list of one element may have anything, since nothing is compared. */
    private static Object[] sortable(Object list, int at) {
        boolean single = list instanceof Cons cell && !(cell.tail() instanceof Cons);
        if (single && ((Cons) list).tail() == EmptyList.NIL) {
            return Lists.elements(list);
        }
        if (single || !(list instanceof Cons) && list != EmptyList.NIL) {
            throw ElixirException.error(CASE_CLAUSE, list);
        }
        return tuples(list, at);
    }

    private static Object[] tuples(Object list, int at) {
        Object[] elements = Lists.elements(list);
        for (Object element : elements) {
            if (!(element instanceof Tuple tuple && at < tuple.size())) {
                throw Args.badarg();
            }
        }
        return elements;
    }

    // ---- merging sorted lists

    @Builtin(value = "merge", pure = true)
    public static Object merge(Object lists) {
        return mergeAll(lists, false);
    }

    @Builtin(value = "umerge", pure = true)
    public static Object umerge(Object lists) {
        return mergeAll(lists, true);
    }

    private static Object mergeAll(Object lists, boolean unique) {
        Object result = TermList.of();
        for (Object list : Lists.elements(lists)) {
            result = merge(Lists.elements(result), Lists.elements(list), TermOrder::lessOrEqual, unique);
        }
        return result;
    }

    @Builtin(value = "merge", pure = true)
    public static Object merge(Object a, Object b) {
        if (a == EmptyList.NIL || b == EmptyList.NIL) {
            Object other = a == EmptyList.NIL ? b : a;
            return other instanceof Cons ? other : TermList.of(Lists.elements(other));
        }
        return merge(Lists.elements(a), Lists.elements(b), TermOrder::lessOrEqual, false);
    }

    @Builtin(value = "umerge", pure = true)
    public static Object umerge(Object a, Object b) {
        return merge(Lists.elements(a), Lists.elements(b), TermOrder::lessOrEqual, true);
    }

    @Builtin("merge")
    public static Object merge(Proc self, Object function, Object a, Object b) {
        return merge(Lists.elements(a), Lists.elements(b), order(self, function), false);
    }

    @Builtin("umerge")
    public static Object umerge(Proc self, Object function, Object a, Object b) {
        return merge(Lists.elements(a), Lists.elements(b), order(self, function), true);
    }

    @Builtin(value = "merge3", pure = true)
    public static Object merge3(Object a, Object b, Object c) {
        return merge(merge(a, b), c);
    }

    @Builtin(value = "umerge3", pure = true)
    public static Object umerge3(Object a, Object b, Object c) {
        return umerge(umerge(a, b), c);
    }

    /** Of equals the left one comes first; with {@code unique} the right one is left out. */
    private static Object merge(Object[] a, Object[] b, MergeSort.Order order, boolean unique) {
        ListBuilder out = new ListBuilder();
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            if (!order.inOrder(a[i], b[j])) {
                out.add(b[j++]);
                continue;
            }
            if (unique && order.inOrder(b[j], a[i])) {
                j++;
            }
            out.add(a[i++]);
        }
        Object rest = TermList.of();
        for (int k = b.length - 1; k >= j; k--) {
            rest = new Cons(b[k], rest);
        }
        for (int k = a.length - 1; k >= i; k--) {
            rest = new Cons(a[k], rest);
        }
        return out.finish(rest);
    }
}
