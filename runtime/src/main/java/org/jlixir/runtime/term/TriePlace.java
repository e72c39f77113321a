package org.jlixir.runtime.term;

/**
 * The place of an entry in a trie as one number, so that an iterator can be a term without state.
 *
 * <p>Six bits a level, the root's lowest: 1 + the index of a sub-node. Above the last level's bits stands 1 + the index of the
 * entry in its node. The order is that of {@link TrieNode.Walk}: a node's entries, then its sub-nodes. With eight levels at
 * most, 15 bits are left for the index of an entry among keys with one hash.
 */
final class TriePlace {
    private static final int BITS = 6;
    private static final long LEVEL = (1L << BITS) - 1;
    private static final int ENTRY_SHIFT = BITS * TrieNode.MAX_DEPTH;
    private static final long PATH = (1L << ENTRY_SHIFT) - 1;

    private TriePlace() {}

    private static int entry(long place) {
        return (int) (place >>> ENTRY_SHIFT) - 1;
    }

    private static int depth(long place) {
        int depth = 0;
        while (depth < TrieNode.MAX_DEPTH && (place >>> BITS * depth & LEVEL) != 0) {
            depth++;
        }
        return depth;
    }

    private static TrieNode node(TrieNode root, long place, int depth) {
        TrieNode node = root;
        for (int level = 0; level < depth; level++) {
            node = node.nodeAt((int) (place >>> BITS * level & LEVEL) - 1);
        }
        return node;
    }

    static Object key(TrieNode root, long place) {
        return node(root, place, depth(place)).keyAt(entry(place));
    }

    static Object value(TrieNode root, long place) {
        return node(root, place, depth(place)).valueAt(entry(place));
    }

    /** The next place, or -1. */
    static long next(TrieNode root, long place) {
        int depth = depth(place);
        TrieNode node = node(root, place, depth);
        int entry = entry(place) + 1;
        if (entry < node.entryCount()) {
            return at(place, entry);
        }
        long path = place & PATH;
        int child = 0;
        while (true) {
            if (child < node.nodeCount()) {
                path |= (child + 1L) << BITS * depth;
                node = node.nodeAt(child);
                depth++;
                if (node.entryCount() > 0) {
                    return at(path, 0);
                }
                child = 0;
            } else if (depth == 0) {
                return -1;
            } else {
                depth--;
                child = (int) (path >>> BITS * depth & LEVEL);
                path &= (1L << BITS * depth) - 1;
                node = node(root, path, depth);
            }
        }
    }

    private static long at(long path, int entry) {
        return path & PATH | (entry + 1L) << ENTRY_SHIFT;
    }
}
