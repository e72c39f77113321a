package org.jlixir.runtime.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;

/** A cipher that takes in data piece by piece. Confined to one thread at a time. */
public final class RunningCipher {
    /** What fills up the last block. */
    public enum Padding {
        /** Nothing: bytes that make no whole block are dropped. */
        NONE,
        /** Each byte tells how many there are (Kaliski 1998, RFC 2315). */
        PKCS,
        ZERO,
        RANDOM
    }

    private final Cipher cipher;
    private final int blockSize;
    private final Padding padding;
    private final boolean encrypt;
    private int pending;
    private byte[] held = new byte[0];

    public RunningCipher(Cipher cipher, int blockSize, Padding padding, boolean encrypt) {
        this.cipher = cipher;
        this.blockSize = blockSize;
        this.padding = padding;
        this.encrypt = encrypt;
    }

    /** What comes out for the bytes that come in. When padding has to be removed, the last block is held back. */
    public byte[] update(byte[] bytes) {
        pending = (pending + bytes.length) % blockSize;
        byte[] out = cipher.update(bytes);
        out = out == null ? new byte[0] : out;
        if (encrypt || padding != Padding.PKCS) {
            return out;
        }
        byte[] all = joined(held, out);
        int kept = all.length == 0 ? 0 : Math.min(blockSize, all.length);
        held = Arrays.copyOfRange(all, all.length - kept, all.length);
        return Arrays.copyOf(all, all.length - kept);
    }

    /** The rest. */
    public byte[] finish() throws GeneralSecurityException {
        if (blockSize == 1) {
            return cipher.doFinal();
        }
        if (encrypt) {
            return padding == Padding.NONE ? new byte[0] : padded();
        }
        if (padding != Padding.PKCS) {
            return held;
        }
        int count = held.length == blockSize && pending == 0 ? held[blockSize - 1] & 0xFF : 0;
        if (count == 0 || count > blockSize) {
            throw new GeneralSecurityException("bad padding");
        }
        return Arrays.copyOf(held, blockSize - count);
    }

    private byte[] padded() {
        int missing = blockSize - pending;
        boolean needed = padding == Padding.PKCS || missing < blockSize;
        if (!needed) {
            return new byte[0];
        }
        byte[] fill = new byte[missing];
        switch (padding) {
            case PKCS -> Arrays.fill(fill, (byte) missing);
            case RANDOM -> new SecureRandom().nextBytes(fill);
            case ZERO, NONE -> {
                // Zeros already
            }
        }
        byte[] out = cipher.update(fill);
        return out == null ? new byte[0] : out;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
