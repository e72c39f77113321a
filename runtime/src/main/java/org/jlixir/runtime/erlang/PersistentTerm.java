package org.jlixir.runtime.erlang;

import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;

/** {@code :persistent_term}: terms by key for the whole node, cheap to read. */
@ErlangModule("persistent_term")
public final class PersistentTerm {
    private PersistentTerm() {}

    private static final class Table {
        final ConcurrentHashMap<Key, Object> terms = new ConcurrentHashMap<>();
    }

    private static ConcurrentHashMap<Key, Object> terms(Proc self) {
        return self.node().state(Table.class, Table::new).terms;
    }

    @Builtin("put")
    public static Object put(Proc self, Object key, Object value) {
        terms(self).put(new Key(key), value);
        return Atom.OK;
    }

    @Builtin("get")
    public static Object get(Proc self, Object key) {
        Object value = terms(self).get(new Key(key));
        if (value == null) {
            throw Args.badarg();
        }
        return value;
    }

    @Builtin("get")
    public static Object get(Proc self, Object key, Object otherwise) {
        return terms(self).getOrDefault(new Key(key), otherwise);
    }

    @Builtin("get")
    public static Object get(Proc self) {
        ListBuilder all = new ListBuilder();
        terms(self).forEach((key, value) -> all.add(Tuple.of(key.term(), value)));
        return all.finish();
    }

    @Builtin("erase")
    public static Object erase(Proc self, Object key) {
        return Atom.of(terms(self).remove(new Key(key)) != null);
    }

    /** The memory is an estimate: bytes. */
    @Builtin("info")
    public static Object info(Proc self) {
        long count = terms(self).size();
        return ElixirMap.of(Atom.of("count"), count, Atom.of("memory"), 64 * count);
    }
}
