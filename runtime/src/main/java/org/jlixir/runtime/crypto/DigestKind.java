package org.jlixir.runtime.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The digests that there are. Sizes are in bytes. */
public enum DigestKind {
    MD5("md5", "MD5", 16, 64, 4),
    SHA("sha", "SHA-1", 20, 64, 64),
    SHA224("sha224", "SHA-224", 28, 64, 675),
    SHA256("sha256", "SHA-256", 32, 64, 672),
    SHA384("sha384", "SHA-384", 48, 128, 673),
    SHA512("sha512", "SHA-512", 64, 128, 674),
    SHA3_224("sha3_224", "SHA3-224", 28, 144, 1096),
    SHA3_256("sha3_256", "SHA3-256", 32, 136, 1097),
    SHA3_384("sha3_384", "SHA3-384", 48, 104, 1098),
    SHA3_512("sha3_512", "SHA3-512", 64, 72, 1099),
    BLAKE2B("blake2b", null, 64, 128, 1056),
    BLAKE2S("blake2s", null, 32, 64, 1057);

    private final String erlangName;
    private final @Nullable String javaName;
    private final int size;
    private final int blockSize;
    private final int number;

    DigestKind(String erlangName, @Nullable String javaName, int size, int blockSize, int number) {
        this.erlangName = erlangName;
        this.javaName = javaName;
        this.size = size;
        this.blockSize = blockSize;
        this.number = number;
    }

    public static @Nullable DigestKind of(String erlangName) {
        return Arrays.stream(values())
                .filter(kind -> kind.erlangName.equals(erlangName))
                .findFirst()
                .orElse(null);
    }

    public String erlangName() {
        return erlangName;
    }

    public int size() {
        return size;
    }

    public int blockSize() {
        return blockSize;
    }

    /** The number by which OpenSSL knows it. */
    public int number() {
        return number;
    }

    public Digest start() {
        if (javaName == null) {
            return this == BLAKE2B ? new Blake2(Blake2.B) : new Blake2(Blake2.S);
        }
        try {
            return new JdkDigest(MessageDigest.getInstance(javaName));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no " + javaName, e);
        }
    }

    /** The digest of some bytes. */
    public byte[] hash(byte[] bytes) {
        Digest digest = start();
        digest.update(bytes);
        return digest.finish();
    }
}
