package org.jlixir.runtime.term;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A bitstring: a slice of a byte array, in bits. A binary is one whose size is a multiple of 8. UTF-8 text is a binary.
 *
 * <p>The array may be shared by many slices and is never changed where a slice can see it. The newest slice of an array with
 * an {@link AppendBuffer} may grow in place: see {@link #append}.
 */
public final class Bitstring {
    public static final Bitstring EMPTY = new Bitstring(new byte[0], 0, 0);

    private static final Bitstring[] ASCII = ascii();

    private static Bitstring[] ascii() {
        Bitstring[] all = new Bitstring[128];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Bitstring(new byte[] {(byte) i}, 0, 8);
        }
        return all;
    }

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final @Nullable AppendBuffer buffer;

    /** Where the slice starts: whole bytes, and bits beyond those. */
    private final int byteOffset;

    private final byte bitShift;

    /** Its size: whole bytes, and bits beyond those. */
    private final int wholeBytes;

    private final byte extraBits;

    /** The hash of the bits, or 0 while nobody has asked. Racy on purpose: every thread computes the same. */
    private int hash;

    /** The array is given away: the caller must not change it afterwards. */
    public Bitstring(byte[] bytes, long bitOffset, long bitSize) {
        this(bytes, bitOffset, bitSize, null);
    }

    /** As above, with room to append behind it in the array. */
    public Bitstring(byte[] bytes, long bitOffset, long bitSize, @Nullable AppendBuffer buffer) {
        this.bytes = bytes;
        this.byteOffset = (int) (bitOffset >>> 3);
        this.bitShift = (byte) (bitOffset & 7);
        this.wholeBytes = (int) (bitSize >>> 3);
        this.extraBits = (byte) (bitSize & 7);
        this.buffer = buffer;
    }

    /** The whole array as a binary; the array is given away. */
    public static Bitstring ofBytes(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bitstring(bytes, 0, 8L * bytes.length);
    }

    /** The binary of one byte below 128: always the same one. */
    public static Bitstring ofAscii(int character) {
        return ASCII[character];
    }

    /** The text in UTF-8. */
    public static Bitstring of(String text) {
        return ofBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    public long bitSize() {
        return 8L * wholeBytes + extraBits;
    }

    public boolean isBinary() {
        return extraBits == 0;
    }

    /** Its size in whole bytes, rounded up. */
    public int byteSize() {
        return extraBits == 0 ? wholeBytes : wholeBytes + 1;
    }

    /** The array that it is a slice of: not to be changed. */
    public byte[] array() {
        return bytes;
    }

    /** Where the slice starts in {@link #array}, in bits. */
    public long bitOffset() {
        return 8L * byteOffset + bitShift;
    }

    /** True when the slice starts at a byte of {@link #array}: then its bytes stand there unshifted. */
    public boolean isAligned() {
        return bitShift == 0;
    }

    /** Where the slice starts in {@link #array}, in bytes; only for an {@linkplain #isAligned aligned} one. */
    public int byteOffset() {
        return byteOffset;
    }

    /** What lets this slice grow in place, or null. */
    public @Nullable AppendBuffer buffer() {
        return buffer;
    }

    /** The byte at {@code index}, 0 to 255; the last one padded with zero bits on the right. */
    public int byteAt(int index) {
        int shift = bitShift;
        int i = byteOffset + index;
        int value = bytes[i] << shift;
        if (shift != 0 && i + 1 < bytes.length) {
            value |= (bytes[i + 1] & 0xFF) >>> (8 - shift);
        }
        long left = bitSize() - 8L * index;
        return left >= 8 ? value & 0xFF : value & 0xFF & (0xFF00 >>> left);
    }

    /** The part from bit {@code from} on, {@code size} bits long, sharing the array. */
    public Bitstring slice(long from, long size) {
        long bitSize = bitSize();
        if (size == bitSize) {
            return this;
        }
        // The part that reaches the end may still grow in place.
        return size == 0
                ? EMPTY
                : new Bitstring(bytes, bitOffset() + from, size, from + size == bitSize ? buffer : null);
    }

    /** The part from byte {@code from} on, {@code size} bytes long, sharing the array. */
    public Bitstring sliceBytes(int from, int size) {
        return slice(8L * from, 8L * size);
    }

    /** An equal bitstring that starts at a byte of its array: itself if it does. */
    public Bitstring aligned() {
        return isAligned() ? this : new Bitstring(toBytes(), 0, bitSize());
    }

    /** A copy of the bytes, the last one padded with zero bits on the right. */
    public byte[] toBytes() {
        int size = byteSize();
        byte[] copy = new byte[size];
        copyBytes(copy, 0);
        return copy;
    }

    /** Copies the bytes to {@code target} from index {@code at} on, the last one padded with zero bits on the right. */
    public void copyBytes(byte[] target, int at) {
        int size = byteSize();
        if (isAligned() && isBinary()) {
            System.arraycopy(bytes, byteOffset(), target, at, size);
            return;
        }
        for (int i = 0; i < size; i++) {
            target[at + i] = (byte) byteAt(i);
        }
    }

    /** The text that the bytes hold in UTF-8; what is not valid becomes U+FFFD. */
    public String utf8() {
        return text(StandardCharsets.UTF_8);
    }

    /** The text that the bytes hold in UTF-8, or null when they are no valid UTF-8. */
    public @Nullable String validUtf8() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(toBytes()))
                    .toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    /** The bytes from the first one on that is no part of a character in UTF-8. */
    public Bitstring behindValidUtf8() {
        byte[] bytes = toBytes();
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        StandardCharsets.UTF_8.newDecoder().decode(rest, CharBuffer.allocate(bytes.length), true);
        return ofBytes(Arrays.copyOfRange(bytes, rest.position(), bytes.length));
    }

    /** Each byte as the character of that number. */
    public String latin1() {
        return text(StandardCharsets.ISO_8859_1);
    }

    private String text(Charset charset) {
        return isAligned() && isBinary()
                ? new String(bytes, byteOffset(), byteSize(), charset)
                : new String(toBytes(), charset);
    }

    // ---- appending

    /**
     * This bitstring followed by {@code other}. Amortised O(size of {@code other}) when done again and again to the result:
     * the second append leaves as much room as there are bytes.
     */
    public Bitstring append(Bitstring other) {
        long added = other.bitSize();
        if (added == 0) {
            return this;
        }
        long bitSize = bitSize();
        if (bitSize == 0) {
            return other;
        }
        long size = bitSize + added;
        if (isAligned() && isBinary() && other.isBinary()) {
            long end = bitOffset() + bitSize;
            if (buffer != null && end + added <= 8L * bytes.length && buffer.claim(end)) {
                other.copyBytes(bytes, (int) (end >>> 3));
                buffer.release(end + added);
                return new Bitstring(bytes, bitOffset(), size, buffer);
            }
            byte[] joined = new byte[capacity(size)];
            System.arraycopy(bytes, byteOffset(), joined, 0, byteSize());
            other.copyBytes(joined, byteSize());
            return new Bitstring(joined, 0, size, buffer == null ? AppendBuffer.NO_ROOM : new AppendBuffer(size));
        }
        byte[] joined = new byte[(int) ((size + 7) >>> 3)];
        copyBytes(joined, 0);
        other.copyBits(joined, bitSize);
        return new Bitstring(joined, 0, size);
    }

    /** How many bytes to allocate for an append that makes {@code size} bits: exactly those the first time, then twice. */
    private int capacity(long size) {
        long needed = size >>> 3;
        return (int) (buffer == null ? needed : Math.min(Math.max(2 * needed, 64), Integer.MAX_VALUE - 8));
    }

    /** Writes the bits to {@code target} from bit {@code at} on; the bits from there on must be zero. */
    public void copyBits(byte[] target, long at) {
        int shift = (int) (at & 7);
        int i = (int) (at >>> 3);
        if (shift == 0) {
            copyBytes(target, i);
            return;
        }
        int size = byteSize();
        for (int j = 0; j < size; j++) {
            int value = byteAt(j);
            target[i + j] |= (byte) (value >>> shift);
            if (i + j + 1 < target.length) {
                target[i + j + 1] |= (byte) (value << (8 - shift));
            }
        }
    }

    // ---- equality, order, hash

    boolean sameBits(Bitstring other) {
        if (wholeBytes != other.wholeBytes || extraBits != other.extraBits) {
            return false;
        }
        if (isAligned() && other.isAligned() && isBinary()) {
            int from = byteOffset();
            int otherFrom = other.byteOffset();
            int size = byteSize();
            return (hash == 0 || other.hash == 0 || hash == other.hash)
                    && Arrays.equals(bytes, from, from + size, other.bytes, otherFrom, otherFrom + size);
        }
        return compareBits(other) == 0;
    }

    /** Bit by bit; what is a beginning of the other comes first. */
    int compareBits(Bitstring other) {
        if (isAligned() && other.isAligned() && isBinary() && other.isBinary()) {
            int from = byteOffset();
            int otherFrom = other.byteOffset();
            return Arrays.compareUnsigned(
                    bytes, from, from + byteSize(), other.bytes, otherFrom, otherFrom + other.byteSize());
        }
        int size = Math.min(byteSize(), other.byteSize());
        for (int i = 0; i < size; i++) {
            int order = byteAt(i) - other.byteAt(i);
            if (order != 0) {
                return order;
            }
        }
        return Long.compare(bitSize(), other.bitSize());
    }

    int hashBits() {
        int h = hash;
        if (h == 0) {
            h = isAligned() && isBinary()
                    ? hash(bytes, byteOffset(), byteSize(), bitSize())
                    : hash(toBytes(), 0, byteSize(), bitSize());
            hash = h;
        }
        return h;
    }

    /** Eight bytes at a time, multiply and fold. */
    private static int hash(byte[] bytes, int from, int size, long seed) {
        long hash = seed * 0x9E3779B97F4A7C15L;
        int i = from;
        int end = from + size;
        for (; i + 8 <= end; i += 8) {
            hash = (hash ^ (long) LONGS.get(bytes, i)) * 0xD6E8FEB86659FD93L;
            hash ^= hash >>> 32;
        }
        long rest = 0;
        for (; i < end; i++) {
            rest = rest << 8 | bytes[i] & 0xFF;
        }
        hash = (hash ^ rest) * 0xD6E8FEB86659FD93L;
        int folded = (int) (hash ^ hash >>> 32);
        return folded == 0 ? 1 : folded;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bitstring x && sameBits(x);
    }

    @Override
    public int hashCode() {
        return hashBits();
    }

    @Override
    public String toString() {
        return TermText.of(this);
    }
}
