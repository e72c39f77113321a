package org.jlixir.runtime.erlang;

import java.util.Arrays;
import java.util.Comparator;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple3;

/**
 * Iterators of maps as terms: {@code [place | map]} in the map's own order, where the place is an integer that only the map
 * understands ({@link ElixirMap#nextPlace}), or {@code [keys | map]} in the order of a list of keys.
 */
final class MapIterators {
    private static final Atom NONE = Atom.of("none");
    private static final Atom ORDERED = Atom.of("ordered");
    private static final Atom REVERSED = Atom.of("reversed");

    private MapIterators() {}

    static Object of(ElixirMap map) {
        return new Cons(0L, map);
    }

    static Object of(ElixirMap map, Object order) {
        if (order == ORDERED) {
            return inTermOrder(map, TermOrder.EXACTLY);
        }
        if (order == REVERSED) {
            return inTermOrder(map, TermOrder.EXACTLY.reversed());
        }
        if (order == Atom.UNDEFINED) {
            return of(map);
        }
        throw Args.badarg();
    }

    private static Object inTermOrder(ElixirMap map, Comparator<Object> order) {
        Object[] keys = keys(map);
        Arrays.sort(keys, order);
        return new Cons(TermList.of(keys), map);
    }

    static Object ordered(ElixirMap map, MergeSort.Order order) {
        Object[] keys = keys(map);
        MergeSort.sort(keys, order);
        return new Cons(TermList.of(keys), map);
    }

    private static Object[] keys(ElixirMap map) {
        return TermList.toJava(map.keys()).toArray();
    }

    static boolean isValid(Object iterator) {
        return iterator == NONE
                || iterator instanceof Tuple3
                || iterator instanceof Cons pair && pair.tail() instanceof ElixirMap;
    }

    static Object next(Object iterator) {
        if (iterator == NONE) {
            return NONE;
        }
        if (iterator instanceof Tuple3) {
            return iterator;
        }
        if (!(iterator instanceof Cons pair && pair.tail() instanceof ElixirMap map)) {
            throw Args.badarg();
        }
        if (pair.head instanceof Long place) {
            long next = map.nextPlace(place);
            return next < 0 ? NONE : Tuple.of(map.keyAtPlace(next), map.valueAtPlace(next), new Cons(next, map));
        }
        if (pair.head == EmptyList.NIL) {
            return NONE;
        }
        if (pair.head instanceof Cons keys) {
            Object value = map.get(keys.head);
            if (value != null) {
                return Tuple.of(keys.head, value, new Cons(keys.tail(), map));
            }
        }
        throw Args.badarg();
    }

    static Object toList(Object iterator) {
        ListBuilder list = new ListBuilder();
        Object entry = first(iterator);
        while (entry instanceof Tuple3 triple) {
            list.add(Tuple.of(triple.e0, triple.e1));
            entry = next(triple.e2);
        }
        return list.finish();
    }

    /** The first entry of what should be a map or an iterator; {@code {:badmap, term}} for anything else. */
    static Object first(Object iterator) {
        if (iterator instanceof ElixirMap map) {
            return next(of(map));
        }
        boolean valid = iterator == NONE
                || iterator instanceof Tuple3
                || iterator instanceof Cons pair && pair.tail() instanceof ElixirMap;
        return valid ? next(iterator) : Args.map(iterator);
    }
}
