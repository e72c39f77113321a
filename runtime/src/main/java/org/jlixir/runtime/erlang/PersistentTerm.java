package org.jlixir.runtime.erlang;

import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;

/** The module {@code :persistent_term}. */
@ErlangModule("persistent_term")
public final class PersistentTerm {
    private final ConcurrentHashMap<Object, Object> terms = new ConcurrentHashMap<>();

    private PersistentTerm() {}

    private static ConcurrentHashMap<Object, Object> terms(Proc self) {
        return self.node().state(PersistentTerm.class, PersistentTerm::new).terms;
    }

    @Builtin("put")
    public static Object put(Proc self, Object key, Object value) {
        terms(self).put(key, value);
        return Atom.OK;
    }

    @Builtin("put_new")
    public static Object putNew(Proc self, Object key, Object value) {
        Object old = terms(self).putIfAbsent(key, value);
        if (old != null && !old.equals(value)) {
            throw ElixirException.badArgument();
        }
        return Atom.OK;
    }

    @Builtin("get")
    public static Object get(Proc self, Object key) {
        Object value = terms(self).get(key);
        if (value == null) {
            throw ElixirException.badArgument();
        }
        return value;
    }

    @Builtin("get")
    public static Object get(Proc self, Object key, Object otherwise) {
        Object value = terms(self).get(key);
        return value == null ? otherwise : value;
    }

    @Builtin("get")
    public static Object get(Proc self) {
        ListBuilder list = new ListBuilder();
        terms(self).forEach((key, value) -> list.add(Tuple.of(key, value)));
        return list.finish();
    }

    @Builtin("erase")
    public static Object erase(Proc self, Object key) {
        return Atom.of(terms(self).remove(key) != null);
    }

    @Builtin("info")
    public static Object info(Proc self) {
        return ElixirMap.of(Atom.of("count"), (long) terms(self).size(), Atom.of("memory"), 0L);
    }
}
