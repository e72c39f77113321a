package org.jlixir.runtime.ets;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;

/** A set: one object a key. Terms are their own keys in Java's hash tables: their {@code equals} is {@code ===}. */
final class SetTable extends HashTable {
    private final ConcurrentHashMap<Object, Tuple> objects = new ConcurrentHashMap<>();

    SetTable(Reference id, Pid owner, Settings settings) {
        super(id, owner, settings);
    }

    @Override
    public long size() {
        return objects.mappingCount();
    }

    @Override
    public List<Tuple> lookup(Object key) {
        Tuple object = objects.get(key);
        return object == null ? List.of() : List.of(object);
    }

    @Override
    public boolean contains(Object key) {
        return objects.containsKey(key);
    }

    @Override
    public void insert(Tuple object) {
        objects.put(key(object), object);
    }

    @Override
    public void remove(Object key) {
        objects.remove(key);
    }

    @Override
    public void removeObject(Tuple object) {
        Tuple found = objects.get(key(object));
        if (found != null && TermOrder.exactlyEqual(found, object)) {
            objects.remove(key(object));
        }
    }

    @Override
    public void clear() {
        objects.clear();
    }

    @Override
    public Iterator<Tuple> objects() {
        return objects.values().iterator();
    }
}
