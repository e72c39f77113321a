package org.jlixir.runtime.term;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A bitstring: a slice of a byte array, in bits. A binary is one whose size is a multiple of 8. UTF-8 text is a binary.
 *
 * <p>The array may be shared by many slices and is never changed where a slice can see it.
 */
public final class Bitstring {
    public static final Bitstring EMPTY = new Bitstring(new byte[0], 0, 0);

    private final byte[] bytes;
    private final long bitOffset;
    private final long bitSize;

    /** The array is given away: the caller must not change it afterwards. */
    public Bitstring(byte[] bytes, long bitOffset, long bitSize) {
        this.bytes = bytes;
        this.bitOffset = bitOffset;
        this.bitSize = bitSize;
    }

    /** The whole array as a binary; the array is given away. */
    public static Bitstring ofBytes(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bitstring(bytes, 0, 8L * bytes.length);
    }

    /** The text in UTF-8. */
    public static Bitstring of(String text) {
        return ofBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public long bitSize() {
        return bitSize;
    }

    public boolean isBinary() {
        return (bitSize & 7) == 0;
    }

    /** Its size in whole bytes, rounded up. */
    public int byteSize() {
        return (int) ((bitSize + 7) >>> 3);
    }

    /** The array that it is a slice of: not to be changed. */
    public byte[] array() {
        return bytes;
    }

    /** Where the slice starts in {@link #array}, in bits. */
    public long bitOffset() {
        return bitOffset;
    }

    /** The byte at {@code index}, 0 to 255; the last one padded with zero bits on the right. */
    public int byteAt(int index) {
        long at = bitOffset + 8L * index;
        int shift = (int) (at & 7);
        int i = (int) (at >>> 3);
        int value = bytes[i] << shift;
        if (shift != 0 && i + 1 < bytes.length) {
            value |= (bytes[i + 1] & 0xFF) >>> (8 - shift);
        }
        long left = bitSize - 8L * index;
        return left >= 8 ? value & 0xFF : value & 0xFF & (0xFF00 >>> left);
    }

    /** The part from {@code from} on, {@code size} bits long, sharing the array. */
    public Bitstring slice(long from, long size) {
        return size == 0 ? EMPTY : new Bitstring(bytes, bitOffset + from, size);
    }

    /** A copy of the bytes, the last one padded with zero bits on the right. */
    public byte[] toBytes() {
        byte[] copy = new byte[byteSize()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = (byte) byteAt(i);
        }
        return copy;
    }

    /** The text that the bytes hold in UTF-8; what is not valid becomes U+FFFD. */
    public String utf8() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bitstring && TermOrder.exactlyEqual(this, other);
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
