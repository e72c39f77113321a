package org.jlixir.runtime.term;

/** Compares two tries node by node: equal maps have tries of one form, so that no key need be looked up. */
final class TrieEquality {
    private TrieEquality() {}

    /** @param exactly whether values are compared by {@code ===}; keys always are */
    static boolean sameEntries(TrieNode a, TrieNode b, boolean exactly) {
        if (a == b) {
            return true;
        }
        if (a instanceof TrieNode.Bitmap x && b instanceof TrieNode.Bitmap y) {
            return x.dataMap == y.dataMap
                    && x.nodeMap == y.nodeMap
                    && sameEntriesHere(x, y, exactly)
                    && sameNodes(x, y, exactly);
        }
        return a instanceof TrieNode.Collision x && b instanceof TrieNode.Collision y && sameCollisions(x, y, exactly);
    }

    private static boolean sameEntriesHere(TrieNode.Bitmap a, TrieNode.Bitmap b, boolean exactly) {
        for (int i = 0; i < a.entryCount(); i++) {
            if (!TermOrder.exactlyEqual(a.keyAt(i), b.keyAt(i))
                    || !TermOrder.equal(a.valueAt(i), b.valueAt(i), exactly)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameNodes(TrieNode.Bitmap a, TrieNode.Bitmap b, boolean exactly) {
        for (int i = 0; i < a.nodeCount(); i++) {
            if (!sameEntries(a.nodeAt(i), b.nodeAt(i), exactly)) {
                return false;
            }
        }
        return true;
    }

    /** Keys of one hash stand in the order in which they came. */
    private static boolean sameCollisions(TrieNode.Collision a, TrieNode.Collision b, boolean exactly) {
        if (a.hash != b.hash || a.entryCount() != b.entryCount()) {
            return false;
        }
        for (int i = 0; i < a.entryCount(); i++) {
            Object value = b.get(a.keyAt(i), a.hash, Integer.SIZE);
            if (value == null || !TermOrder.equal(a.valueAt(i), value, exactly)) {
                return false;
            }
        }
        return true;
    }
}
