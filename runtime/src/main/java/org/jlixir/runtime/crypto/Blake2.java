package org.jlixir.runtime.crypto;

import java.util.Arrays;

/** BLAKE2b and BLAKE2s without a key, at their full length (Saarinen and Aumasson 2015, RFC 7693). */
final class Blake2 implements Digest {
    /**
     * What the two differ in.
     *
     * @param wordBits the size of a word
     * @param start the constants that the state starts from: those of SHA-512 and SHA-256
     * @param rotations by how many bits the four steps of the mixing rotate
     */
    record Variant(int wordBits, int rounds, long[] start, int[] rotations) {
        int wordBytes() {
            return wordBits / 8;
        }

        int blockBytes() {
            return 16 * wordBytes();
        }

        long mask(long word) {
            return wordBits == 64 ? word : word & 0xFFFFFFFFL;
        }

        long rotate(long word, int by) {
            return wordBits == 64 ? Long.rotateRight(word, by) : Integer.rotateRight((int) word, by) & 0xFFFFFFFFL;
        }
    }

    static final Variant B = new Variant(
            64,
            12,
            new long[] {
                0x6A09E667F3BCC908L,
                0xBB67AE8584CAA73BL,
                0x3C6EF372FE94F82BL,
                0xA54FF53A5F1D36F1L,
                0x510E527FADE682D1L,
                0x9B05688C2B3E6C1FL,
                0x1F83D9ABFB41BD6BL,
                0x5BE0CD19137E2179L
            },
            new int[] {32, 24, 16, 63});

    static final Variant S = new Variant(
            32,
            10,
            new long[] {
                0x6A09E667L, 0xBB67AE85L, 0x3C6EF372L, 0xA54FF53AL, 0x510E527FL, 0x9B05688CL, 0x1F83D9ABL, 0x5BE0CD19L
            },
            new int[] {16, 12, 8, 7});

    /** The order in which each round takes the words of the message. */
    private static final byte[][] ORDER = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
        {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
        {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
        {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
        {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
        {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
        {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
        {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
        {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
        {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}
    };

    private final Variant variant;
    private final long[] state;
    private final byte[] block;
    private int filled;
    private long count;

    Blake2(Variant variant) {
        this.variant = variant;
        this.state = variant.start().clone();
        this.block = new byte[variant.blockBytes()];
        // The parameter block: the length of the digest, no key, no tree
        state[0] ^= 0x01010000L ^ 8L * variant.wordBytes();
    }

    private Blake2(Blake2 other) {
        this.variant = other.variant;
        this.state = other.state.clone();
        this.block = other.block.clone();
        this.filled = other.filled;
        this.count = other.count;
    }

    @Override
    public Digest copy() {
        return new Blake2(this);
    }

    @Override
    public void update(byte[] bytes) {
        for (byte b : bytes) {
            if (filled == block.length) {
                count += filled;
                compress(false);
                filled = 0;
            }
            block[filled++] = b;
        }
    }

    @Override
    public byte[] finish() {
        count += filled;
        Arrays.fill(block, filled, block.length, (byte) 0);
        compress(true);
        int wordBytes = variant.wordBytes();
        byte[] digest = new byte[8 * wordBytes];
        for (int i = 0; i < digest.length; i++) {
            digest[i] = (byte) (state[i / wordBytes] >>> 8 * (i % wordBytes));
        }
        return digest;
    }

    private void compress(boolean last) {
        long[] message = new long[16];
        int wordBytes = variant.wordBytes();
        for (int i = 0; i < block.length; i++) {
            message[i / wordBytes] |= (block[i] & 0xFFL) << 8 * (i % wordBytes);
        }
        long[] v = new long[16];
        System.arraycopy(state, 0, v, 0, 8);
        System.arraycopy(variant.start(), 0, v, 8, 8);
        v[12] ^= variant.mask(count);
        v[13] ^= variant.wordBits() == 64 ? 0 : count >>> 32;
        if (last) {
            v[14] = variant.mask(~v[14]);
        }
        for (int round = 0; round < variant.rounds(); round++) {
            round(v, message, ORDER[round % ORDER.length]);
        }
        for (int i = 0; i < 8; i++) {
            state[i] ^= v[i] ^ v[i + 8];
        }
    }

    private void round(long[] v, long[] message, byte[] order) {
        for (int i = 0; i < 8; i++) {
            int column = i & 3;
            int shift = i < 4 ? 0 : 1;
            mix(
                    v,
                    column,
                    4 + (column + shift & 3),
                    8 + (column + 2 * shift & 3),
                    12 + (column + 3 * shift & 3),
                    message[order[2 * i]],
                    message[order[2 * i + 1]]);
        }
    }

    private void mix(long[] v, int a, int b, int c, int d, long x, long y) {
        int[] by = variant.rotations();
        v[a] = variant.mask(v[a] + v[b] + x);
        v[d] = variant.rotate(v[d] ^ v[a], by[0]);
        v[c] = variant.mask(v[c] + v[d]);
        v[b] = variant.rotate(v[b] ^ v[c], by[1]);
        v[a] = variant.mask(v[a] + v[b] + y);
        v[d] = variant.rotate(v[d] ^ v[a], by[2]);
        v[c] = variant.mask(v[c] + v[d]);
        v[b] = variant.rotate(v[b] ^ v[c], by[3]);
    }
}
