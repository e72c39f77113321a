package org.jlixir.runtime.erlang;

import java.util.LinkedHashMap;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.MapBuilder;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** {@code :maps}: what calls a function, for a map or an iterator, in its order. */
@ErlangModule("maps")
public final class MapsFolding {
    private static final Atom CASE_CLAUSE = Atom.of("case_clause");

    private MapsFolding() {}

    /** What is done with an entry. */
    @FunctionalInterface
    private interface Visit {
        void entry(Object key, Object value);
    }

    private static void forEach(Object mapOrIterator, Visit visit) {
        if (mapOrIterator instanceof ElixirMap map) {
            for (ElixirMap.Cursor entry = map.cursor(); entry.next(); ) {
                visit.entry(entry.key(), entry.value());
            }
            return;
        }
        Object entry = MapIterators.first(mapOrIterator);
        while (entry instanceof Tuple3 triple) {
            visit.entry(triple.e0, triple.e1);
            entry = MapIterators.next(triple.e2);
        }
    }

    @Builtin("fold")
    public static Object fold(Proc self, Object function, Object initial, Object map) {
        Fun fun = Args.fun(function, 3);
        Object[] result = {initial};
        forEach(map, (key, value) -> result[0] = self.apply3(fun, key, value, result[0]));
        return result[0];
    }

    @Builtin("foreach")
    public static Object foreach(Proc self, Object function, Object map) {
        Fun fun = Args.fun(function, 2);
        forEach(map, (key, value) -> self.apply2(fun, key, value));
        return Atom.OK;
    }

    @Builtin("map")
    public static Object map(Proc self, Object function, Object map) {
        Fun fun = Args.fun(function, 2);
        if (map instanceof ElixirMap small && small.shape() != null) {
            Object[] values = new Object[small.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = self.apply2(fun, small.shape().key(i), small.valueAt(i));
            }
            return ElixirMap.of(small.shape(), values);
        }
        MapBuilder builder = ElixirMap.builder();
        forEach(map, (key, value) -> builder.put(key, self.apply2(fun, key, value)));
        return builder.build();
    }

    @Builtin("filter")
    public static Object filter(Proc self, Object predicate, Object map) {
        Fun fun = Args.fun(predicate, 2);
        MapBuilder builder = ElixirMap.builder();
        forEach(map, (key, value) -> {
            Object keep = self.apply2(fun, key, value);
            if (keep == Atom.TRUE) {
                builder.put(key, value);
            } else if (keep != Atom.FALSE) {
                throw ElixirException.error(CASE_CLAUSE, keep);
            }
        });
        return builder.build();
    }

    /** The function answers a boolean, or {@code {true, value}} for another value in its place. */
    @Builtin("filtermap")
    public static Object filterMap(Proc self, Object function, Object map) {
        Fun fun = Args.fun(function, 2);
        MapBuilder builder = ElixirMap.builder();
        forEach(map, (key, value) -> {
            Object keep = self.apply2(fun, key, value);
            if (keep == Atom.TRUE) {
                builder.put(key, value);
            } else if (keep instanceof Tuple2 pair && pair.e0 == Atom.TRUE) {
                builder.put(key, pair.e1);
            } else if (keep != Atom.FALSE) {
                throw ElixirException.error(CASE_CLAUSE, keep);
            }
        });
        return builder.build();
    }

    @Builtin("update_with")
    public static Object updateWith(Proc self, Object key, Object function, Object map) {
        ElixirMap all = Args.map(map);
        Fun fun = Args.fun(function, 1);
        return all.put(key, self.apply1(fun, all.getOrFail(key)));
    }

    @Builtin("update_with")
    public static Object updateWith(Proc self, Object key, Object function, Object initial, Object map) {
        ElixirMap all = Args.map(map);
        Fun fun = Args.fun(function, 1);
        Object value = all.get(key);
        return all.put(key, value == null ? initial : self.apply1(fun, value));
    }

    /** The function takes the key and both values. */
    @Builtin("merge_with")
    public static Object mergeWith(Proc self, Object combiner, Object a, Object b) {
        Fun fun = Args.fun(combiner, 3);
        ElixirMap result = Args.map(a);
        for (ElixirMap.Cursor entry = Args.map(b).cursor(); entry.next(); ) {
            Object value = result.get(entry.key());
            Object combined = value == null ? entry.value() : self.apply3(fun, entry.key(), value, entry.value());
            result = result.put(entry.key(), combined);
        }
        return result;
    }

    @Builtin("intersect_with")
    public static Object intersectWith(Proc self, Object combiner, Object a, Object b) {
        Fun fun = Args.fun(combiner, 3);
        ElixirMap left = Args.map(a);
        ElixirMap right = Args.map(b);
        MapBuilder builder = ElixirMap.builder();
        boolean leftSmaller = left.size() <= right.size();
        for (ElixirMap.Cursor entry = (leftSmaller ? left : right).cursor(); entry.next(); ) {
            Object other = (leftSmaller ? right : left).get(entry.key());
            if (other != null) {
                Object first = leftSmaller ? entry.value() : other;
                Object second = leftSmaller ? other : entry.value();
                builder.put(entry.key(), self.apply3(fun, entry.key(), first, second));
            }
        }
        return builder.build();
    }

    /** A map of lists, by what the function says of each element. */
    @Builtin("groups_from_list")
    public static Object groupsFromList(Proc self, Object function, Object list) {
        return groups(self, Args.fun(function, 1), null, list);
    }

    @Builtin("groups_from_list")
    public static Object groupsFromList(Proc self, Object function, Object valueFunction, Object list) {
        return groups(self, Args.fun(function, 1), Args.fun(valueFunction, 1), list);
    }

    private static Object groups(Proc self, Fun key, @Nullable Fun value, Object list) {
        LinkedHashMap<Key, ListBuilder> groups = new LinkedHashMap<>();
        for (Object element : Args.elements(list)) {
            Object group = self.apply1(key, element);
            groups.computeIfAbsent(new Key(group), k -> new ListBuilder())
                    .add(value == null ? element : self.apply1(value, element));
        }
        MapBuilder builder = ElixirMap.builder();
        groups.forEach((group, elements) -> builder.put(group.term(), elements.finish()));
        return builder.build();
    }

    /** {@code order} is {@code undefined}, {@code ordered}, {@code reversed}, or a function on keys as {@code :lists.sort/2} takes. */
    @Builtin("iterator")
    public static Object iterator(Proc self, Object map, Object order) {
        if (!(map instanceof ElixirMap all)) {
            throw Args.badarg();
        }
        if (order instanceof Fun fun && fun.arity() == 2) {
            return MapIterators.ordered(all, (a, b) -> self.apply2(fun, a, b) == Atom.TRUE);
        }
        return MapIterators.of(all, order);
    }
}
