package org.jlixir.runtime.term;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jlixir.runtime.error.ElixirException;
import org.jspecify.annotations.Nullable;

/**
 * A persistent map. Keys are equal by {@link TermOrder#exactlyEqual}.
 *
 * <p>Up to {@link #MAX_SMALL} keys it is a {@link Shape} with an array of values, and lists its entries as OTP 27 does, in the
 * order of {@link TermOrder#compareMapKeys}. Above, it is a hash trie ({@link TrieNode}) with an order of its own. One class
 * stands for both, so that calls on maps have one target.
 */
public final class ElixirMap {
    /** The most entries that a sorted array holds. */
    public static final int MAX_SMALL = 32;

    private static final Object[] NOTHING = {};
    private static final Atom BADKEY = Atom.of("badkey");

    public static final ElixirMap EMPTY = new ElixirMap(Shape.EMPTY, NOTHING);

    private final @Nullable Shape shape;
    private final Object[] values;
    private final @Nullable TrieNode root;
    private final int size;

    private ElixirMap(Shape shape, Object[] values) {
        this.shape = shape;
        this.values = values;
        this.root = null;
        this.size = values.length;
    }

    private ElixirMap(TrieNode root, int size) {
        this.shape = null;
        this.values = NOTHING;
        this.root = root;
        this.size = size;
    }

    /** The map of alternating keys and values; a later pair wins over an earlier one with the same key. */
    public static ElixirMap of(Object... pairs) {
        return pairs.length == 0 ? EMPTY : MapBuilder.build(pairs, pairs.length);
    }

    /** The map of these keys with these values, each at the index of its key. The array is given away. */
    public static ElixirMap of(Shape shape, Object[] values) {
        return new ElixirMap(shape, values);
    }

    /** A builder for many entries at once. */
    public static MapBuilder builder() {
        return new MapBuilder();
    }

    static ElixirMap ofTrie(TrieNode root, int size) {
        if (size > MAX_SMALL) {
            return new ElixirMap(root, size);
        }
        Object[] pairs = new Object[2 * size];
        Cursor entry = new ElixirMap(root, size).cursor();
        for (int i = 0; entry.next(); i += 2) {
            pairs[i] = entry.key();
            pairs[i + 1] = entry.value();
        }
        return MapBuilder.sorted(pairs, pairs.length);
    }

    // ---- reading

    public int size() {
        return size;
    }

    /** The keys of a map of up to {@link #MAX_SMALL}; null for a larger one. */
    public @Nullable Shape shape() {
        return shape;
    }

    /** The value at an index of the {@link #shape}. */
    public Object valueAt(int index) {
        return values[index];
    }

    /** @return the value at {@code key}, or null when there is none */
    public @Nullable Object get(Object key) {
        Shape keys = shape;
        if (keys != null) {
            int i = keys.indexOf(key);
            return i < 0 ? null : values[i];
        }
        return root().get(key, TermHash.hash(key), 0);
    }

    /** As {@link #get(Object)}, for a key known to be an atom. */
    public @Nullable Object get(Atom key) {
        Shape keys = shape;
        if (keys != null) {
            Object[] all = keys.keys;
            for (int i = 0; i < all.length; i++) {
                if (all[i] == key) {
                    return values[i];
                }
            }
            return null;
        }
        return root().get(key, key.hashCode(), 0);
    }

    /** The value at {@code key}; raises {@code {:badkey, key}} when there is none. */
    public Object getOrFail(Object key) {
        Object value = get(key);
        if (value == null) {
            throw ElixirException.error(BADKEY, key);
        }
        return value;
    }

    public Object getOrDefault(Object key, Object otherwise) {
        Object value = get(key);
        return value == null ? otherwise : value;
    }

    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    // ---- changed copies

    public ElixirMap put(Object key, Object value) {
        Shape keys = shape;
        if (keys == null) {
            TrieNode.Change change = new TrieNode.Change();
            TrieNode node = root().put(key, TermHash.hash(key), 0, value, change);
            return node == root ? this : new ElixirMap(node, change.added ? size + 1 : size);
        }
        int i = keys.indexOf(key);
        if (i >= 0) {
            return withValue(i, value);
        }
        if (size == MAX_SMALL) {
            return builder().putAll(this).put(key, value).build();
        }
        Shape.Larger larger = keys.with(key);
        return new ElixirMap(larger.shape(), Shape.inserted(values, larger.at(), value));
    }

    /** A copy with another value at an index of the {@link #shape}. */
    public ElixirMap withValue(int index, Object value) {
        if (values[index] == value) {
            return this;
        }
        Object[] copy = values.clone();
        copy[index] = value;
        return new ElixirMap(shape(), copy);
    }

    /** A copy with another value at a key that must be there; raises {@code {:badkey, key}} when it is not. */
    public ElixirMap update(Object key, Object value) {
        if (shape != null) {
            int i = shape.indexOf(key);
            if (i >= 0) {
                return withValue(i, value);
            }
        } else if (containsKey(key)) {
            return put(key, value);
        }
        throw ElixirException.error(BADKEY, key);
    }

    /**
     * A copy with other values at keys that must be there; raises {@code {:badkey, key}} for the first that is not.
     *
     * @param pairs keys, each followed by its value; a later pair wins
     */
    public ElixirMap update(Object[] pairs) {
        Shape keys = shape;
        if (keys == null) {
            ElixirMap map = this;
            for (int i = 0; i < pairs.length; i += 2) {
                map = map.update(pairs[i], pairs[i + 1]);
            }
            return map;
        }
        Object[] copy = values.clone();
        for (int i = 0; i < pairs.length; i += 2) {
            int at = keys.indexOf(pairs[i]);
            if (at < 0) {
                throw ElixirException.error(BADKEY, pairs[i]);
            }
            copy[at] = pairs[i + 1];
        }
        return new ElixirMap(keys, copy);
    }

    /** The map without {@code key}; itself when the key is not there. */
    public ElixirMap remove(Object key) {
        Shape keys = shape;
        if (keys == null) {
            TrieNode node = root().remove(key, TermHash.hash(key), 0);
            return node == root ? this : ofTrie(node, size - 1);
        }
        int i = keys.indexOf(key);
        if (i < 0) {
            return this;
        }
        return size == 1 ? EMPTY : new ElixirMap(keys.without(i), Shape.removed(values, i));
    }

    /** The entries of both; those of {@code other} win. */
    public ElixirMap merge(ElixirMap other) {
        if (other.size == 0 || other == this) {
            return this;
        }
        if (size == 0) {
            return other;
        }
        if (shape != null && shape == other.shape) {
            return other;
        }
        if (shape == null && other.shape == null) {
            TrieMerge merge = new TrieMerge();
            TrieNode node = merge.nodes(root(), other.root(), 0);
            return new ElixirMap(node, size + other.size - merge.common());
        }
        if (other.size <= size >>> 2) {
            ElixirMap result = this;
            for (Cursor entry = other.cursor(); entry.next(); ) {
                result = result.put(entry.key(), entry.value());
            }
            return result;
        }
        if (size <= other.size >>> 2) {
            ElixirMap result = other;
            for (Cursor entry = cursor(); entry.next(); ) {
                if (!other.containsKey(entry.key())) {
                    result = result.put(entry.key(), entry.value());
                }
            }
            return result;
        }
        return builder().putAll(this).putAll(other).build();
    }

    // ---- all entries

    /** Goes through the entries in the map's order. */
    public Cursor cursor() {
        return new Cursor(this);
    }

    public void forEach(BiConsumer<Object, Object> action) {
        for (Cursor entry = cursor(); entry.next(); ) {
            action.accept(entry.key(), entry.value());
        }
    }

    /** Takes the entries one by one into {@code initial}. */
    public <A> A fold(A initial, Step<A> step) {
        A result = initial;
        for (Cursor entry = cursor(); entry.next(); ) {
            result = step.apply(result, entry.key(), entry.value());
        }
        return result;
    }

    /** A step of {@link #fold}. */
    @FunctionalInterface
    public interface Step<A> {
        A apply(A accumulator, Object key, Object value);
    }

    /** The list of keys, in the map's order. */
    public Object keys() {
        ListBuilder list = new ListBuilder();
        for (Cursor entry = cursor(); entry.next(); ) {
            list.add(entry.key());
        }
        return list.finish();
    }

    /** The list of values, in the map's order. */
    public Object values() {
        ListBuilder list = new ListBuilder();
        for (Cursor entry = cursor(); entry.next(); ) {
            list.add(entry.value());
        }
        return list.finish();
    }

    /** The list of {@code {key, value}}, in the map's order. */
    public Object toList() {
        ListBuilder list = new ListBuilder();
        for (Cursor entry = cursor(); entry.next(); ) {
            list.add(new Tuple2(entry.key(), entry.value()));
        }
        return list.finish();
    }

    /** The keys by {@link TermOrder#compareExactly}, whatever the map's order. */
    Object[] keysInTermOrder() {
        Object[] keys = new Object[size];
        int i = 0;
        for (Cursor entry = cursor(); entry.next(); ) {
            keys[i++] = entry.key();
        }
        Arrays.sort(keys, TermOrder.EXACTLY);
        return keys;
    }

    /** The trie of a large map. */
    TrieNode root() {
        TrieNode node = root;
        if (node == null) {
            throw new IllegalStateException("a small map has no trie");
        }
        return node;
    }

    /** A place in a map between two entries: call {@link #next}, then look at {@link #key} and {@link #value}. */
    public static final class Cursor {
        private final Object @Nullable [] keys;
        private final Object[] values;
        private final TrieNode.@Nullable Walk walk;
        private int index = -1;

        private Cursor(ElixirMap map) {
            Shape shape = map.shape;
            keys = shape == null ? null : shape.keys;
            values = map.values;
            walk = shape == null ? new TrieNode.Walk(map.root()) : null;
        }

        /** Goes to the next entry; false when there is none. */
        public boolean next() {
            return walk != null ? walk.next() : ++index < values.length;
        }

        public Object key() {
            return keys != null ? keys[index] : walk.key();
        }

        public Object value() {
            return keys != null ? values[index] : walk.value();
        }
    }

    // ---- places, for iterators that are terms

    /**
     * The place of the entry after that at {@code place}; 0 stands before the first. A place is a number above 0 that means
     * something to this very map alone. Found in O(1), in a large map in O(depth of the trie).
     *
     * @return -1 at the end
     */
    public long nextPlace(long place) {
        if (shape != null) {
            return place < size ? place + 1 : -1;
        }
        return TriePlace.next(root(), place);
    }

    public Object keyAtPlace(long place) {
        return shape != null ? shape.keys[(int) place - 1] : TriePlace.key(root(), place);
    }

    public Object valueAtPlace(long place) {
        return shape != null ? values[(int) place - 1] : TriePlace.value(root(), place);
    }

    // ---- equality

    boolean sameEntries(ElixirMap other, boolean exactly) {
        if (this == other) {
            return true;
        }
        if (size != other.size) {
            return false;
        }
        if (shape != null && shape == other.shape) {
            for (int i = 0; i < values.length; i++) {
                if (!TermOrder.equal(values[i], other.values[i], exactly)) {
                    return false;
                }
            }
            return true;
        }
        if (shape == null && other.shape == null) {
            return TrieEquality.sameEntries(root(), other.root(), exactly);
        }
        for (Cursor entry = cursor(); entry.next(); ) {
            Object value = other.get(entry.key());
            if (value == null || !TermOrder.equal(entry.value(), value, exactly)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ElixirMap x && sameEntries(x, true);
    }

    @Override
    public int hashCode() {
        return TermHash.hash(this);
    }

    @Override
    public String toString() {
        return TermText.of(this);
    }
}
