package org.jlixir.runtime.term;

import java.util.Arrays;

/** Builds a trie from many entries by sorting them on five bits of their hashes a level. Of equal keys the last wins. */
final class TrieBuild {
    private final Object[] pairs;
    private final int[] hashes;

    /** Indices of entries; each part of the trie is a range of it, in the order in which they were put. */
    private final int[] entries;

    private final int[] scratch;
    private int size;

    TrieBuild(Object[] pairs, int[] hashes, int[] entries) {
        this.pairs = pairs;
        this.hashes = hashes;
        this.entries = entries;
        this.scratch = new int[entries.length];
    }

    /** How many entries with different keys there were; known when the root is built. */
    int size() {
        return size;
    }

    TrieNode node(int from, int to, int shift) {
        if (shift >= Integer.SIZE) {
            return collisions(from, to);
        }
        int[] ends = partition(from, to, shift);
        Object[] slots = new Object[2 * TrieNode.FANOUT];
        int dataMap = 0;
        int nodeMap = 0;
        int data = 0;
        int nodes = slots.length;
        int start = from;
        for (int i = 0; i < TrieNode.FANOUT; i++) {
            int end = ends[i];
            if (end > start) {
                int last = onlyEntry(start, end);
                if (last >= 0) {
                    dataMap |= 1 << i;
                    slots[data++] = pairs[2 * last];
                    slots[data++] = pairs[2 * last + 1];
                    size++;
                } else {
                    nodeMap |= 1 << i;
                    slots[--nodes] = node(start, end, shift + TrieNode.BITS);
                }
            }
            start = end;
        }
        return TrieNode.Bitmap.ofEnds(dataMap, nodeMap, slots, data, nodes);
    }

    /** Sorts the range by the five bits at {@code shift}, keeping the order of equals. @return where each part ends */
    private int[] partition(int from, int to, int shift) {
        int[] ends = new int[TrieNode.FANOUT];
        for (int i = from; i < to; i++) {
            ends[hashes[entries[i]] >>> shift & TrieNode.MASK]++;
        }
        int sum = from;
        int[] next = new int[TrieNode.FANOUT];
        for (int i = 0; i < TrieNode.FANOUT; i++) {
            next[i] = sum;
            sum += ends[i];
            ends[i] = sum;
        }
        for (int i = from; i < to; i++) {
            scratch[next[hashes[entries[i]] >>> shift & TrieNode.MASK]++] = entries[i];
        }
        System.arraycopy(scratch, from, entries, from, to - from);
        return ends;
    }

    /** The last entry of the range if all of it has one key, else -1. */
    private int onlyEntry(int from, int to) {
        int last = entries[to - 1];
        for (int i = from; i < to - 1; i++) {
            if (hashes[entries[i]] != hashes[last] || !TermOrder.exactlyEqual(pairs[2 * entries[i]], pairs[2 * last])) {
                return -1;
            }
        }
        return last;
    }

    private TrieNode collisions(int from, int to) {
        Object[] slots = new Object[2 * (to - from)];
        int length = 0;
        for (int i = from; i < to; i++) {
            Object key = pairs[2 * entries[i]];
            int at = 0;
            while (at < length && !TermOrder.exactlyEqual(slots[at], key)) {
                at += 2;
            }
            slots[at] = key;
            slots[at + 1] = pairs[2 * entries[i] + 1];
            length = Math.max(length, at + 2);
        }
        size += length >>> 1;
        return new TrieNode.Collision(hashes[entries[from]], Arrays.copyOf(slots, length));
    }
}
