package org.jlixir.runtime.erlang;

import java.util.List;
import org.jlixir.runtime.ets.EtsTable;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** {@code :ets}: changes of parts of an object, each one step for everybody else. Sets and ordered sets only. */
@ErlangModule("ets")
public final class EtsUpdates {
    private EtsUpdates() {}

    private static EtsTable set(Proc self, Object handle) {
        EtsTable table = EtsAccess.toWrite(self, handle);
        if (table.type() == EtsTable.Type.BAG || table.type() == EtsTable.Type.DUPLICATE_BAG) {
            throw Args.badarg();
        }
        return table;
    }

    /** The object with the key, else {@code otherwise} with that key, else null. */
    private static @Nullable Tuple object(EtsTable table, Object key, @Nullable Object otherwise) {
        List<Tuple> found = table.lookup(key);
        if (!found.isEmpty()) {
            return found.getFirst();
        }
        return otherwise == null ? null : EtsAccess.object(table, otherwise).with(table.keyPosition(), key);
    }

    // ---- counters

    @Builtin("update_counter")
    public static Object updateCounter(Proc self, Object handle, Object key, Object operations) {
        return count(set(self, handle), key, operations, null);
    }

    /** As without {@code initial}, which is inserted first when the key is not there. */
    @Builtin("update_counter")
    public static Object updateCounter(Proc self, Object handle, Object key, Object operations, Object initial) {
        EtsTable table = set(self, handle);
        EtsAccess.object(table, initial);
        return count(table, key, operations, initial);
    }

    private static Object count(EtsTable table, Object key, Object operations, @Nullable Object initial) {
        boolean single = operations instanceof Tuple || Arithmetic.isInteger(operations);
        Object[] all = single ? new Object[] {operations} : Args.elements(operations);
        Object[] results = new Object[all.length];
        table.lock().lock();
        try {
            Tuple object = object(table, key, initial);
            if (object == null) {
                throw Args.badarg();
            }
            for (int i = 0; i < all.length; i++) {
                int at = position(table, object, all[i]);
                results[i] = counted(object.get(at), all[i]);
                object = object.with(at, results[i]);
            }
            table.insert(object);
        } finally {
            table.lock().unlock();
        }
        return single ? results[0] : TermList.of(results);
    }

    /** Where the counter stands, from 0: behind the key unless the operation says. */
    private static int position(EtsTable table, Tuple object, Object operation) {
        Object position =
                operation instanceof Tuple tuple && tuple.size() > 0 ? tuple.get(0) : table.keyPosition() + 2L;
        int at = Args.integer(position, 1, object.size()) - 1;
        if (at == table.keyPosition()) {
            throw Args.badarg();
        }
        return at;
    }

    /** {@code increment}, {@code {position, increment}} or {@code {position, increment, threshold, value}}. */
    private static Object counted(Object counter, Object operation) {
        Object increment = operation;
        if (operation instanceof Tuple tuple) {
            if (tuple.size() != 2 && tuple.size() != 4) {
                throw Args.badarg();
            }
            increment = tuple.get(1);
        }
        Object sum = Arithmetic.add(integer(counter), integer(increment));
        if (operation instanceof Tuple tuple && tuple.size() == 4) {
            Object threshold = integer(tuple.get(2));
            Object value = integer(tuple.get(3));
            boolean rising = TermOrder.greaterOrEqual(increment, 0L);
            boolean past = rising ? TermOrder.greaterThan(sum, threshold) : TermOrder.lessThan(sum, threshold);
            return past ? value : sum;
        }
        return sum;
    }

    private static Object integer(Object term) {
        if (Arithmetic.isInteger(term)) {
            return term;
        }
        throw Args.badarg();
    }

    // ---- elements

    @Builtin("update_element")
    public static Object updateElement(Proc self, Object handle, Object key, Object changes) {
        return change(set(self, handle), key, changes, null);
    }

    /** As without {@code initial}, which is inserted first when the key is not there. */
    @Builtin("update_element")
    public static Object updateElement(Proc self, Object handle, Object key, Object changes, Object initial) {
        EtsTable table = set(self, handle);
        EtsAccess.object(table, initial);
        return change(table, key, changes, initial);
    }

    private static Object change(EtsTable table, Object key, Object changes, @Nullable Object initial) {
        Object[] all = changes instanceof Tuple ? new Object[] {changes} : Args.elements(changes);
        for (Object change : all) {
            if (!(change instanceof Tuple2 pair && pair.e0 instanceof Long)) {
                throw Args.badarg();
            }
        }
        table.lock().lock();
        try {
            Tuple object = object(table, key, initial);
            if (object == null) {
                return Atom.FALSE;
            }
            for (Object change : all) {
                Tuple2 pair = (Tuple2) change;
                int at = Args.integer(pair.e0, 1, object.size()) - 1;
                if (at == table.keyPosition()) {
                    throw Args.badarg();
                }
                object = object.with(at, pair.e1);
            }
            table.insert(object);
            return Atom.TRUE;
        } finally {
            table.lock().unlock();
        }
    }
}
