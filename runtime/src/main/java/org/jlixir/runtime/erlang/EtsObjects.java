package org.jlixir.runtime.erlang;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jlixir.runtime.ets.EtsTable;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** {@code :ets}: objects by their keys, and one after the other. */
@ErlangModule("ets")
public final class EtsObjects {
    private EtsObjects() {}

    /** Does something while nobody else changes the table. */
    static <T> T locked(EtsTable table, Supplier<T> action) {
        table.lock().lock();
        try {
            return action.get();
        } finally {
            table.lock().unlock();
        }
    }

    // ---- putting in

    @Builtin("insert")
    public static Object insert(Proc self, Object handle, Object objects) {
        EtsTable table = EtsAccess.toWrite(self, handle);
        if (objects instanceof Tuple) {
            Tuple object = EtsAccess.object(table, objects);
            table.lock().lock();
            try {
                table.insert(object);
            } finally {
                table.lock().unlock();
            }
            return Atom.TRUE;
        }
        List<Tuple> all = objects(table, objects);
        return locked(table, () -> {
            all.forEach(table::insert);
            return Atom.TRUE;
        });
    }

    /** Inserts nothing when one of the keys is there already. */
    @Builtin("insert_new")
    public static Object insertNew(Proc self, Object handle, Object objects) {
        EtsTable table = EtsAccess.toWrite(self, handle);
        List<Tuple> all = objects(table, objects);
        return locked(table, () -> {
            for (Tuple object : all) {
                if (table.contains(table.key(object))) {
                    return Atom.FALSE;
                }
            }
            all.forEach(table::insert);
            return Atom.TRUE;
        });
    }

    private static List<Tuple> objects(EtsTable table, Object term) {
        if (term instanceof Tuple) {
            return List.of(EtsAccess.object(table, term));
        }
        List<Tuple> objects = new ArrayList<>();
        for (Object element : Args.elements(term)) {
            objects.add(EtsAccess.object(table, element));
        }
        return objects;
    }

    // ---- looking up

    @Builtin("lookup")
    public static Object lookup(Proc self, Object handle, Object key) {
        return TermList.from(EtsAccess.toRead(self, handle).lookup(key));
    }

    @Builtin("member")
    public static Object member(Proc self, Object handle, Object key) {
        return Atom.of(EtsAccess.toRead(self, handle).contains(key));
    }

    @Builtin("lookup_element")
    public static Object lookupElement(Proc self, Object handle, Object key, Object position) {
        return element(self, handle, key, position, null);
    }

    @Builtin("lookup_element")
    public static Object lookupElement(Proc self, Object handle, Object key, Object position, Object otherwise) {
        return element(self, handle, key, position, otherwise);
    }

    private static Object element(Proc self, Object handle, Object key, Object position, @Nullable Object otherwise) {
        EtsTable table = EtsAccess.toRead(self, handle);
        int at = Args.integer(position, 1, Integer.MAX_VALUE) - 1;
        List<Tuple> found = table.lookup(key);
        if (found.isEmpty()) {
            if (otherwise == null) {
                throw Args.badarg();
            }
            return otherwise;
        }
        ListBuilder elements = new ListBuilder();
        for (Tuple object : found) {
            if (at >= object.size()) {
                throw Args.badarg();
            }
            if (!isBag(table)) {
                return object.get(at);
            }
            elements.add(object.get(at));
        }
        return elements.finish();
    }

    private static boolean isBag(EtsTable table) {
        return table.type() == EtsTable.Type.BAG || table.type() == EtsTable.Type.DUPLICATE_BAG;
    }

    @Builtin("tab2list")
    public static Object toList(Proc self, Object handle) {
        ListBuilder list = new ListBuilder();
        EtsAccess.toRead(self, handle).objects().forEachRemaining(list::add);
        return list.finish();
    }

    // ---- taking out

    @Builtin("delete")
    public static Object delete(Proc self, Object handle, Object key) {
        EtsTable table = EtsAccess.toWrite(self, handle);
        return locked(table, () -> {
            table.remove(key);
            return Atom.TRUE;
        });
    }

    @Builtin("delete_object")
    public static Object deleteObject(Proc self, Object handle, Object object) {
        EtsTable table = EtsAccess.toWrite(self, handle);
        Tuple tuple = EtsAccess.object(table, object);
        return locked(table, () -> {
            table.removeObject(tuple);
            return Atom.TRUE;
        });
    }

    @Builtin("delete_all_objects")
    public static Object deleteAllObjects(Proc self, Object handle) {
        EtsTable table = EtsAccess.toWrite(self, handle);
        return locked(table, () -> {
            table.clear();
            return Atom.TRUE;
        });
    }

    @Builtin("take")
    public static Object take(Proc self, Object handle, Object key) {
        EtsTable table = EtsAccess.toWrite(self, handle);
        return locked(table, () -> {
            Object found = TermList.from(table.lookup(key));
            table.remove(key);
            return found;
        });
    }

    // ---- folds

    @Builtin("foldl")
    public static Object foldl(Proc self, Object function, Object initial, Object handle) {
        EtsTable table = EtsAccess.toRead(self, handle);
        return fold(self, Args.fun(function, 2), initial, table.objects());
    }

    @Builtin("foldr")
    public static Object foldr(Proc self, Object function, Object initial, Object handle) {
        EtsTable table = EtsAccess.toRead(self, handle);
        return fold(self, Args.fun(function, 2), initial, table.objectsBackwards());
    }

    private static Object fold(Proc self, Fun fun, Object initial, Iterator<Tuple> objects) {
        Object result = initial;
        while (objects.hasNext()) {
            result = self.apply2(fun, objects.next(), result);
        }
        return result;
    }

    // ---- from key to key

    private static Object orEnd(@Nullable Object key) {
        return key == null ? EtsAccess.END_OF_TABLE : key;
    }

    @Builtin("first")
    public static Object first(Proc self, Object handle) {
        EtsTable table = EtsAccess.toRead(self, handle);
        return orEnd(table.firstKey(table.objects()));
    }

    @Builtin("last")
    public static Object last(Proc self, Object handle) {
        EtsTable table = EtsAccess.toRead(self, handle);
        return orEnd(table.firstKey(table.objectsBackwards()));
    }

    @Builtin("next")
    public static Object next(Proc self, Object handle, Object key) {
        return orEnd(EtsAccess.toRead(self, handle).nextKey(key));
    }

    @Builtin("prev")
    public static Object previous(Proc self, Object handle, Object key) {
        return orEnd(EtsAccess.toRead(self, handle).previousKey(key));
    }

    private static Object withObjects(Proc self, Object handle, Object key) {
        return key == EtsAccess.END_OF_TABLE ? key : new Tuple2(key, lookup(self, handle, key));
    }

    @Builtin("first_lookup")
    public static Object firstLookup(Proc self, Object handle) {
        return withObjects(self, handle, first(self, handle));
    }

    @Builtin("last_lookup")
    public static Object lastLookup(Proc self, Object handle) {
        return withObjects(self, handle, last(self, handle));
    }

    @Builtin("next_lookup")
    public static Object nextLookup(Proc self, Object handle, Object key) {
        return withObjects(self, handle, next(self, handle, key));
    }

    @Builtin("prev_lookup")
    public static Object previousLookup(Proc self, Object handle, Object key) {
        return withObjects(self, handle, previous(self, handle, key));
    }

    /** The objects of the key that stands at {@code index}; the end behind the last. */
    @Builtin("slot")
    public static Object slot(Proc self, Object handle, Object index) {
        EtsTable table = EtsAccess.toRead(self, handle);
        Iterator<Tuple> objects = table.objects();
        long at = Args.integer(index, 0, Integer.MAX_VALUE);
        // Other tables of the BEAM have more slots than objects.
        if (at > table.size() && table.settings().type() == EtsTable.Type.ORDERED_SET) {
            throw Args.badarg();
        }
        for (long i = 0; objects.hasNext(); i++) {
            Tuple object = objects.next();
            if (i == at) {
                return new Cons(object, EmptyList.NIL);
            }
        }
        return EtsAccess.END_OF_TABLE;
    }
}
