package org.jlixir.runtime.crypto;

import java.util.Arrays;

/** HMAC over any digest (Krawczyk, Bellare and Canetti 1997, RFC 2104). Confined to one thread at a time. */
public final class Hmac implements Digest {
    private final Digest inner;
    private final Digest outer;

    public Hmac(DigestKind kind, byte[] key) {
        byte[] padded = Arrays.copyOf(key.length > kind.blockSize() ? kind.hash(key) : key, kind.blockSize());
        inner = kind.start();
        inner.update(masked(padded, 0x36));
        outer = kind.start();
        outer.update(masked(padded, 0x5C));
    }

    private Hmac(Digest inner, Digest outer) {
        this.inner = inner;
        this.outer = outer;
    }

    private static byte[] masked(byte[] key, int mask) {
        byte[] masked = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            masked[i] = (byte) (key[i] ^ mask);
        }
        return masked;
    }

    @Override
    public void update(byte[] bytes) {
        inner.update(bytes);
    }

    @Override
    public byte[] finish() {
        outer.update(inner.finish());
        return outer.finish();
    }

    @Override
    public Digest copy() {
        return new Hmac(inner.copy(), outer.copy());
    }

    /** The key derived from a password by PBKDF2 (Kaliski 2000, RFC 2898). */
    public static byte[] derive(DigestKind kind, byte[] password, byte[] salt, int iterations, int length) {
        Hmac start = new Hmac(kind, password);
        byte[] key = new byte[length];
        for (int done = 0, index = 1; done < length; done += kind.size(), index++) {
            byte[] block = Arrays.copyOf(salt, salt.length + 4);
            for (int i = 0; i < 4; i++) {
                block[salt.length + i] = (byte) (index >>> 24 - 8 * i);
            }
            byte[] sum = new byte[kind.size()];
            for (int round = 0; round < iterations; round++) {
                Digest hmac = start.copy();
                hmac.update(block);
                block = hmac.finish();
                for (int i = 0; i < sum.length; i++) {
                    sum[i] ^= block[i];
                }
            }
            System.arraycopy(sum, 0, key, done, Math.min(sum.length, length - done));
        }
        return key;
    }
}
