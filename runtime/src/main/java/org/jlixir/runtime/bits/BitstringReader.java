package org.jlixir.runtime.bits;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.term.Bitstring;
import org.jspecify.annotations.Nullable;

/**
 * Reads segments of a bitstring for patterns. A position is in bits from the start of the bitstring and never past its end.
 * What does not match answers null, or a negative number where the result is a primitive; nothing here raises.
 */
public final class BitstringReader {
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BitstringReader() {}

    /** A size from the program in bits: a term times its unit; -1 when it is no integer, negative, or past any bitstring. */
    public static long size(Object size, long unit) {
        return size instanceof Long x && x >= 0 && x <= BitstringBuilder.MAX_BITS ? x * unit : -1;
    }

    /** As above, for an integer known to be small. */
    public static long size(long size, long unit) {
        return size >= 0 && size <= BitstringBuilder.MAX_BITS ? size * unit : -1;
    }

    /** True when {@code size} (as {@link #size} gives it) more bits are there. */
    public static boolean has(Bitstring source, long position, long size) {
        return size >= 0 && size <= source.bitSize() - position;
    }

    // ---- integers

    /** The unsigned integer of the next 8 bits, or -1 when there are fewer. */
    public static int octet(Bitstring source, long position) {
        if (source.bitSize() - position < 8) {
            return -1;
        }
        long at = source.bitOffset() + position;
        int i = (int) (at >>> 3);
        int shift = (int) (at & 7);
        byte[] bytes = source.array();
        if (shift == 0) {
            return bytes[i] & 0xFF;
        }
        return (bytes[i] << shift | (bytes[i + 1] & 0xFF) >>> 8 - shift) & 0xFF;
    }

    /** The integer of the next {@code size} bits; null when there are fewer, or {@code size} is negative. */
    public static @Nullable Object integer(Bitstring source, long position, long size, boolean signed, boolean little) {
        if (!has(source, position, size)) {
            return null;
        }
        if (size < Long.SIZE || size == Long.SIZE && signed) {
            return signed
                    ? signedBits(source, position, (int) size, little)
                    : bits(source, position, (int) size, little);
        }
        return Arithmetic.normalize(wide(source, position, size, signed, little));
    }

    /** The unsigned integer of {@code size} (0 to 63; with 64 it wraps) bits, which must be there. */
    public static long bits(Bitstring source, long position, int size, boolean little) {
        if (little && size > 8) {
            long value = 0;
            int done = 0;
            for (; done + 8 <= size; done += 8) {
                value |= bits(source, position + done, 8) << done;
            }
            return done == size ? value : value | bits(source, position + done, size - done) << done;
        }
        return bits(source, position, size);
    }

    /** As {@link #bits(Bitstring, long, int, boolean)}, with a sign in the highest bit; 0 to 64 bits. */
    public static long signedBits(Bitstring source, long position, int size, boolean little) {
        long value = bits(source, position, size, little);
        int unused = Long.SIZE - size;
        return size == 0 ? 0 : value << unused >> unused;
    }

    /** Big-endian, 0 to 64 bits, which must be there. */
    public static long bits(Bitstring source, long position, int size) {
        long at = source.bitOffset() + position;
        int i = (int) (at >>> 3);
        int shift = (int) (at & 7);
        byte[] bytes = source.array();
        if (size == 0) {
            return 0;
        }
        if (shift + size <= Long.SIZE && i + 8 <= bytes.length) {
            return (long) BIG.get(bytes, i) << shift >>> Long.SIZE - size;
        }
        long value = 0;
        int left = size;
        while (left > 0) {
            int there = 8 - shift;
            int taken = Math.min(there, left);
            value = value << taken | (bytes[i] & 0xFF) >>> there - taken & (1 << taken) - 1;
            left -= taken;
            shift = 0;
            i++;
        }
        return value;
    }

    private static BigInteger wide(Bitstring source, long position, long size, boolean signed, boolean little) {
        int count = (int) ((size + 7) >>> 3);
        int partial = (int) (size & 7);
        byte[] magnitude = new byte[count + 1];
        if (little) {
            for (int i = 0; i < count; i++) {
                int width = partial != 0 && i == count - 1 ? partial : 8;
                magnitude[count - i] = (byte) bits(source, position + 8L * i, width);
            }
        } else {
            long at = position;
            for (int i = 1; i <= count; i++) {
                int width = partial != 0 && i == 1 ? partial : 8;
                magnitude[i] = (byte) bits(source, at, width);
                at += width;
            }
        }
        BigInteger value = new BigInteger(magnitude);
        return signed && value.testBit((int) (size - 1)) ? value.subtract(BigInteger.ONE.shiftLeft((int) size)) : value;
    }

    // ---- floats

    /** The float of the next 16, 32 or 64 bits; null for another size, too few bits, an infinity or NaN. */
    public static @Nullable Double floating(Bitstring source, long position, long size, boolean little) {
        if (!has(source, position, size)) {
            return null;
        }
        double value;
        if (size == 64) {
            value = Double.longBitsToDouble(bits(source, position, 64, little));
        } else if (size == 32) {
            value = Float.intBitsToFloat((int) bits(source, position, 32, little));
        } else if (size == 16) {
            value = Float.float16ToFloat((short) bits(source, position, 16, little));
        } else if (size == 0) {
            value = 0.0;
        } else {
            return null;
        }
        return Double.isFinite(value) ? (Double) value : null;
    }

    // ---- bitstrings

    /** The next {@code size} bits, sharing the bytes. */
    public static @Nullable Bitstring bitstring(Bitstring source, long position, long size) {
        return has(source, position, size) ? source.slice(position, size) : null;
    }

    /** What {@code source} has from {@code position} on: at 0 the term itself, whatever it is. */
    public static Object from(Object source, long position) {
        return position == 0 ? source : slice((Bitstring) source, position);
    }

    private static Bitstring slice(Bitstring source, long position) {
        return source.slice(position, source.bitSize() - position);
    }

    /** True when what {@code source} has from {@code position} on is the bitstring {@code literal}. */
    public static boolean isRest(Object source, long position, Object literal) {
        return source instanceof Bitstring bits
                && literal instanceof Bitstring wanted
                && bits.bitSize() - position == wanted.bitSize()
                && startsWith(bits, position, wanted);
    }

    /** True when what is left from {@code position} on is a multiple of {@code unit} bits. */
    public static boolean hasRest(Bitstring source, long position, long unit) {
        long size = source.bitSize() - position;
        return unit == 8 ? (size & 7) == 0 : size % unit == 0;
    }

    /** Everything from {@code position} on, whose size must be a multiple of {@code unit} bits. */
    public static @Nullable Bitstring rest(Bitstring source, long position, long unit) {
        return hasRest(source, position, unit) ? slice(source, position) : null;
    }

    /** True when the bits of {@code literal} come next. */
    public static boolean startsWith(Bitstring source, long position, Bitstring literal) {
        long size = literal.bitSize();
        if (size > source.bitSize() - position) {
            return false;
        }
        long at = source.bitOffset() + position;
        if ((at & 7) == 0 && literal.isAligned() && literal.isBinary()) {
            int from = (int) (at >>> 3);
            int other = literal.byteOffset();
            int count = literal.byteSize();
            return Arrays.equals(source.array(), from, from + count, literal.array(), other, other + count);
        }
        return source.slice(position, size).equals(literal);
    }

    // ---- code points

    /**
     * The next code point in UTF-8.
     *
     * @return the code point, with its length in bits shifted left by 32; -1 when none is there. See {@link #codePoint} and
     *     {@link #codePointBits}
     */
    public static long utf8(Bitstring source, long position) {
        int first = octet(source, position);
        if (first < 0x80) {
            return first < 0 ? -1 : 8L << 32 | first;
        }
        if (first < 0xC2) {
            return -1;
        }
        if (first < 0xE0) {
            int second = continuation(source, position + 8);
            return second < 0 ? -1 : 16L << 32 | (first & 0x1F) << 6 | second;
        }
        int second = continuation(source, position + 8);
        int third = second < 0 ? -1 : continuation(source, position + 16);
        if (third < 0) {
            return -1;
        }
        if (first < 0xF0) {
            int c = (first & 0x0F) << 12 | second << 6 | third;
            return c < 0x800 || c >= 0xD800 && c <= 0xDFFF ? -1 : 24L << 32 | c;
        }
        int fourth = continuation(source, position + 24);
        int c = (first & 0x07) << 18 | second << 12 | third << 6 | fourth;
        return fourth < 0 || first > 0xF4 || c < 0x10000 || c > 0x10FFFF ? -1 : 32L << 32 | c;
    }

    private static int continuation(Bitstring source, long position) {
        int octet = source.bitSize() - position < 8 ? -1 : octet(source, position);
        return (octet & 0xC0) == 0x80 ? octet & 0x3F : -1;
    }

    /** The next code point in UTF-16; see {@link #utf8} for the result. */
    public static long utf16(Bitstring source, long position, boolean little) {
        if (!has(source, position, 16)) {
            return -1;
        }
        int first = (int) bits(source, position, 16, little);
        if (first < 0xD800 || first > 0xDFFF) {
            return 16L << 32 | first;
        }
        if (first > 0xDBFF || !has(source, position, 32)) {
            return -1;
        }
        int second = (int) bits(source, position + 16, 16, little);
        return second < 0xDC00 || second > 0xDFFF ? -1 : 32L << 32 | Character.toCodePoint((char) first, (char) second);
    }

    /** The next code point in UTF-32; see {@link #utf8} for the result. */
    public static long utf32(Bitstring source, long position, boolean little) {
        if (!has(source, position, 32)) {
            return -1;
        }
        long value = bits(source, position, 32, little);
        return BitstringBuilder.isCodePoint(value) ? 32L << 32 | value : -1;
    }

    /** The code point of a result of {@link #utf8} and its like. */
    public static int codePoint(long result) {
        return (int) result;
    }

    /** How many bits the code point took, of a result of {@link #utf8} and its like. */
    public static int codePointBits(long result) {
        return (int) (result >>> 32);
    }
}
