package org.jlixir.runtime.crypto;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** CMAC over AES (Dworkin 2005, NIST SP 800-38B). Confined to one thread at a time. */
public final class Cmac implements Digest {
    private static final int BLOCK = 16;
    private static final int POLYNOMIAL = 0x87;

    private final byte[] key;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    public Cmac(byte[] key) {
        this.key = key;
    }

    @Override
    public void update(byte[] bytes) {
        message.writeBytes(bytes);
    }

    @Override
    public Digest copy() {
        Cmac copy = new Cmac(key);
        copy.message.writeBytes(message.toByteArray());
        return copy;
    }

    @Override
    public byte[] finish() {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return finish(cipher, message.toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES without padding takes whole blocks", e);
        }
    }

    private static byte[] finish(Cipher cipher, byte[] bytes) throws GeneralSecurityException {
        byte[] subkey = doubled(cipher.doFinal(new byte[BLOCK]));
        int whole = bytes.length == 0 ? 0 : (bytes.length - 1) / BLOCK * BLOCK;
        byte[] last = Arrays.copyOf(Arrays.copyOfRange(bytes, whole, bytes.length), BLOCK);
        if (bytes.length - whole < BLOCK) {
            last[bytes.length - whole] = (byte) 0x80;
            subkey = doubled(subkey);
        }
        byte[] chain = new byte[BLOCK];
        for (int at = 0; at < whole; at += BLOCK) {
            chain = cipher.doFinal(xor(chain, Arrays.copyOfRange(bytes, at, at + BLOCK)));
        }
        return cipher.doFinal(xor(chain, xor(last, subkey)));
    }

    /** The block times x in the field of 2^128 elements. */
    private static byte[] doubled(byte[] block) {
        byte[] doubled = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            int carried = i + 1 < BLOCK ? (block[i + 1] & 0xFF) >>> 7 : 0;
            doubled[i] = (byte) (block[i] << 1 | carried);
        }
        if (block[0] < 0) {
            doubled[BLOCK - 1] ^= (byte) POLYNOMIAL;
        }
        return doubled;
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] result = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            result[i] = (byte) (a[i] ^ b[i]);
        }
        return result;
    }
}
