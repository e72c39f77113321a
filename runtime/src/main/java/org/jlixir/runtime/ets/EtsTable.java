package org.jlixir.runtime.ets;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.TermWords;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A table: tuples by the element at {@link #keyPosition}. Safe for any thread. Reading takes no lock; whoever writes holds {@link
 * #lock}, so that an insertion of several objects, or a change of an object, is one step for other writers.
 */
public abstract class EtsTable {
    /** What may be asked for when a table is made. */
    public record Settings(
            Atom name,
            Type type,
            boolean named,
            Protection protection,
            int keyPosition,
            @Nullable Pid heir,
            Object heirData,
            Object readConcurrency,
            Object writeConcurrency,
            Object decentralizedCounters,
            boolean compressed) {}

    /** How many objects a key may have, and whether keys are ordered. */
    public enum Type {
        SET,
        ORDERED_SET,
        BAG,
        DUPLICATE_BAG;

        boolean isBag() {
            return this == BAG || this == DUPLICATE_BAG;
        }
    }

    /** Who but the owner may read, and write. */
    public enum Protection {
        PUBLIC,
        PROTECTED,
        PRIVATE
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Reference id;
    private final Settings settings;
    private volatile Atom name;
    private volatile Pid owner;
    private volatile @Nullable Pid heir;
    private volatile Object heirData;
    private volatile int fixed;

    EtsTable(Reference id, Pid owner, Settings settings) {
        this.id = id;
        this.owner = owner;
        this.settings = settings;
        this.name = settings.name();
        this.heir = settings.heir();
        this.heirData = settings.heirData();
    }

    static EtsTable create(Reference id, Pid owner, Settings settings) {
        return switch (settings.type()) {
            case ORDERED_SET -> new OrderedTable(id, owner, settings);
            case SET -> new SetTable(id, owner, settings);
            case BAG, DUPLICATE_BAG -> new BagTable(id, owner, settings);
        };
    }

    public final Reference id() {
        return id;
    }

    public final Settings settings() {
        return settings;
    }

    public final Type type() {
        return settings.type();
    }

    public final Atom name() {
        return name;
    }

    final void rename(Atom newName) {
        name = newName;
    }

    public final Pid owner() {
        return owner;
    }

    final void giveTo(Pid newOwner) {
        owner = newOwner;
    }

    public final @Nullable Pid heir() {
        return heir;
    }

    public final Object heirData() {
        return heirData;
    }

    public final void setHeir(@Nullable Pid newHeir, Object data) {
        heir = newHeir;
        heirData = data;
    }

    /** What a named table is called by: its name; any other its reference. */
    public final Object handle() {
        return settings.named() ? name : id;
    }

    /** Where the key stands in an object, counted from 0. */
    public final int keyPosition() {
        return settings.keyPosition();
    }

    public final Object key(Tuple object) {
        return object.get(keyPosition());
    }

    /** Held by whoever changes the table. */
    public final ReentrantLock lock() {
        return lock;
    }

    /** True when the two are one key here: by {@code ==} in an ordered set, else by {@code ===}. */
    boolean sameKey(Object a, Object b) {
        return TermOrder.exactlyEqual(a, b);
    }

    public abstract long size();

    /** The words that the table takes, judged by its first objects. */
    public final long words() {
        long size = size();
        return 300 + 7 * size + TermWords.ofAll(objects(), size);
    }

    /** The objects with the key, in the order of their insertion. */
    public abstract List<Tuple> lookup(Object key);

    public abstract boolean contains(Object key);

    /** Puts the object in; in a set in place of the one with its key. The lock must be held. */
    public abstract void insert(Tuple object);

    /** Removes the objects with the key. The lock must be held. */
    public abstract void remove(Object key);

    /** Removes an object, each copy of it. The lock must be held. */
    public abstract void removeObject(Tuple object);

    /** Removes every object. The lock must be held. */
    public abstract void clear();

    /** All objects, key by key. What other processes change meanwhile may or may not be seen. */
    public abstract Iterator<Tuple> objects();

    /** As {@link #objects}, in an ordered set from the last key to the first. */
    public Iterator<Tuple> objectsBackwards() {
        return objects();
    }

    /** The objects behind those with {@code key} in the order of {@link #objects}; null when the key is unknown. */
    public abstract @Nullable Iterator<Tuple> objectsAfter(Object key);

    /** As {@link #objectsAfter}, in an ordered set towards the first key. */
    public @Nullable Iterator<Tuple> objectsBefore(Object key) {
        return objectsAfter(key);
    }

    /** The key behind {@code key}; null at the end. {@code :badarg} for a key that is not there, but in an ordered set. */
    public final @Nullable Object nextKey(Object key) {
        Iterator<Tuple> rest = objectsAfter(key);
        if (rest == null) {
            throw ElixirException.badArgument();
        }
        return firstKey(rest);
    }

    /** The key before {@code key}, as {@link #nextKey}. */
    public final @Nullable Object previousKey(Object key) {
        Iterator<Tuple> rest = objectsBefore(key);
        if (rest == null) {
            throw ElixirException.badArgument();
        }
        return firstKey(rest);
    }

    /** The key of the first object of a walk through the table. */
    public @Nullable Object firstKey(Iterator<Tuple> walk) {
        return walk.hasNext() ? key(walk.next()) : null;
    }

    /** Changes how many fixations are in force: between them {@code next} works on with keys that are gone. */
    public final void fix(int change) {
        lock.lock();
        try {
            fixed = Math.max(0, fixed + change);
        } finally {
            lock.unlock();
        }
    }

    public final boolean isFixed() {
        return fixed > 0;
    }
}
