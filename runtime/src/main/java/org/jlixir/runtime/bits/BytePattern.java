package org.jlixir.runtime.bits;

import java.util.Arrays;
import org.jlixir.runtime.term.Bitstring;

/**
 * One or several byte strings to look for in a binary. Finds the leftmost match, and of those at one place the longest.
 * Candidates are taken by their first byte, then compared: linear in text where patterns seldom start alike. Immutable.
 */
public final class BytePattern {
    /** Several patterns by their first byte, the longest first; null where none starts so. */
    private final byte[][][] byFirst;

    private final byte[][] all;

    /** @param patterns none empty; at least one */
    public BytePattern(byte[]... patterns) {
        all = patterns.clone();
        byFirst = new byte[all.length == 1 ? 0 : 256][][];
        if (all.length > 1) {
            sortByFirst(patterns);
        }
    }

    private void sortByFirst(byte[][] patterns) {
        byte[][] sorted = patterns.clone();
        Arrays.sort(sorted, (a, b) -> Integer.compare(b.length, a.length));
        for (byte[] pattern : sorted) {
            int first = pattern[0] & 0xFF;
            byte[][] others = byFirst[first];
            byte[][] more = others == null ? new byte[1][] : Arrays.copyOf(others, others.length + 1);
            more[more.length - 1] = pattern;
            byFirst[first] = more;
        }
    }

    public int count() {
        return all.length;
    }

    /**
     * Looks in {@code bytes} from index {@code from} up to {@code to}.
     *
     * @return the index of the match and its length, as {@code index << 32 | length}; -1 when there is none
     */
    public long find(byte[] bytes, int from, int to) {
        return all.length == 1 ? findOne(all[0], bytes, from, to) : findAny(bytes, from, to);
    }

    private static long findOne(byte[] pattern, byte[] bytes, int from, int to) {
        byte first = pattern[0];
        int last = to - pattern.length;
        for (int i = from; i <= last; i++) {
            if (bytes[i] == first && matches(pattern, bytes, i)) {
                return (long) i << 32 | pattern.length;
            }
        }
        return -1;
    }

    private long findAny(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte[][] candidates = byFirst[bytes[i] & 0xFF];
            if (candidates != null) {
                for (byte[] pattern : candidates) {
                    if (pattern.length <= to - i && matches(pattern, bytes, i)) {
                        return (long) i << 32 | pattern.length;
                    }
                }
            }
        }
        return -1;
    }

    private static boolean matches(byte[] pattern, byte[] bytes, int at) {
        for (int i = 1; i < pattern.length; i++) {
            if (pattern[i] != bytes[at + i]) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #find(byte[], int, int)}, with positions in bytes from the start of {@code text}. */
    public long find(Bitstring text, int from, int to) {
        Bitstring aligned = text.aligned();
        int offset = aligned.byteOffset();
        long found = find(aligned.array(), offset + from, offset + to);
        return found < 0 ? found : found - ((long) offset << 32);
    }
}
