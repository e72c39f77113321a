package org.jlixir.runtime.ets;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A table without order of keys. Going from one key to the next, as {@code next/2} does, would be a search for the key each
 * time; so the place reached last is kept for whoever asks for the key behind it.
 */
abstract class HashTable extends EtsTable {
    /** An iterator that has just left the objects of a key. Used by one thread: it is taken out of {@link #place} first. */
    private record Place(
            Object key, Iterator<Tuple> rest, @Nullable Tuple next) {}

    private final AtomicReference<@Nullable Place> place = new AtomicReference<>();

    HashTable(Reference id, Pid owner, Settings settings) {
        super(id, owner, settings);
    }

    @Override
    public @Nullable Iterator<Tuple> objectsAfter(Object key) {
        Place reached = place.getAndSet(null);
        if (reached != null && sameKey(reached.key, key) && (isFixed() || contains(key))) {
            return reached.next == null ? reached.rest : WalkFrom.of(reached.next, reached.rest);
        }
        if (!contains(key)) {
            return null;
        }
        Iterator<Tuple> objects = objects();
        while (objects.hasNext()) {
            if (sameKey(key(objects.next()), key)) {
                Tuple next = skip(objects, key);
                return next == null ? objects : WalkFrom.of(next, objects);
            }
        }
        return objects;
    }

    /** The first object with another key. */
    private @Nullable Tuple skip(Iterator<Tuple> objects, Object key) {
        while (objects.hasNext()) {
            Tuple object = objects.next();
            if (!sameKey(key(object), key)) {
                return object;
            }
        }
        return null;
    }

    /** Remembers the place behind the key. */
    @Override
    public @Nullable Object firstKey(Iterator<Tuple> walk) {
        if (!walk.hasNext()) {
            return null;
        }
        Object key = key(walk.next());
        place.set(new Place(key, walk, skip(walk, key)));
        return key;
    }
}
