package org.jlixir.runtime.term;

import org.jspecify.annotations.Nullable;

/**
 * The entries of two tries in one; where both have a key the second wins. Goes down both at once, so that what only one of them has is
 * taken as it is, and nothing is hashed but where an entry of one meets a node of the other.
 */
final class TrieMerge {
    /** Room for the widest node, one a level. */
    private final Object[][] scratch = new Object[TrieNode.MAX_DEPTH][];

    private int common;

    /** How many keys both had; known when the root is merged. */
    int common() {
        return common;
    }

    TrieNode nodes(TrieNode first, TrieNode second, int shift) {
        if (first == second) {
            common += size(second);
            return second;
        }
        if (first instanceof TrieNode.Bitmap a && second instanceof TrieNode.Bitmap b) {
            return bitmaps(a, b, shift);
        }
        return collisions(first, second, shift);
    }

    private TrieNode bitmaps(TrieNode.Bitmap a, TrieNode.Bitmap b, int shift) {
        Object[] slots = scratch(shift / TrieNode.BITS);
        int dataMap = 0;
        int nodeMap = 0;
        int data = 0;
        int nodes = slots.length;
        for (int left = a.dataMap | a.nodeMap | b.dataMap | b.nodeMap; left != 0; left &= left - 1) {
            int bit = left & -left;
            TrieNode node = node(a, b, bit, shift + TrieNode.BITS);
            if (node != null) {
                nodeMap |= bit;
                slots[--nodes] = node;
            } else {
                TrieNode.Bitmap from = (b.dataMap & bit) != 0 ? b : a;
                int i = from.dataIndex(bit);
                dataMap |= bit;
                slots[data++] = from.slots[i];
                slots[data++] = from.slots[i + 1];
            }
        }
        return TrieNode.Bitmap.ofEnds(dataMap, nodeMap, slots, data, nodes);
    }

    private Object[] scratch(int level) {
        Object[] slots = scratch[level];
        if (slots == null) {
            slots = new Object[2 * TrieNode.FANOUT];
            scratch[level] = slots;
        }
        return slots;
    }

    /** The node that belongs at a bit; null for an entry: the second's, or else the first's. */
    private @Nullable TrieNode node(TrieNode.Bitmap a, TrieNode.Bitmap b, int bit, int shift) {
        if ((a.nodeMap & bit) != 0) {
            TrieNode node = (TrieNode) a.slots[a.nodeIndex(bit)];
            if ((b.nodeMap & bit) != 0) {
                return nodes(node, (TrieNode) b.slots[b.nodeIndex(bit)], shift);
            }
            return (b.dataMap & bit) != 0 ? withSecond(node, b, b.dataIndex(bit), shift) : node;
        }
        if ((b.nodeMap & bit) != 0) {
            TrieNode node = (TrieNode) b.slots[b.nodeIndex(bit)];
            return (a.dataMap & bit) != 0 ? withFirst(node, a, a.dataIndex(bit), shift) : node;
        }
        return (a.dataMap & b.dataMap & bit) != 0 ? entries(a, a.dataIndex(bit), b, b.dataIndex(bit), shift) : null;
    }

    private TrieNode withSecond(TrieNode first, TrieNode.Bitmap b, int i, int shift) {
        return put(first, b.slots[i], TermHash.hash(b.slots[i]), b.slots[i + 1], shift);
    }

    private TrieNode withFirst(TrieNode second, TrieNode.Bitmap a, int i, int shift) {
        Object key = a.slots[i];
        int hash = TermHash.hash(key);
        if (second.get(key, hash, shift) != null) {
            common++;
            return second;
        }
        return put(second, key, hash, a.slots[i + 1], shift);
    }

    private TrieNode put(TrieNode node, Object key, int hash, Object value, int shift) {
        TrieNode.Change change = new TrieNode.Change();
        TrieNode changed = node.put(key, hash, shift, value, change);
        if (!change.added) {
            common++;
        }
        return changed;
    }

    private @Nullable TrieNode entries(TrieNode.Bitmap a, int i, TrieNode.Bitmap b, int j, int shift) {
        Object key = a.slots[i];
        Object other = b.slots[j];
        if (TermOrder.exactlyEqual(key, other)) {
            common++;
            return null;
        }
        return TrieNode.Bitmap.pair(
                key, TermHash.hash(key), a.slots[i + 1], other, TermHash.hash(other), b.slots[j + 1], shift);
    }

    /** At the end of both paths all keys have one hash. */
    private TrieNode collisions(TrieNode first, TrieNode second, int shift) {
        TrieNode result = first;
        for (int i = 0; i < second.entryCount(); i++) {
            Object key = second.keyAt(i);
            result = put(result, key, TermHash.hash(key), second.valueAt(i), shift);
        }
        return result;
    }

    private static int size(TrieNode node) {
        int size = node.entryCount();
        for (int i = 0; i < node.nodeCount(); i++) {
            size += size(node.nodeAt(i));
        }
        return size;
    }
}
