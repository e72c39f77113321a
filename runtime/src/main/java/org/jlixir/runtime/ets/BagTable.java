package org.jlixir.runtime.ets;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** A bag: several objects a key, each once, or in a duplicate bag as often as it was inserted. */
@SuppressWarnings("NonAtomicVolatileUpdate") // Only whoever holds the lock writes the size.
final class BagTable extends HashTable {
    /**
     * The objects of a key, in an array with room behind them. Only whoever holds the lock adds; a reader sees the objects up
     * to the count that it has read, which are never changed.
     */
    private static final class Bucket {
        private volatile Tuple[] objects;
        private volatile int count;

        Bucket(Tuple... objects) {
            this.objects = objects;
            this.count = objects.length;
        }

        List<Tuple> view() {
            int known = count;
            return Collections.unmodifiableList(Arrays.asList(objects).subList(0, known));
        }

        void add(Tuple object) {
            int at = count;
            if (at == objects.length) {
                objects = Arrays.copyOf(objects, 2 * at);
            }
            objects[at] = object;
            count = at + 1;
        }

        int count(Tuple object) {
            int found = 0;
            for (Tuple other : view()) {
                found += TermOrder.exactlyEqual(object, other) ? 1 : 0;
            }
            return found;
        }
    }

    private final ConcurrentHashMap<Object, Bucket> buckets = new ConcurrentHashMap<>();
    private volatile long size;

    BagTable(Reference id, Pid owner, Settings settings) {
        super(id, owner, settings);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public List<Tuple> lookup(Object key) {
        Bucket bucket = buckets.get(key);
        return bucket == null ? List.of() : bucket.view();
    }

    @Override
    public boolean contains(Object key) {
        return buckets.containsKey(key);
    }

    @Override
    public void insert(Tuple object) {
        Object key = key(object);
        Bucket bucket = buckets.get(key);
        if (bucket == null) {
            buckets.put(key, new Bucket(object));
        } else if (type() == Type.BAG && bucket.count(object) > 0) {
            return;
        } else {
            bucket.add(object);
        }
        size = size + 1;
    }

    @Override
    public void remove(Object key) {
        Bucket bucket = buckets.remove(key);
        if (bucket != null) {
            size = size - bucket.count;
        }
    }

    @Override
    public void removeObject(Tuple object) {
        Object key = key(object);
        Bucket bucket = buckets.get(key);
        int gone = bucket == null ? 0 : bucket.count(object);
        if (gone == 0) {
            return;
        }
        Tuple[] kept = bucket.view().stream()
                .filter(other -> !TermOrder.exactlyEqual(object, other))
                .toArray(Tuple[]::new);
        if (kept.length == 0) {
            buckets.remove(key);
        } else {
            buckets.put(key, new Bucket(kept));
        }
        size = size - gone;
    }

    @Override
    public void clear() {
        buckets.clear();
        size = 0;
    }

    @Override
    public Iterator<Tuple> objects() {
        Iterator<Bucket> all = buckets.values().iterator();
        return new Iterator<>() {
            private @Nullable Iterator<Tuple> bucket;

            @Override
            public boolean hasNext() {
                while (bucket == null || !bucket.hasNext()) {
                    if (!all.hasNext()) {
                        return false;
                    }
                    bucket = all.next().view().iterator();
                }
                return true;
            }

            @Override
            public Tuple next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return bucket.next();
            }
        };
    }
}
