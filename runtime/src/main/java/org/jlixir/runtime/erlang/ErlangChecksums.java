package org.jlixir.runtime.erlang;

import org.jlixir.runtime.bits.IoList;
import org.jlixir.runtime.crypto.Digest;
import org.jlixir.runtime.crypto.DigestKind;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Reference;

/** {@code :erlang}: MD5 step by step, and checksums of two pieces from those of each. */
@ErlangModule("erlang")
public final class ErlangChecksums {
    private static final int POLYNOMIAL = 0xEDB88320;
    private static final long ADLER_BASE = 65_521;

    private ErlangChecksums() {}

    /** A state, which is not changed by what is done with it. */
    @Builtin("md5_init")
    public static Object md5Init(Proc self) {
        return self.node().newReference().withResource(DigestKind.MD5.start());
    }

    @Builtin("md5_update")
    public static Object md5Update(Proc self, Object state, Object data) {
        Digest digest = digest(state);
        digest.update(IoList.toBinary(data).toBytes());
        return self.node().newReference().withResource(digest);
    }

    @Builtin("md5_final")
    public static Object md5Final(Object state) {
        return Bitstring.ofBytes(digest(state).finish());
    }

    private static Digest digest(Object state) {
        if (state instanceof Reference reference && reference.resource() instanceof Digest digest) {
            return digest.copy();
        }
        throw Args.badarg();
    }

    /** The CRC-32 of two pieces, the second one of {@code size} bytes: the first one as if zeros followed, plus the second. */
    @Builtin(value = "crc32_combine", pure = true)
    public static Object crc32Combine(Object first, Object second, Object size) {
        int checksum = (int) unsigned(first);
        int other = (int) unsigned(second);
        int factor = power(Args.integer(size, 0, Integer.MAX_VALUE));
        return (multiply(factor, checksum) ^ other) & 0xFFFFFFFFL;
    }

    /** x to the power of 8 times {@code bytes} modulo the polynomial; the highest bit stands for 1. */
    private static int power(int bytes) {
        int result = 0x80000000;
        int square = 0x00800000;
        for (int left = bytes; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                result = multiply(square, result);
            }
            square = multiply(square, square);
        }
        return result;
    }

    private static int multiply(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int bit = 31; bit >= 0; bit--) {
            if ((a >>> bit & 1) != 0) {
                product ^= shifted;
            }
            shifted = shifted >>> 1 ^ ((shifted & 1) == 0 ? 0 : POLYNOMIAL);
        }
        return product;
    }

    /** The Adler-32 of two pieces, the second one of {@code size} bytes. */
    @Builtin(value = "adler32_combine", pure = true)
    public static Object adler32Combine(Object first, Object second, Object size) {
        long a = unsigned(first);
        long b = unsigned(second);
        long length = Args.integer(size, 0, Integer.MAX_VALUE) % ADLER_BASE;
        long low = ((a & 0xFFFF) + (b & 0xFFFF) + ADLER_BASE - 1) % ADLER_BASE;
        long high = ((a >>> 16) + (b >>> 16) + length * ((a & 0xFFFF) + ADLER_BASE - 1)) % ADLER_BASE;
        return high << 16 | low;
    }

    private static long unsigned(Object term) {
        long checksum = Args.integer(term);
        if (checksum < 0 || checksum > 0xFFFFFFFFL) {
            throw Args.badarg();
        }
        return checksum;
    }
}
