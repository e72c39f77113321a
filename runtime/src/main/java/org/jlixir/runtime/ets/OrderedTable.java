package org.jlixir.runtime.ets;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;

/** An ordered set: keys in term order, 1 and 1.0 are one. */
@SuppressWarnings("NonAtomicVolatileUpdate") // Only whoever holds the lock writes the size.
final class OrderedTable extends EtsTable {
    private final ConcurrentSkipListMap<Object, Tuple> objects = new ConcurrentSkipListMap<>(TermOrder.STANDARD);
    private volatile long size;

    OrderedTable(Reference id, Pid owner, Settings settings) {
        super(id, owner, settings);
    }

    @Override
    boolean sameKey(Object a, Object b) {
        return TermOrder.equal(a, b);
    }

    @Override
    public long size() {
        return size;
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
        Object key = key(object);
        // The key of the new object counts, also when it is the other of 1 and 1.0.
        Tuple old = objects.get(key);
        if (old == null) {
            size = size + 1;
        } else if (!TermOrder.exactlyEqual(key(old), key)) {
            objects.remove(key);
        }
        objects.put(key, object);
    }

    @Override
    public void remove(Object key) {
        if (objects.remove(key) != null) {
            size = size - 1;
        }
    }

    @Override
    public void removeObject(Tuple object) {
        Tuple found = objects.get(key(object));
        if (found != null && TermOrder.exactlyEqual(found, object)) {
            remove(key(object));
        }
    }

    @Override
    public void clear() {
        objects.clear();
        size = 0;
    }

    @Override
    public Iterator<Tuple> objects() {
        return objects.values().iterator();
    }

    @Override
    public Iterator<Tuple> objectsBackwards() {
        return objects.descendingMap().values().iterator();
    }

    @Override
    public Iterator<Tuple> objectsAfter(Object key) {
        return objects.tailMap(key, false).values().iterator();
    }

    @Override
    public Iterator<Tuple> objectsBefore(Object key) {
        return objects.headMap(key, false).descendingMap().values().iterator();
    }
}
