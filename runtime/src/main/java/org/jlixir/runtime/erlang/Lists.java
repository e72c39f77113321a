package org.jlixir.runtime.erlang;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.number.FloatText;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * {@code :lists}: what takes no function. See {@link ListsFolding} for what does, {@link ListsKeyed} and {@link ListsSorting}.
 * Elements count from 1.
 */
@ErlangModule("lists")
public final class Lists {
    private static final Object NIL = EmptyList.NIL;
    private static final Atom LISTS = Atom.of("lists");
    private static final Atom REVERSE = Atom.of("reverse");

    private Lists() {}

    /** The elements; {@code :function_clause} for an improper list or what is no list. */
    static Object[] elements(Object list) {
        if (TermList.properLength(list) < 0) {
            throw Args.functionClause();
        }
        return Args.elements(list);
    }

    /** Raises {@code :function_clause} unless a walk through a list ended in {@code []}. */
    static void requireEnd(Object rest) {
        if (rest != NIL) {
            throw Args.functionClause();
        }
    }

    // ---- reversing and joining

    /** A list of two elements and more fails as the call of {@code reverse/2} that goes on with what is behind them. */
    @Builtin(value = "reverse", pure = true)
    public static Object reverse(Object list) {
        Object reversed = reverseOnto(list, NIL);
        if (reversed != null) {
            return reversed;
        }
        throw list instanceof Cons first && first.tail() instanceof Cons second
                ? ElixirException.badArgument(LISTS, REVERSE, second.tail(), TermList.of(second.head, first.head))
                : Args.functionClause();
    }

    @Builtin(value = "reverse", pure = true)
    public static Object reverse(Object list, Object tail) {
        Object reversed = reverseOnto(list, tail);
        if (reversed == null) {
            throw Args.badarg();
        }
        return reversed;
    }

    /** Null for what is no proper list. */
    private static @Nullable Object reverseOnto(Object list, Object tail) {
        Object result = tail;
        Object rest = list;
        while (rest instanceof Cons cell) {
            result = new Cons(cell.head, result);
            rest = cell.tail();
        }
        return rest == NIL ? result : null;
    }

    @Builtin(value = "append", pure = true)
    public static Object append(Object a, Object b) {
        return ErlangLists.append(a, b);
    }

    @Builtin(value = "append", pure = true)
    public static Object append(Object lists) {
        Object[] all = elements(lists);
        Object result = all.length == 0 ? NIL : all[all.length - 1];
        for (int i = all.length - 2; i >= 0; i--) {
            result = ErlangLists.append(all[i], result);
        }
        return result;
    }

    @Builtin(value = "subtract", pure = true)
    public static Object subtract(Object a, Object b) {
        return ErlangLists.subtract(a, b);
    }

    /** Deep lists made one; the last tail of each must be {@code []}. */
    @Builtin(value = "flatten", pure = true)
    public static Object flatten(Object deep) {
        requireList(deep);
        return flattenOnto(deep, NIL);
    }

    @Builtin(value = "flatten", pure = true)
    public static Object flatten(Object deep, Object tail) {
        requireList(deep);
        requireList(tail);
        return flattenOnto(deep, tail);
    }

    private static Object flattenOnto(Object deep, Object tail) {
        ListBuilder out = new ListBuilder();
        ArrayDeque<Object> waiting = new ArrayDeque<>();
        Object rest = deep;
        while (true) {
            if (rest instanceof Cons cell) {
                if (cell.head instanceof Cons || cell.head == NIL) {
                    waiting.push(cell.tail());
                    rest = cell.head;
                } else {
                    out.add(cell.head);
                    rest = cell.tail();
                }
            } else {
                requireEnd(rest);
                if (waiting.isEmpty()) {
                    return out.finish(tail);
                }
                rest = waiting.pop();
            }
        }
    }

    @Builtin(value = "flatlength", pure = true)
    public static Object flatLength(Object deep) {
        return (long) Args.length(flatten(deep));
    }

    private static void requireList(Object term) {
        if (!(term instanceof Cons) && term != NIL) {
            throw Args.functionClause();
        }
    }

    /** Atoms, integers, floats and strings as one string. */
    @Builtin(value = "concat", pure = true)
    public static Object concat(Object things) {
        if (TermList.properLength(things) < 0) {
            throw Args.functionClause();
        }
        Object[] all = Args.elements(things);
        Object[] texts = new Object[all.length];
        for (int i = 0; i < all.length; i++) {
            texts[i] = text(all[i]);
        }
        return append(TermList.of(texts));
    }

    private static Object text(Object thing) {
        if (thing instanceof Atom) {
            return ErlangText.atomToList(thing);
        }
        if (thing instanceof Double x) {
            return Args.charlist(FloatText.scientific(x, 20));
        }
        if (Arithmetic.isInteger(thing)) {
            return ErlangText.integerToList(thing);
        }
        requireList(thing);
        return thing;
    }

    /** {@code separator} between each two elements. */
    @Builtin(value = "join", pure = true)
    public static Object join(Object separator, Object list) {
        ListBuilder out = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (rest != list) {
                out.add(separator);
            }
            out.add(cell.head);
            rest = cell.tail();
        }
        requireEnd(rest);
        return out.finish();
    }

    // ---- looking

    @Builtin(value = "member", pure = true)
    public static Object member(Object element, Object list) {
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (TermOrder.exactlyEqual(cell.head, element)) {
                return Atom.TRUE;
            }
            rest = cell.tail();
        }
        if (rest != NIL) {
            throw Args.badarg();
        }
        return Atom.FALSE;
    }

    @Builtin(value = "nth", pure = true)
    public static Object nth(Object index, Object list) {
        return drop(index, 1, list) instanceof Cons cell ? cell.head : fail();
    }

    @Builtin(value = "nthtail", pure = true)
    public static Object nthTail(Object count, Object list) {
        if (count.equals(0L)) {
            requireList(list);
        }
        return drop(count, 0, list);
    }

    /** The list without its first {@code count - first} elements. */
    private static Object drop(Object count, int first, Object list) {
        if (!(count instanceof Long n && n >= first)) {
            throw Args.functionClause();
        }
        Object rest = list;
        for (long i = n; i > first; i--) {
            rest = rest instanceof Cons cell ? cell.tail() : fail();
        }
        return rest;
    }

    private static Object fail() {
        throw Args.functionClause();
    }

    @Builtin(value = "last", pure = true)
    public static Object last(Object list) {
        Object last = null;
        Object rest = list;
        while (rest instanceof Cons cell) {
            last = cell.head;
            rest = cell.tail();
        }
        requireEnd(rest);
        return last == null ? fail() : last;
    }

    @Builtin(value = "droplast", pure = true)
    public static Object dropLast(Object list) {
        ListBuilder out = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell && cell.tail() != NIL) {
            out.add(cell.head);
            rest = cell.tail();
        }
        return rest instanceof Cons ? out.finish() : fail();
    }

    @Builtin(value = "prefix", pure = true)
    public static Object prefix(Object prefix, Object list) {
        Object a = prefix;
        Object b = list;
        while (a instanceof Cons x && b instanceof Cons y) {
            if (!TermOrder.exactlyEqual(x.head, y.head)) {
                return Atom.FALSE;
            }
            a = x.tail();
            b = y.tail();
        }
        requireList(a);
        requireList(b);
        return Atom.of(a == NIL);
    }

    @Builtin(value = "suffix", pure = true)
    public static Object suffix(Object suffix, Object list) {
        long extra = (long) Args.length(list) - Args.length(suffix);
        Object rest = list;
        for (long i = extra; i > 0; i--) {
            rest = ((Cons) rest).tail();
        }
        return Atom.of(extra >= 0 && TermOrder.exactlyEqual(rest, suffix));
    }

    @Builtin(value = "max", pure = true)
    public static Object max(Object list) {
        return extreme(list, -1);
    }

    @Builtin(value = "min", pure = true)
    public static Object min(Object list) {
        return extreme(list, 1);
    }

    /** The element that no later one is beyond; {@code sign} 1 for the least, -1 for the greatest. The first of equals. */
    private static Object extreme(Object list, int sign) {
        if (!(list instanceof Cons first)) {
            throw Args.functionClause();
        }
        Object best = first.head;
        Object rest = first.tail();
        while (rest instanceof Cons cell) {
            if (TermOrder.compare(cell.head, best) * sign < 0) {
                best = cell.head;
            }
            rest = cell.tail();
        }
        requireEnd(rest);
        return best;
    }

    @Builtin(value = "sum", pure = true)
    public static Object sum(Object list) {
        Object sum = 0L;
        Object rest = list;
        while (rest instanceof Cons cell) {
            sum = Arithmetic.add(sum, cell.head);
            rest = cell.tail();
        }
        requireEnd(rest);
        return sum;
    }

    // ---- parts

    @Builtin(value = "delete", pure = true)
    public static Object delete(Object element, Object list) {
        ListBuilder before = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (TermOrder.exactlyEqual(cell.head, element)) {
                return before.finish(cell.tail());
            }
            before.add(cell.head);
            rest = cell.tail();
        }
        requireEnd(rest);
        return list;
    }

    @Builtin(value = "sublist", pure = true)
    public static Object sublist(Object list, Object length) {
        if (!(length instanceof Long n && n >= 0)) {
            throw Args.functionClause();
        }
        ListBuilder out = new ListBuilder();
        Object rest = list;
        for (long i = n; i > 0 && rest instanceof Cons cell; i--) {
            out.add(cell.head);
            rest = cell.tail();
            if (i == 1) {
                return out.finish();
            }
        }
        requireList(rest);
        return out.finish();
    }

    @Builtin(value = "sublist", pure = true)
    public static Object sublist(Object list, Object start, Object length) {
        if (!(start instanceof Long from && from >= 1)) {
            throw Args.functionClause();
        }
        Object rest = list;
        for (long i = from; i > 1; i--) {
            if (!(rest instanceof Cons cell)) {
                requireList(rest);
                return NIL;
            }
            rest = cell.tail();
        }
        return sublist(rest, length);
    }

    @Builtin(value = "split", pure = true)
    public static Object split(Object count, Object list) {
        if (!(count instanceof Long n && n >= 0)) {
            throw Args.badarg();
        }
        ListBuilder front = new ListBuilder();
        Object rest = list;
        for (long i = n; i > 0; i--) {
            if (!(rest instanceof Cons cell)) {
                throw rest == NIL || rest == list ? Args.badarg() : Args.functionClause();
            }
            front.add(cell.head);
            rest = cell.tail();
        }
        if (rest == list && !(rest instanceof Cons) && rest != NIL) {
            throw Args.badarg();
        }
        return new Tuple2(front.finish(), rest);
    }

    /** So many different elements are compared one by one before they are hashed. */
    private static final int FEW = 16;

    /** Each element once, where it stands first. */
    @Builtin(value = "uniq", pure = true)
    public static Object uniq(Object list) {
        Object[] all = elements(list);
        ListBuilder out = new ListBuilder();
        int kept = 0;
        int i = 0;
        while (i < all.length && kept < FEW) {
            Object element = all[i++];
            if (!contains(all, kept, element)) {
                all[kept++] = element;
                out.add(element);
            }
        }
        if (i < all.length) {
            Set<Key> seen = new HashSet<>();
            for (int j = 0; j < kept; j++) {
                seen.add(new Key(all[j]));
            }
            for (; i < all.length; i++) {
                if (seen.add(new Key(all[i]))) {
                    out.add(all[i]);
                }
            }
        }
        return out.finish();
    }

    private static boolean contains(Object[] terms, int count, Object term) {
        for (int i = 0; i < count; i++) {
            if (TermOrder.exactlyEqual(terms[i], term)) {
                return true;
            }
        }
        return false;
    }

    // ---- making

    @Builtin(value = "duplicate", pure = true)
    public static Object duplicate(Object count, Object element) {
        if (!(count instanceof Long n && n >= 0)) {
            throw Args.functionClause();
        }
        Object list = NIL;
        for (long i = n; i > 0; i--) {
            list = new Cons(element, list);
        }
        return list;
    }

    @Builtin(value = "seq", pure = true)
    public static Object seq(Object first, Object last) {
        if (first instanceof Long from && last instanceof Long to && from - 1 <= to) {
            Object list = NIL;
            for (long i = to; i >= from; i--) {
                list = new Cons(i, list);
            }
            return list;
        }
        if (!Arithmetic.isInteger(first)
                || !Arithmetic.isInteger(last)
                || TermOrder.compare(Arithmetic.subtract(first, 1L), last) > 0) {
            throw Args.functionClause();
        }
        return seq(first, last, 1L);
    }

    /** Sums of a few such integers do not overflow. */
    private static boolean isSmall(long number) {
        return Math.abs(number) <= 1L << 60;
    }

    private static Object seq(long first, long last, long step) {
        if (Long.signum(last - first + step) * Long.signum(step) < 0) {
            throw Args.badarg();
        }
        Object list = NIL;
        for (long i = Math.floorDiv(last - first, step); i >= 0; i--) {
            list = new Cons(first + i * step, list);
        }
        return list;
    }

    @Builtin(value = "seq", pure = true)
    public static Object seq(Object first, Object last, Object increment) {
        if (first instanceof Long from
                && last instanceof Long to
                && increment instanceof Long step
                && step != 0
                && isSmall(from)
                && isSmall(to)
                && isSmall(step)) {
            if (step == 1 && from - 1 <= to) {
                return seq(first, last);
            }
            return seq(from.longValue(), to.longValue(), step.longValue());
        }
        if (!Arithmetic.isInteger(first) || !Arithmetic.isInteger(last) || !Arithmetic.isInteger(increment)) {
            throw Args.badarg();
        }
        int sign = Arithmetic.big(increment).signum();
        int ahead = Arithmetic.big(last)
                .subtract(Arithmetic.big(first))
                .add(Arithmetic.big(increment))
                .signum();
        if (sign == 0) {
            if (TermOrder.exactlyEqual(first, last)) {
                return TermList.of(first);
            }
            throw Args.badarg();
        }
        if (ahead * sign < 0) {
            throw Args.badarg();
        }
        ListBuilder out = new ListBuilder();
        Object next = first;
        while (TermOrder.compare(next, last) * sign <= 0) {
            out.add(next);
            next = Arithmetic.add(next, increment);
        }
        return out.finish();
    }

    @Builtin(value = "enumerate", pure = true)
    public static Object enumerate(Object list) {
        return enumerate(1L, 1L, list);
    }

    @Builtin(value = "enumerate", pure = true)
    public static Object enumerate(Object first, Object list) {
        return enumerate(first, 1L, list);
    }

    @Builtin(value = "enumerate", pure = true)
    public static Object enumerate(Object first, Object step, Object list) {
        if (!Arithmetic.isInteger(first) || !Arithmetic.isInteger(step)) {
            throw Args.functionClause();
        }
        ListBuilder out = new ListBuilder();
        Object number = first;
        Object rest = list;
        while (rest instanceof Cons cell) {
            out.add(new Tuple2(number, cell.head));
            number = Arithmetic.add(number, step);
            rest = cell.tail();
        }
        requireEnd(rest);
        return out.finish();
    }

    // ---- zipping

    @Builtin(value = "zip", pure = true)
    public static Object zip(Object a, Object b) {
        ListBuilder out = new ListBuilder();
        Object x = a;
        Object y = b;
        while (x instanceof Cons c && y instanceof Cons d) {
            out.add(new Tuple2(c.head, d.head));
            x = c.tail();
            y = d.tail();
        }
        requireEnd(x);
        requireEnd(y);
        return out.finish();
    }

    @Builtin(value = "zip3", pure = true)
    public static Object zip3(Object a, Object b, Object c) {
        ListBuilder out = new ListBuilder();
        Object x = a;
        Object y = b;
        Object z = c;
        while (x instanceof Cons d && y instanceof Cons e && z instanceof Cons f) {
            out.add(Tuple.of(d.head, e.head, f.head));
            x = d.tail();
            y = e.tail();
            z = f.tail();
        }
        requireEnd(x);
        requireEnd(y);
        requireEnd(z);
        return out.finish();
    }

    @Builtin(value = "unzip", pure = true)
    public static Object unzip(Object pairs) {
        return unzip(pairs, 2);
    }

    @Builtin(value = "unzip3", pure = true)
    public static Object unzip3(Object triples) {
        return unzip(triples, 3);
    }

    private static Object unzip(Object tuples, int size) {
        ListBuilder[] columns = new ListBuilder[size];
        Arrays.setAll(columns, i -> new ListBuilder());
        for (Object element : elements(tuples)) {
            if (!(element instanceof Tuple tuple && tuple.size() == size)) {
                throw Args.functionClause();
            }
            for (int i = 0; i < size; i++) {
                columns[i].add(tuple.get(i));
            }
        }
        Object[] lists = new Object[size];
        Arrays.setAll(lists, i -> columns[i].finish());
        return Tuple.ofArray(lists);
    }
}
