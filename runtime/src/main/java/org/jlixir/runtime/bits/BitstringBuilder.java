package org.jlixir.runtime.bits;

import java.math.BigInteger;
import java.util.Arrays;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.term.AppendBuffer;
import org.jlixir.runtime.term.Bitstring;
import org.jspecify.annotations.Nullable;

/**
 * Builds a bitstring segment by segment, as {@code <<a, b::binary>>} does. Sizes are in bits. A value of the wrong type or
 * out of range raises {@code :badarg}. Confined to one thread; of no use after {@link #finish}.
 *
 * <p>{@link #appendingTo} starts with a bitstring and writes behind it in place where that bitstring is the newest slice of
 * its array, so that {@code <<acc::binary, x>>} in a loop is linear, and {@code <<acc::bitstring, x::7>>} too.
 */
public final class BitstringBuilder {
    /** The most bits that a bitstring may have: what fits a byte array. */
    public static final long MAX_BITS = 8L * (Integer.MAX_VALUE - 16);

    private byte[] bytes;

    /** Where the result starts, and where the next bit goes, in bits from the start of the array. */
    private long start;

    private long position;

    /** The buffer whose room this builder has claimed, if any, and where the room began. */
    private @Nullable AppendBuffer claimed;

    private long claimedAt;

    /** How many terms have been appended: which segment of a binary fails, for the message. */
    private int segment;

    /** What lets others append to the result, if anything does. */
    private @Nullable AppendBuffer buffer;

    public BitstringBuilder() {
        this(32);
    }

    /** @param expectedBytes how large the result will probably be */
    public BitstringBuilder(int expectedBytes) {
        bytes = new byte[expectedBytes];
    }

    private BitstringBuilder(byte[] bytes, long start, long position) {
        segment = 1;
        this.bytes = bytes;
        this.start = start;
        this.position = position;
    }

    /** A builder that has {@code first} already; {@code first} must be a bitstring ({@code :badarg}). */
    public static BitstringBuilder appendingTo(Object first, int expectedBytes) {
        if (!(first instanceof Bitstring x)) {
            throw SegmentFailure.of(1, "binary", "type", first);
        }
        long end = x.bitOffset() + x.bitSize();
        AppendBuffer old = x.buffer();
        // Where the last byte is not full, the bits that it has stay as they are: others read those while more are put
        // in.
        if (old != null && x.isAligned() && end + 8L * expectedBytes <= 8L * x.array().length && old.claim(end)) {
            BitstringBuilder builder = new BitstringBuilder(x.array(), x.bitOffset(), end);
            builder.claimed = old;
            builder.claimedAt = end;
            builder.buffer = old;
            return builder;
        }
        int size = x.byteSize();
        int capacity = old == null ? size + expectedBytes : grown(size + expectedBytes);
        byte[] copy = new byte[capacity];
        x.copyBytes(copy, 0);
        BitstringBuilder builder = new BitstringBuilder(copy, 0, x.bitSize());
        // The first append to a bitstring allocates what it needs; the second shows a loop, and leaves room.
        builder.buffer = old == null ? AppendBuffer.NO_ROOM : new AppendBuffer(-1);
        return builder;
    }

    private static int grown(int size) {
        return (int) Math.min(Math.max(2L * size, 64), Integer.MAX_VALUE - 8);
    }

    /** What was put so far, in bits. */
    public long bitSize() {
        return position - start;
    }

    /** The bitstring of all segments. */
    public Bitstring finish() {
        long size = position - start;
        if (buffer != null && buffer != AppendBuffer.NO_ROOM) {
            buffer.release(position);
            return new Bitstring(bytes, start, size, buffer);
        }
        if (size == 0) {
            return Bitstring.EMPTY;
        }
        int used = (int) ((position + 7) >>> 3);
        byte[] exact = used + 16 + (used >>> 2) < bytes.length ? Arrays.copyOf(bytes, used) : bytes;
        return new Bitstring(exact, start, size, buffer);
    }

    private void ensure(long bits) {
        long needed = (position + bits + 7) >>> 3;
        if (needed > bytes.length) {
            grow(bits);
        }
    }

    private void grow(long bits) {
        long size = position - start + bits;
        if (size > MAX_BITS || bits < 0) {
            throw ElixirException.systemLimit();
        }
        byte[] larger = new byte[grown((int) ((size + 7) >>> 3))];
        int from = (int) (start >>> 3);
        System.arraycopy(bytes, from, larger, 0, (int) ((position + 7) >>> 3) - from);
        bytes = larger;
        position -= start;
        start = 0;
        if (claimed != null) {
            claimed.release(claimedAt);
            claimed = null;
            buffer = new AppendBuffer(-1);
        }
    }

    // ---- sizes

    /**
     * The size of a segment in bits: a term from the program times its unit. {@code :badarg} when it is no integer or
     * negative, {@code :system_limit} when it is too large.
     */
    public static long size(Object size, long unit) {
        if (size instanceof Long x && x >= 0) {
            if (x > MAX_BITS / Math.max(unit, 1)) {
                throw ElixirException.systemLimit();
            }
            return x * unit;
        }
        if (size instanceof BigInteger x && x.signum() > 0) {
            throw ElixirException.systemLimit();
        }
        throw ElixirException.badArgument();
    }

    // ---- integers

    /** An integer of 8 bits, the commonest segment. */
    public BitstringBuilder octet(Object value) {
        if (value instanceof Long x) {
            segment++;
            return octet(x.longValue());
        }
        return integer(value, 8, false);
    }

    public BitstringBuilder octet(long value) {
        if ((position & 7) == 0) {
            ensure(8);
            bytes[(int) (position >>> 3)] = (byte) value;
            position += 8;
            return this;
        }
        return bits(value, 8);
    }

    /** The lowest {@code size} bits of an integer; with {@code little} the byte of lowest value first. */
    public BitstringBuilder integer(Object value, long size, boolean little) {
        segment++;
        if (value instanceof Long x) {
            return integer(x.longValue(), size, little);
        }
        if (value instanceof BigInteger x) {
            bigInteger(x, size, little);
            return this;
        }
        throw SegmentFailure.of(segment, "integer", "type", value);
    }

    public BitstringBuilder integer(long value, long size, boolean little) {
        if (little && size > 8) {
            return littleInteger(value, size);
        }
        for (long left = size; left > Long.SIZE; ) {
            int sign = (int) Math.min(left - Long.SIZE, Long.SIZE);
            bits(value >> 63, sign);
            left -= sign;
        }
        return bits(value, (int) Math.min(size, Long.SIZE));
    }

    private BitstringBuilder littleInteger(long value, long size) {
        ensure(size);
        long rest = value;
        long left = size;
        for (; left >= 8; left -= 8) {
            octet(rest & 0xFF);
            rest >>= 8;
        }
        return bits(rest, (int) left);
    }

    private void bigInteger(BigInteger value, long size, boolean little) {
        ensure(size);
        if (little) {
            BigInteger rest = value;
            long left = size;
            for (; left >= 8; left -= 8) {
                octet(rest.longValue() & 0xFF);
                rest = rest.shiftRight(8);
            }
            bits(rest.longValue(), (int) left);
            return;
        }
        byte[] all = value.toByteArray();
        long left = size;
        int first = (int) (left & 7);
        int index = all.length - (int) Math.min(Integer.MAX_VALUE, (left + 7) >>> 3);
        if (first != 0) {
            bits(byteOrSign(all, index++), first);
        }
        for (left -= first; left > 0; left -= 8) {
            octet(byteOrSign(all, index++) & 0xFF);
        }
    }

    private static long byteOrSign(byte[] all, int index) {
        return index < 0 ? all[0] >> 7 : all[index];
    }

    /** The lowest {@code count} (0 to 64) bits of {@code value}, the highest first. */
    public BitstringBuilder bits(long value, int count) {
        ensure(count);
        int left = count;
        while (left > 0) {
            int free = 8 - (int) (position & 7);
            int i = (int) (position >>> 3);
            int taken = Math.min(free, left);
            int part = (int) (value >>> left - taken) & (1 << taken) - 1;
            int kept = free == 8 ? 0 : bytes[i] & ~((1 << free) - 1);
            bytes[i] = (byte) (kept | part << free - taken);
            position += taken;
            left -= taken;
        }
        return this;
    }

    // ---- floats

    /** A float (or an integer as one) in IEEE 754 of 16, 32 or 64 bits. A value too large for it becomes an infinity. */
    public BitstringBuilder floating(Object value, long size, boolean little) {
        segment++;
        double number = number(value);
        if (size == 64) {
            return integer(Double.doubleToRawLongBits(number), 64, little);
        }
        if (size == 32) {
            return integer((long) Float.floatToRawIntBits((float) number), 32, little);
        }
        if (size == 16) {
            return integer((long) Float.floatToFloat16((float) number), 16, little);
        }
        if (size == 0) {
            return this;
        }
        throw SegmentFailure.of(segment, "float", "invalid", size);
    }

    private double number(Object value) {
        if (!Arithmetic.isNumber(value)) {
            throw SegmentFailure.of(segment, "float", "type", value);
        }
        double number = ((Number) value).doubleValue();
        if (Double.isInfinite(number)) {
            throw SegmentFailure.of(segment, "float", "no_float", value);
        }
        return number;
    }

    // ---- bitstrings

    /** All of a bitstring. */
    public BitstringBuilder bitstring(Object value) {
        segment++;
        if (!(value instanceof Bitstring x)) {
            throw SegmentFailure.of(segment, "binary", "type", value);
        }
        append(x);
        return this;
    }

    /** All of a bitstring whose size is a multiple of {@code unit} bits: 8 for {@code ::binary}. */
    public BitstringBuilder binary(Object value, long unit) {
        segment++;
        if (!(value instanceof Bitstring x && (unit == 8 ? x.isBinary() : x.bitSize() % unit == 0))) {
            throw SegmentFailure.of(segment, "binary", value instanceof Bitstring ? "unit" : "type", value);
        }
        append(x);
        return this;
    }

    /** The first {@code size} bits of a bitstring, which must have that many. */
    public BitstringBuilder bitstring(Object value, long size) {
        segment++;
        if (!(value instanceof Bitstring x && x.bitSize() >= size)) {
            throw SegmentFailure.of(segment, "binary", value instanceof Bitstring ? "short" : "type", value);
        }
        append(x.slice(0, size));
        return this;
    }

    private void append(Bitstring value) {
        long size = value.bitSize();
        if (size == 0) {
            return;
        }
        ensure(size);
        if ((position & 7) == 0) {
            value.copyBytes(bytes, (int) (position >>> 3));
            position += size;
            return;
        }
        int whole = (int) (size >>> 3);
        for (int i = 0; i < whole; i++) {
            bits(value.byteAt(i), 8);
        }
        int rest = (int) (size & 7);
        if (rest != 0) {
            bits(value.byteAt(whole) >>> 8 - rest, rest);
        }
    }

    /** Bytes as they are. */
    public BitstringBuilder bytes(byte[] source, int from, int count) {
        ensure(8L * count);
        if ((position & 7) == 0) {
            System.arraycopy(source, from, bytes, (int) (position >>> 3), count);
            position += 8L * count;
            return this;
        }
        for (int i = 0; i < count; i++) {
            bits(source[from + i], 8);
        }
        return this;
    }

    // ---- code points

    /** True for a Unicode scalar value: 0 to 0x10FFFF without surrogates. */
    public static boolean isCodePoint(long value) {
        return value >= 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    }

    private int codePoint(Object value, String type) {
        segment++;
        if (value instanceof Long x && isCodePoint(x)) {
            return (int) (long) x;
        }
        throw SegmentFailure.of(segment, type, "type", value);
    }

    public BitstringBuilder utf8(Object value) {
        int c = codePoint(value, "utf8");
        if (c < 0x80) {
            return octet((long) c);
        }
        if (c < 0x800) {
            return bits(0xC080 | (c & 0x7C0) << 2 | c & 0x3F, 16);
        }
        if (c < 0x10000) {
            return bits(0xE08080 | (c & 0xF000) << 4 | (c & 0xFC0) << 2 | c & 0x3F, 24);
        }
        return bits(0xF0808080L | (c & 0x1C0000) << 6 | (c & 0x3F000) << 4 | (c & 0xFC0) << 2 | c & 0x3F, 32);
    }

    public BitstringBuilder utf16(Object value, boolean little) {
        int c = codePoint(value, "utf16");
        if (c < 0x10000) {
            return integer((long) c, 16, little);
        }
        integer((long) Character.highSurrogate(c), 16, little);
        return integer((long) Character.lowSurrogate(c), 16, little);
    }

    public BitstringBuilder utf32(Object value, boolean little) {
        return integer((long) codePoint(value, "utf32"), 32, little);
    }
}
