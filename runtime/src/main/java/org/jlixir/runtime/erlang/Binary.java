package org.jlixir.runtime.erlang;

import java.math.BigInteger;
import java.util.Arrays;
import org.jlixir.runtime.bits.IoList;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;

/** {@code :binary}: parts, numbers, hexadecimal. See {@link BinarySearch} for patterns. Positions are in bytes from 0. */
@ErlangModule("binary")
public final class Binary {
    private static final Atom BIG = Atom.of("big");
    private static final Atom LITTLE = Atom.of("little");
    private static final Atom UPPERCASE = Atom.of("uppercase");
    private static final Atom LOWERCASE = Atom.of("lowercase");

    /** Up to this size the BEAM keeps binaries on the heap of a process. */
    private static final int SMALL = 64;

    private Binary() {}

    // ---- parts

    @Builtin(value = "at", pure = true)
    public static Object at(Object binary, Object position) {
        Bitstring bytes = Args.binary(binary);
        return (long) bytes.byteAt(Args.integer(position, 0, bytes.byteSize() - 1));
    }

    @Builtin(value = "first", pure = true)
    public static Object first(Object binary) {
        return at(binary, 0L);
    }

    @Builtin(value = "last", pure = true)
    public static Object last(Object binary) {
        return at(binary, (long) Args.binary(binary).byteSize() - 1);
    }

    @Builtin(value = "part", pure = true)
    public static Object part(Object binary, Object start, Object length) {
        return ErlangBinaries.binaryPart(binary, start, length);
    }

    @Builtin(value = "part", pure = true)
    public static Object part(Object binary, Object range) {
        return ErlangBinaries.binaryPart(binary, range);
    }

    @Builtin(value = "copy", pure = true)
    public static Object copy(Object binary) {
        return Bitstring.ofBytes(Args.binary(binary).toBytes());
    }

    @Builtin(value = "copy", pure = true)
    public static Object copy(Object binary, Object times) {
        Bitstring bytes = Args.binary(binary);
        int size = bytes.byteSize();
        int count = Args.integer(times, 0, size == 0 ? Integer.MAX_VALUE : (Integer.MAX_VALUE - 8) / size);
        if (size == 0) {
            return Bitstring.EMPTY;
        }
        byte[] copies = new byte[size * count];
        for (int i = 0; i < count; i++) {
            bytes.copyBytes(copies, i * size);
        }
        return Bitstring.ofBytes(copies);
    }

    @Builtin(value = "bin_to_list", pure = true)
    public static Object binToList(Object binary) {
        return ErlangBinaries.binaryToList(binary);
    }

    @Builtin(value = "bin_to_list", pure = true)
    public static Object binToList(Object binary, Object start, Object length) {
        return ErlangBinaries.binaryToList(part(binary, start, length));
    }

    @Builtin(value = "bin_to_list", pure = true)
    public static Object binToList(Object binary, Object range) {
        return ErlangBinaries.binaryToList(part(binary, range));
    }

    @Builtin(value = "list_to_bin", pure = true)
    public static Object listToBin(Object list) {
        return ErlangBinaries.listToBinary(list);
    }

    /** The size of the array that the binary is part of. A small one counts in bits, as on the BEAM: see erl_binary.exs. */
    @Builtin(value = "referenced_byte_size", pure = true)
    public static Object referencedByteSize(Object binary) {
        long size = Args.binary(binary).array().length;
        return size <= SMALL ? 8 * size : size;
    }

    @Builtin(value = "longest_common_prefix", pure = true)
    public static Object longestCommonPrefix(Object binaries) {
        Bitstring[] all = binaries(binaries);
        int length = all[0].byteSize();
        for (Bitstring other : all) {
            int i = 0;
            int most = Math.min(length, other.byteSize());
            while (i < most && other.byteAt(i) == all[0].byteAt(i)) {
                i++;
            }
            length = i;
        }
        return (long) length;
    }

    @Builtin(value = "longest_common_suffix", pure = true)
    public static Object longestCommonSuffix(Object binaries) {
        Bitstring[] all = binaries(binaries);
        int size = all[0].byteSize();
        int length = size;
        for (Bitstring other : all) {
            int i = 0;
            int most = Math.min(length, other.byteSize());
            while (i < most && other.byteAt(other.byteSize() - 1 - i) == all[0].byteAt(size - 1 - i)) {
                i++;
            }
            length = i;
        }
        return (long) length;
    }

    private static Bitstring[] binaries(Object list) {
        Object[] elements = Args.elements(list);
        if (elements.length == 0) {
            throw Args.badarg();
        }
        Bitstring[] all = new Bitstring[elements.length];
        Arrays.setAll(all, i -> Args.binary(elements[i]));
        return all;
    }

    // ---- unsigned integers

    @Builtin(value = "encode_unsigned", pure = true)
    public static Object encodeUnsigned(Object integer) {
        return encodeUnsigned(integer, BIG);
    }

    @Builtin(value = "encode_unsigned", pure = true)
    public static Object encodeUnsigned(Object integer, Object endianness) {
        boolean little = isLittle(endianness);
        if (!Arithmetic.isInteger(integer) || Arithmetic.big(integer).signum() < 0) {
            throw Args.badarg();
        }
        BigInteger value = Arithmetic.big(integer);
        byte[] bytes = value.toByteArray();
        if (bytes.length > 1 && bytes[0] == 0) {
            bytes = Arrays.copyOfRange(bytes, 1, bytes.length);
        }
        return Bitstring.ofBytes(little ? reversed(bytes) : bytes);
    }

    @Builtin(value = "decode_unsigned", pure = true)
    public static Object decodeUnsigned(Object binary) {
        return decodeUnsigned(binary, BIG);
    }

    @Builtin(value = "decode_unsigned", pure = true)
    public static Object decodeUnsigned(Object binary, Object endianness) {
        boolean little = isLittle(endianness);
        byte[] bytes = Args.binary(binary).toBytes();
        return Arithmetic.normalize(new BigInteger(1, little ? reversed(bytes) : bytes));
    }

    private static boolean isLittle(Object endianness) {
        if (endianness != BIG && endianness != LITTLE) {
            throw Args.badarg();
        }
        return endianness == LITTLE;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    // ---- hexadecimal

    @Builtin(value = "encode_hex", pure = true)
    public static Object encodeHex(Object binary) {
        return encodeHex(binary, UPPERCASE);
    }

    @Builtin(value = "encode_hex", pure = true)
    public static Object encodeHex(Object binary, Object letterCase) {
        if (letterCase != UPPERCASE && letterCase != LOWERCASE) {
            throw Args.badarg();
        }
        Bitstring bytes = Args.binary(binary);
        String digits = letterCase == UPPERCASE ? "0123456789ABCDEF" : "0123456789abcdef";
        byte[] text = new byte[2 * bytes.byteSize()];
        for (int i = 0; i < bytes.byteSize(); i++) {
            int value = bytes.byteAt(i);
            text[2 * i] = (byte) digits.charAt(value >>> 4);
            text[2 * i + 1] = (byte) digits.charAt(value & 15);
        }
        return Bitstring.ofBytes(text);
    }

    @Builtin(value = "decode_hex", pure = true)
    public static Object decodeHex(Object binary) {
        Bitstring text = Args.binary(binary);
        if ((text.byteSize() & 1) != 0) {
            throw Args.badarg();
        }
        byte[] bytes = new byte[text.byteSize() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (digit(text.byteAt(2 * i)) << 4 | digit(text.byteAt(2 * i + 1)));
        }
        return Bitstring.ofBytes(bytes);
    }

    private static int digit(int character) {
        int value = character < 128 ? Character.digit(character, 16) : -1;
        if (value < 0) {
            throw Args.badarg();
        }
        return value;
    }

    /** Binaries joined with {@code separator} between each two. */
    @Builtin(value = "join", pure = true)
    public static Object join(Object binaries, Object separator) {
        Bitstring between = Args.binary(separator);
        Object[] all = Args.elements(binaries);
        Object list = EmptyList.NIL;
        for (int i = all.length - 1; i >= 0; i--) {
            list = new Cons(Args.binary(all[i]), list);
            if (i > 0) {
                list = new Cons(between, list);
            }
        }
        return IoList.toBinary(list);
    }
}
