package org.jlixir.runtime.erlang;

import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.MapBuilder;
import org.jlixir.runtime.term.Tuple2;

/** {@code :maps}: what takes no function. See {@link MapsFolding} for what does. */
@ErlangModule("maps")
public final class Maps {
    private Maps() {}

    @Builtin(value = "get", pure = true)
    public static Object get(Object key, Object map) {
        return Args.map(map).getOrFail(key);
    }

    @Builtin(value = "get", pure = true)
    public static Object get(Object key, Object map, Object otherwise) {
        return Args.map(map).getOrDefault(key, otherwise);
    }

    @Builtin(value = "find", pure = true)
    public static Object find(Object key, Object map) {
        Object value = Args.map(map).get(key);
        return value == null ? Atom.ERROR : new Tuple2(Atom.OK, value);
    }

    @Builtin(value = "is_key", pure = true)
    public static Object isKey(Object key, Object map) {
        return Atom.of(Args.map(map).containsKey(key));
    }

    @Builtin(value = "size", pure = true)
    public static Object size(Object map) {
        return (long) Args.map(map).size();
    }

    @Builtin(value = "new", pure = true)
    public static Object create() {
        return ElixirMap.EMPTY;
    }

    @Builtin(value = "put", pure = true)
    public static Object put(Object key, Object value, Object map) {
        return Args.map(map).put(key, value);
    }

    @Builtin(value = "update", pure = true)
    public static Object update(Object key, Object value, Object map) {
        return Args.map(map).update(key, value);
    }

    @Builtin(value = "remove", pure = true)
    public static Object remove(Object key, Object map) {
        return Args.map(map).remove(key);
    }

    @Builtin(value = "take", pure = true)
    public static Object take(Object key, Object map) {
        ElixirMap all = Args.map(map);
        Object value = all.get(key);
        return value == null ? Atom.ERROR : new Tuple2(value, all.remove(key));
    }

    @Builtin(value = "merge", pure = true)
    public static Object merge(Object a, Object b) {
        return Args.map(a).merge(Args.map(b));
    }

    @Builtin(value = "keys", pure = true)
    public static Object keys(Object map) {
        return Args.map(map).keys();
    }

    @Builtin(value = "values", pure = true)
    public static Object values(Object map) {
        return Args.map(map).values();
    }

    /** Of a map or of an iterator. */
    @Builtin(value = "to_list", pure = true)
    public static Object toList(Object map) {
        return map instanceof ElixirMap x ? x.toList() : MapIterators.toList(map);
    }

    /** Of pairs; a later one wins. */
    @Builtin(value = "from_list", pure = true)
    public static Object fromList(Object list) {
        MapBuilder builder = ElixirMap.builder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (!(cell.head instanceof Tuple2 pair)) {
                throw Args.badarg();
            }
            builder.put(pair.e0, pair.e1);
            rest = cell.tail();
        }
        requireEnd(rest);
        return builder.build();
    }

    @Builtin(value = "from_keys", pure = true)
    public static Object fromKeys(Object keys, Object value) {
        MapBuilder builder = ElixirMap.builder();
        Object rest = keys;
        while (rest instanceof Cons cell) {
            builder.put(cell.head, value);
            rest = cell.tail();
        }
        requireEnd(rest);
        return builder.build();
    }

    private static void requireEnd(Object rest) {
        if (rest != EmptyList.NIL) {
            throw Args.badarg();
        }
    }

    @Builtin(value = "with", pure = true)
    public static Object with(Object keys, Object map) {
        ElixirMap all = Args.map(map);
        MapBuilder builder = ElixirMap.builder();
        requireList(keys);
        Object rest = keys;
        while (rest instanceof Cons cell) {
            Object value = all.get(cell.head);
            if (value != null) {
                builder.put(cell.head, value);
            }
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return builder.build();
    }

    private static void requireList(Object term) {
        if (!(term instanceof Cons) && term != EmptyList.NIL) {
            throw Args.badarg();
        }
    }

    @Builtin(value = "without", pure = true)
    public static Object without(Object keys, Object map) {
        ElixirMap result = Args.map(map);
        requireList(keys);
        Object rest = keys;
        while (rest instanceof Cons cell) {
            result = result.remove(cell.head);
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return result;
    }

    /** The entries of {@code b} whose keys {@code a} has too. */
    @Builtin(value = "intersect", pure = true)
    public static Object intersect(Object a, Object b) {
        ElixirMap keys = Args.map(a);
        ElixirMap entries = Args.map(b);
        MapBuilder builder = ElixirMap.builder();
        if (keys.size() < entries.size()) {
            for (ElixirMap.Cursor entry = keys.cursor(); entry.next(); ) {
                Object value = entries.get(entry.key());
                if (value != null) {
                    builder.put(entry.key(), value);
                }
            }
            return builder.build();
        }
        for (ElixirMap.Cursor entry = entries.cursor(); entry.next(); ) {
            if (keys.containsKey(entry.key())) {
                builder.put(entry.key(), entry.value());
            }
        }
        return builder.build();
    }

    // ---- iterators

    @Builtin(value = "iterator", pure = true)
    public static Object iterator(Object map) {
        return MapIterators.of(Args.map(map));
    }

    /** Whether {@link #next} takes it. */
    @Builtin(value = "is_iterator_valid", pure = true)
    public static Object isIteratorValid(Object iterator) {
        return Atom.of(MapIterators.isValid(iterator));
    }

    /** {@code {key, value, iterator}}, or {@code none} at the end. */
    @Builtin(value = "next", pure = true)
    public static Object next(Object iterator) {
        return MapIterators.next(iterator);
    }
}
