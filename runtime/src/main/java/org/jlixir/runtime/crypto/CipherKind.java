package org.jlixir.runtime.crypto;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A cipher by its Erlang name. Sizes are in bytes.
 *
 * @param algorithm the JDK's name of the algorithm of the key
 * @param transformation the JDK's name of the cipher
 * @param keySize 0 for any
 * @param blockSize 1 for ciphers of streams
 */
public record CipherKind(
        String algorithm, String transformation, String mode, int keySize, int ivSize, int blockSize, boolean aead) {

    /** All ciphers by name. */
    public static Map<String, CipherKind> all() {
        Map<String, CipherKind> all = new TreeMap<>();
        for (int bits : new int[] {128, 192, 256}) {
            String aes = "aes_" + bits + "_";
            int key = bits / 8;
            all.put(aes + "cbc", new CipherKind("AES", "AES/CBC/NoPadding", "cbc_mode", key, 16, 16, false));
            all.put(aes + "ecb", new CipherKind("AES", "AES/ECB/NoPadding", "ecb_mode", key, 0, 16, false));
            all.put(aes + "ctr", new CipherKind("AES", "AES/CTR/NoPadding", "ctr_mode", key, 16, 1, false));
            all.put(aes + "cfb128", new CipherKind("AES", "AES/CFB/NoPadding", "cfb_mode", key, 16, 1, false));
            all.put(aes + "cfb8", new CipherKind("AES", "AES/CFB8/NoPadding", "cfb_mode", key, 16, 1, false));
            all.put(aes + "ofb", new CipherKind("AES", "AES/OFB/NoPadding", "ofb_mode", key, 16, 1, false));
            all.put(aes + "gcm", new CipherKind("AES", "AES/GCM/NoPadding", "gcm_mode", key, 12, 1, true));
        }
        all.put("des_cbc", new CipherKind("DES", "DES/CBC/NoPadding", "cbc_mode", 8, 8, 8, false));
        all.put("des_ecb", new CipherKind("DES", "DES/ECB/NoPadding", "ecb_mode", 8, 0, 8, false));
        all.put("des_ede3_cbc", new CipherKind("DESede", "DESede/CBC/NoPadding", "cbc_mode", 24, 8, 8, false));
        all.put("blowfish_cbc", new CipherKind("Blowfish", "Blowfish/CBC/NoPadding", "cbc_mode", 16, 8, 8, false));
        all.put("blowfish_ecb", new CipherKind("Blowfish", "Blowfish/ECB/NoPadding", "ecb_mode", 16, 0, 8, false));
        all.put("rc4", new CipherKind("ARCFOUR", "ARCFOUR", "stream_cipher", 0, 0, 1, false));
        all.put("chacha20", new CipherKind("ChaCha20", "ChaCha20", "stream_cipher", 32, 16, 1, false));
        all.put("chacha20_poly1305", new CipherKind("ChaCha20", "ChaCha20-Poly1305", "stream_cipher", 32, 12, 1, true));
        return all;
    }

    /** The cipher of that name; null when there is none. */
    public static @Nullable CipherKind of(String name) {
        return all().get(name);
    }

    /** Whether the key has the size that is needed. */
    public boolean acceptsKey(byte[] key) {
        return keySize == 0 ? key.length > 0 : key.length == keySize;
    }

    /** The cipher, ready to take in data. */
    public Cipher start(byte[] key, byte[] iv, boolean encrypt, int tagSize) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(transformation);
        int mode = encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
        SecretKeySpec secret = new SecretKeySpec(key, algorithm);
        AlgorithmParameterSpec parameters = parameters(iv, tagSize);
        if (parameters == null) {
            cipher.init(mode, secret);
        } else {
            cipher.init(mode, secret, parameters);
        }
        return cipher;
    }

    private @Nullable AlgorithmParameterSpec parameters(byte[] iv, int tagSize) {
        if (mode.equals("gcm_mode")) {
            return new GCMParameterSpec(8 * tagSize, iv);
        }
        if (transformation.equals("ChaCha20")) {
            // OpenSSL's vector: the counter in four bytes, little end first, then the nonce
            int counter = iv[0] & 0xFF | (iv[1] & 0xFF) << 8 | (iv[2] & 0xFF) << 16 | (iv[3] & 0xFF) << 24;
            return new ChaCha20ParameterSpec(Arrays.copyOfRange(iv, 4, iv.length), counter);
        }
        return ivSize == 0 ? null : new IvParameterSpec(iv);
    }
}
