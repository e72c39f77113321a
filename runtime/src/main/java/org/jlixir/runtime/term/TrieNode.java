package org.jlixir.runtime.term;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node of a large map's hash trie. Steindorfer and Vinju 2015, CHAMP: entries first, sub-nodes from the back, a bitmap for
 * each; a node below the root that holds a single entry is pulled up, so that equal maps have tries of one form.
 */
abstract sealed class TrieNode {
    static final int BITS = 5;
    static final int FANOUT = 1 << BITS;
    static final int MASK = FANOUT - 1;

    /** The deepest trie: seven levels of bitmaps and one of collisions. */
    static final int MAX_DEPTH = 8;

    abstract @Nullable Object get(Object key, int hash, int shift);

    /** A copy with the entry; {@code change} learns whether the key is new. Itself when it has that very value already. */
    abstract TrieNode put(Object key, int hash, int shift, Object value, Change change);

    /** A copy without the key, itself when the key is not there. */
    abstract TrieNode remove(Object key, int hash, int shift);

    /** Entries that stand in this node itself. */
    abstract int entryCount();

    abstract Object keyAt(int entry);

    abstract Object valueAt(int entry);

    abstract int nodeCount();

    abstract TrieNode nodeAt(int index);

    /** True for a node with nothing but one entry, which its parent takes over. */
    final boolean isSingleEntry() {
        return entryCount() == 1 && nodeCount() == 0;
    }

    /** What a put did beside its result. */
    static final class Change {
        boolean added;
    }

    /** Five bits of the hash a level. */
    static final class Bitmap extends TrieNode {
        final int dataMap;
        final int nodeMap;

        /** Keys and values in turn, by rising bit; then the sub-nodes, by falling bit. */
        final Object[] slots;

        Bitmap(int dataMap, int nodeMap, Object[] slots) {
            this.dataMap = dataMap;
            this.nodeMap = nodeMap;
            this.slots = slots;
        }

        /** A node of slots that have been filled from both ends: entries up to {@code data}, sub-nodes from {@code nodes} on. */
        static Bitmap ofEnds(int dataMap, int nodeMap, Object[] slots, int data, int nodes) {
            int nodeCount = slots.length - nodes;
            Object[] exact = Arrays.copyOf(slots, data + nodeCount);
            System.arraycopy(slots, nodes, exact, data, nodeCount);
            return new Bitmap(dataMap, nodeMap, exact);
        }

        private static int bit(int hash, int shift) {
            return 1 << (hash >>> shift & MASK);
        }

        int dataIndex(int bit) {
            return 2 * Integer.bitCount(dataMap & bit - 1);
        }

        int nodeIndex(int bit) {
            return slots.length - 1 - Integer.bitCount(nodeMap & bit - 1);
        }

        @Override
        @Nullable
        Object get(Object key, int hash, int shift) {
            int bit = bit(hash, shift);
            if ((dataMap & bit) != 0) {
                int i = dataIndex(bit);
                return TermOrder.exactlyEqual(slots[i], key) ? slots[i + 1] : null;
            }
            return (nodeMap & bit) != 0 ? ((TrieNode) slots[nodeIndex(bit)]).get(key, hash, shift + BITS) : null;
        }

        @Override
        TrieNode put(Object key, int hash, int shift, Object value, Change change) {
            int bit = bit(hash, shift);
            if ((dataMap & bit) != 0) {
                int i = dataIndex(bit);
                Object old = slots[i];
                if (TermOrder.exactlyEqual(old, key)) {
                    return slots[i + 1] == value ? this : withSlot(i + 1, value);
                }
                change.added = true;
                TrieNode pair = pair(old, TermHash.hash(old), slots[i + 1], key, hash, value, shift + BITS);
                return entryBecomesNode(bit, pair);
            }
            if ((nodeMap & bit) != 0) {
                int i = nodeIndex(bit);
                TrieNode node = (TrieNode) slots[i];
                TrieNode changed = node.put(key, hash, shift + BITS, value, change);
                return changed == node ? this : withSlot(i, changed);
            }
            change.added = true;
            return withEntry(bit, key, value);
        }

        static TrieNode pair(Object a, int hashA, Object valueA, Object b, int hashB, Object valueB, int shift) {
            if (shift >= Integer.SIZE) {
                return new Collision(hashA, new Object[] {a, valueA, b, valueB});
            }
            int bitA = bit(hashA, shift);
            int bitB = bit(hashB, shift);
            if (bitA == bitB) {
                TrieNode node = pair(a, hashA, valueA, b, hashB, valueB, shift + BITS);
                return new Bitmap(0, bitA, new Object[] {node});
            }
            Object[] slots = Integer.compareUnsigned(bitA, bitB) < 0
                    ? new Object[] {a, valueA, b, valueB}
                    : new Object[] {b, valueB, a, valueA};
            return new Bitmap(bitA | bitB, 0, slots);
        }

        private Bitmap withSlot(int i, Object content) {
            Object[] copy = slots.clone();
            copy[i] = content;
            return new Bitmap(dataMap, nodeMap, copy);
        }

        private Bitmap withEntry(int bit, Object key, Object value) {
            int i = dataIndex(bit);
            Object[] copy = new Object[slots.length + 2];
            System.arraycopy(slots, 0, copy, 0, i);
            copy[i] = key;
            copy[i + 1] = value;
            System.arraycopy(slots, i, copy, i + 2, slots.length - i);
            return new Bitmap(dataMap | bit, nodeMap, copy);
        }

        private Bitmap entryBecomesNode(int bit, TrieNode node) {
            int data = dataIndex(bit);
            int at = slots.length - 2 - Integer.bitCount(nodeMap & bit - 1);
            Object[] copy = new Object[slots.length - 1];
            System.arraycopy(slots, 0, copy, 0, data);
            System.arraycopy(slots, data + 2, copy, data, at - data);
            copy[at] = node;
            System.arraycopy(slots, at + 2, copy, at + 1, slots.length - at - 2);
            return new Bitmap(dataMap ^ bit, nodeMap | bit, copy);
        }

        private Bitmap nodeBecomesEntry(int bit, TrieNode single) {
            int data = dataIndex(bit);
            int at = nodeIndex(bit);
            Object[] copy = new Object[slots.length + 1];
            System.arraycopy(slots, 0, copy, 0, data);
            copy[data] = single.keyAt(0);
            copy[data + 1] = single.valueAt(0);
            System.arraycopy(slots, data, copy, data + 2, at - data);
            System.arraycopy(slots, at + 1, copy, at + 2, slots.length - at - 1);
            return new Bitmap(dataMap | bit, nodeMap ^ bit, copy);
        }

        @Override
        TrieNode remove(Object key, int hash, int shift) {
            int bit = bit(hash, shift);
            if ((dataMap & bit) != 0) {
                int i = dataIndex(bit);
                return TermOrder.exactlyEqual(slots[i], key) ? withoutEntry(bit, i) : this;
            }
            if ((nodeMap & bit) == 0) {
                return this;
            }
            int i = nodeIndex(bit);
            TrieNode node = (TrieNode) slots[i];
            TrieNode changed = node.remove(key, hash, shift + BITS);
            if (changed == node) {
                return this;
            }
            return changed.isSingleEntry() ? nodeBecomesEntry(bit, changed) : withSlot(i, changed);
        }

        private Bitmap withoutEntry(int bit, int i) {
            Object[] copy = new Object[slots.length - 2];
            System.arraycopy(slots, 0, copy, 0, i);
            System.arraycopy(slots, i + 2, copy, i, copy.length - i);
            return new Bitmap(dataMap ^ bit, nodeMap, copy);
        }

        @Override
        int entryCount() {
            return Integer.bitCount(dataMap);
        }

        @Override
        Object keyAt(int entry) {
            return slots[2 * entry];
        }

        @Override
        Object valueAt(int entry) {
            return slots[2 * entry + 1];
        }

        @Override
        int nodeCount() {
            return Integer.bitCount(nodeMap);
        }

        @Override
        TrieNode nodeAt(int index) {
            return (TrieNode) slots[slots.length - 1 - index];
        }
    }

    /** Entries whose keys have one hash. */
    static final class Collision extends TrieNode {
        final int hash;
        private final Object[] slots;

        Collision(int hash, Object[] slots) {
            this.hash = hash;
            this.slots = slots;
        }

        private int find(Object key) {
            for (int i = 0; i < slots.length; i += 2) {
                if (TermOrder.exactlyEqual(slots[i], key)) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        @Nullable
        Object get(Object key, int keyHash, int shift) {
            int i = find(key);
            return i < 0 ? null : slots[i + 1];
        }

        @Override
        TrieNode put(Object key, int keyHash, int shift, Object value, Change change) {
            int i = find(key);
            Object[] copy = Arrays.copyOf(slots, i < 0 ? slots.length + 2 : slots.length);
            if (i < 0) {
                change.added = true;
                i = slots.length;
            }
            copy[i] = key;
            copy[i + 1] = value;
            return new Collision(hash, copy);
        }

        @Override
        TrieNode remove(Object key, int keyHash, int shift) {
            int i = find(key);
            if (i < 0) {
                return this;
            }
            Object[] copy = new Object[slots.length - 2];
            System.arraycopy(slots, 0, copy, 0, i);
            System.arraycopy(slots, i + 2, copy, i, copy.length - i);
            return new Collision(hash, copy);
        }

        @Override
        int entryCount() {
            return slots.length >>> 1;
        }

        @Override
        Object keyAt(int entry) {
            return slots[2 * entry];
        }

        @Override
        Object valueAt(int entry) {
            return slots[2 * entry + 1];
        }

        @Override
        int nodeCount() {
            return 0;
        }

        @Override
        TrieNode nodeAt(int index) {
            throw new IndexOutOfBoundsException(index);
        }
    }

    /** Goes through a trie: the entries of a node, then those of its sub-nodes. */
    static final class Walk {
        private final TrieNode[] parents = new TrieNode[MAX_DEPTH];
        private final int[] nextNode = new int[MAX_DEPTH];
        private int depth;
        private TrieNode node;
        private int entry = -1;

        Walk(TrieNode root) {
            node = root;
            parents[0] = root;
        }

        boolean next() {
            if (++entry < node.entryCount()) {
                return true;
            }
            while (depth >= 0) {
                TrieNode parent = parents[depth];
                if (nextNode[depth] < parent.nodeCount()) {
                    node = parent.nodeAt(nextNode[depth]++);
                    depth++;
                    parents[depth] = node;
                    nextNode[depth] = 0;
                    entry = 0;
                    if (node.entryCount() > 0) {
                        return true;
                    }
                } else {
                    depth--;
                }
            }
            return false;
        }

        Object key() {
            return node.keyAt(entry);
        }

        Object value() {
            return node.valueAt(entry);
        }
    }
}
