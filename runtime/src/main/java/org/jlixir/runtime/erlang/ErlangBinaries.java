package org.jlixir.runtime.erlang;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import org.jlixir.runtime.bits.IoList;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** {@code :erlang}: binaries, bitstrings, I/O lists, checksums. Positions in binaries count from 0. */
@ErlangModule("erlang")
public final class ErlangBinaries {
    private ErlangBinaries() {}

    @Builtin(value = "byte_size", pure = true)
    public static Object byteSize(Object term) {
        if (term instanceof Bitstring bits) {
            return (long) bits.byteSize();
        }
        throw Args.badarg("byte_size", term);
    }

    @Builtin(value = "bit_size", pure = true)
    public static Object bitSize(Object term) {
        if (term instanceof Bitstring bits) {
            return bits.bitSize();
        }
        throw Args.badarg("bit_size", term);
    }

    /** A negative length takes the bytes before {@code start}. */
    @Builtin(value = "binary_part", pure = true)
    public static Object binaryPart(Object binary, Object start, Object length) {
        Bitstring bytes = Args.binary(binary);
        long from = Args.integer(start);
        long count = Args.integer(length);
        if (count < 0) {
            from += count;
            count = -count;
        }
        if (from < 0 || count < 0 || from > bytes.byteSize() || count > bytes.byteSize() - from) {
            throw Args.badarg();
        }
        return bytes.sliceBytes((int) from, (int) count);
    }

    @Builtin(value = "binary_part", pure = true)
    public static Object binaryPart(Object binary, Object range) {
        Tuple pair = Args.tuple(range);
        if (pair.size() != 2) {
            throw Args.badarg();
        }
        return binaryPart(binary, pair.get(0), pair.get(1));
    }

    @Builtin(value = "split_binary", pure = true)
    public static Object splitBinary(Object binary, Object at) {
        Bitstring bits = Args.bitstring(binary);
        int position = Args.integer(at, 0, (int) (bits.bitSize() >>> 3));
        return Tuple.of(bits.slice(0, 8L * position), bits.slice(8L * position, bits.bitSize() - 8L * position));
    }

    @Builtin(value = "binary_to_list", pure = true)
    public static Object binaryToList(Object binary) {
        Bitstring bytes = Args.binary(binary);
        return Args.bytes(bytes, 0, bytes.byteSize(), EmptyList.NIL);
    }

    /** From the byte at {@code start} to that at {@code stop}, counted from 1. */
    @Builtin(value = "binary_to_list", pure = true)
    public static Object binaryToList(Object binary, Object start, Object stop) {
        Bitstring bytes = Args.binary(binary);
        int last = Args.integer(stop, 1, bytes.byteSize());
        int first = Args.integer(start, 1, last);
        return Args.bytes(bytes, first - 1, last - first + 1, EmptyList.NIL);
    }

    @Builtin(value = "bitstring_to_list", pure = true)
    public static Object bitstringToList(Object bitstring) {
        Bitstring bits = Args.bitstring(bitstring);
        int whole = (int) (bits.bitSize() >>> 3);
        int rest = (int) (bits.bitSize() & 7);
        Object tail = rest == 0 ? EmptyList.NIL : TermList.of(bits.slice(8L * whole, rest));
        return Args.bytes(bits, 0, whole, tail);
    }

    @Builtin(value = "list_to_binary", pure = true)
    public static Object listToBinary(Object list) {
        requireList(list);
        return IoList.toBinary(list);
    }

    @Builtin(value = "list_to_bitstring", pure = true)
    public static Object listToBitstring(Object list) {
        requireList(list);
        return IoList.toBitstring(list);
    }

    private static void requireList(Object list) {
        if (!(list instanceof Cons) && list != EmptyList.NIL) {
            throw Args.badarg();
        }
    }

    @Builtin(value = "iolist_to_binary", pure = true)
    public static Object iolistToBinary(Object iolist) {
        return IoList.toBinary(iolist);
    }

    @Builtin(value = "iolist_to_iovec", pure = true)
    public static Object iolistToIovec(Object iolist) {
        Bitstring bytes = IoList.toBinary(iolist);
        return bytes.bitSize() == 0 ? EmptyList.NIL : TermList.of(bytes);
    }

    @Builtin(value = "iolist_size", pure = true)
    public static Object iolistSize(Object iolist) {
        return IoList.size(iolist);
    }

    // ---- checksums

    @Builtin(value = "md5", pure = true)
    public static Object md5(Object iolist) {
        try {
            return Bitstring.ofBytes(MessageDigest.getInstance("MD5")
                    .digest(IoList.toBinary(iolist).toBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    @Builtin(value = "crc32", pure = true)
    public static Object crc32(Object iolist) {
        CRC32 checksum = new CRC32();
        checksum.update(IoList.toBinary(iolist).toBytes());
        return checksum.getValue();
    }

    /** The checksum of what {@code before} is the checksum of, followed by {@code iolist}. */
    @Builtin(value = "crc32", pure = true)
    public static Object crc32(Object before, Object iolist) {
        int checksum = ~(int) checksum(before);
        Bitstring bytes = IoList.toBinary(iolist);
        for (int i = 0; i < bytes.byteSize(); i++) {
            checksum ^= bytes.byteAt(i);
            for (int bit = 0; bit < 8; bit++) {
                checksum = checksum >>> 1 ^ ((checksum & 1) == 0 ? 0 : 0xEDB88320);
            }
        }
        return ~checksum & 0xFFFFFFFFL;
    }

    @Builtin(value = "adler32", pure = true)
    public static Object adler32(Object iolist) {
        Adler32 checksum = new Adler32();
        checksum.update(IoList.toBinary(iolist).toBytes());
        return checksum.getValue();
    }

    /** The checksum of what {@code before} is the checksum of, followed by {@code iolist}. */
    @Builtin(value = "adler32", pure = true)
    public static Object adler32(Object before, Object iolist) {
        long checksum = checksum(before);
        long low = checksum & 0xFFFF;
        long high = checksum >>> 16;
        Bitstring bytes = IoList.toBinary(iolist);
        for (int i = 0; i < bytes.byteSize(); i++) {
            low = (low + bytes.byteAt(i)) % 65521;
            high = (high + low) % 65521;
        }
        return high << 16 | low;
    }

    private static long checksum(Object term) {
        if (term instanceof Long x && x >= 0 && x <= 0xFFFFFFFFL) {
            return x;
        }
        throw Args.badarg();
    }
}
