package org.jlixir.runtime.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import org.jspecify.annotations.Nullable;

/** The curves of RFC 7748 and RFC 8032, whose keys are plain bytes, little-endian. */
public enum EdwardsKeys {
    X25519("X25519", 32, false),
    X448("X448", 56, false),
    ED25519("Ed25519", 32, true),
    ED448("Ed448", 57, true);

    private final String algorithm;
    private final int size;
    private final boolean signs;

    EdwardsKeys(String algorithm, int size, boolean signs) {
        this.algorithm = algorithm;
        this.size = size;
        this.signs = signs;
    }

    /** The curve of this name in {@code :crypto}, or null. */
    public static @Nullable EdwardsKeys of(String name) {
        return switch (name) {
            case "x25519" -> X25519;
            case "x448" -> X448;
            case "ed25519" -> ED25519;
            case "ed448" -> ED448;
            default -> null;
        };
    }

    public String algorithm() {
        return algorithm;
    }

    /** True for the curves that sign, false for those that agree on keys. */
    public boolean signs() {
        return signs;
    }

    public byte[] randomSecret() {
        byte[] secret = new byte[size];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** The public key of a private one. */
    public byte[] publicKey(byte[] secret) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(new NamedParameterSpec(algorithm), new FixedRandom(secret));
        PublicKey key = generator.generateKeyPair().getPublic();
        if (key instanceof EdECPublicKey signing) {
            byte[] bytes = littleEndian(signing.getPoint().getY());
            if (signing.getPoint().isXOdd()) {
                bytes[size - 1] |= (byte) 0x80;
            }
            return bytes;
        }
        return littleEndian(((XECPublicKey) key).getU());
    }

    private byte[] littleEndian(BigInteger number) {
        byte[] big = Curve.unsigned(number);
        byte[] out = new byte[size];
        for (int i = 0; i < big.length; i++) {
            out[i] = big[big.length - 1 - i];
        }
        return out;
    }

    public PrivateKey toPrivate(byte[] secret) throws GeneralSecurityException {
        NamedParameterSpec parameters = new NamedParameterSpec(algorithm);
        return KeyFactory.getInstance(algorithm)
                .generatePrivate(
                        signs ? new EdECPrivateKeySpec(parameters, secret) : new XECPrivateKeySpec(parameters, secret));
    }

    public PublicKey toPublic(byte[] bytes) throws GeneralSecurityException {
        NamedParameterSpec parameters = new NamedParameterSpec(algorithm);
        byte[] big = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            big[i] = bytes[bytes.length - 1 - i];
        }
        KeyFactory factory = KeyFactory.getInstance(algorithm);
        if (!signs) {
            return factory.generatePublic(new XECPublicKeySpec(parameters, new BigInteger(1, big)));
        }
        boolean odd = big.length > 0 && big[0] < 0;
        if (odd) {
            big[0] &= 0x7F;
        }
        return factory.generatePublic(new EdECPublicKeySpec(parameters, new EdECPoint(odd, new BigInteger(1, big))));
    }
}
