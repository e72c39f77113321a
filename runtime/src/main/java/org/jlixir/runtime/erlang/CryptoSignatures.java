package org.jlixir.runtime.erlang;

import static org.jlixir.runtime.erlang.CryptoFailures.badArgument;
import static org.jlixir.runtime.erlang.CryptoFailures.bytes;
import static org.jlixir.runtime.erlang.CryptoFailures.failed;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.jlixir.runtime.crypto.EdwardsKeys;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** {@code :crypto}: signatures, and encryption by key pairs. */
@ErlangModule("crypto")
public final class CryptoSignatures {
    private static final int HASH_LENGTH = -1;
    private static final int AUTOMATIC = -2;

    private CryptoSignatures() {}

    @Builtin("sign")
    public static Object sign(Object algorithm, Object digest, Object message, Object key) {
        return sign(algorithm, digest, message, key, EmptyList.NIL);
    }

    @Builtin("sign")
    public static Object sign(Object algorithm, Object digest, Object message, Object key, Object options) {
        try {
            Message text = Message.of(algorithm, digest, message);
            return Bitstring.ofBytes(
                    switch (text.algorithm) {
                        case "rsa" -> signRsa(text, CryptoKeys.rsaPrivate(key), options);
                        case "ecdsa" -> {
                            Object[] parts = Args.elements(key);
                            Signature signature = Signature.getInstance(
                                    text.digested ? "NONEwithECDSA" : text.jdkName() + "withECDSA");
                            signature.initSign(CryptoKeys.ecPrivate(parts[0], CryptoKeys.curve(parts[1])));
                            signature.update(text.bytes);
                            yield signature.sign();
                        }
                        default -> {
                            Object[] parts = Args.elements(key);
                            EdwardsKeys keys = CryptoKeys.edwards(parts[1]);
                            Signature signature = Signature.getInstance(keys.algorithm());
                            signature.initSign(keys.toPrivate(bytes(parts[0])));
                            signature.update(text.bytes);
                            yield signature.sign();
                        }
                    });
        } catch (GeneralSecurityException e) {
            throw failed("pkey.c", 0, "Can't sign: " + e.getMessage());
        }
    }

    private static byte[] signRsa(Message text, PrivateKey key, Object options) throws GeneralSecurityException {
        if (isPss(options)) {
            Signature signature = pss(text, saltLength(text, options, (RSAKey) key));
            signature.initSign(key);
            signature.update(text.bytes);
            return signature.sign();
        }
        if (text.digested) {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher.doFinal(text.digestInfo());
        }
        Signature signature = Signature.getInstance(text.jdkName() + "withRSA");
        signature.initSign(key);
        signature.update(text.bytes);
        return signature.sign();
    }

    @Builtin("verify")
    public static Object verify(Object algorithm, Object digest, Object message, Object signature, Object key) {
        return verify(algorithm, digest, message, signature, key, EmptyList.NIL);
    }

    @Builtin("verify")
    public static Object verify(
            Object algorithm, Object digest, Object message, Object signature, Object key, Object options) {
        Message text = Message.of(algorithm, digest, message);
        byte[] given = bytes(signature);
        try {
            return Atom.of(
                    switch (text.algorithm) {
                        case "rsa" -> verifyRsa(text, given, CryptoKeys.rsaPublic(key), options);
                        case "ecdsa" -> {
                            Object[] parts = Args.elements(key);
                            Signature check = Signature.getInstance(
                                    text.digested ? "NONEwithECDSA" : text.jdkName() + "withECDSA");
                            yield verify(check, CryptoKeys.ecPublic(parts[0], CryptoKeys.curve(parts[1])), text, given);
                        }
                        default -> {
                            Object[] parts = Args.elements(key);
                            EdwardsKeys keys = CryptoKeys.edwards(parts[1]);
                            yield verify(
                                    Signature.getInstance(keys.algorithm()),
                                    keys.toPublic(bytes(parts[0])),
                                    text,
                                    given);
                        }
                    });
        } catch (SignatureException notASignature) {
            return Atom.FALSE;
        } catch (GeneralSecurityException e) {
            throw failed("pkey.c", 0, "Can't verify: " + e.getMessage());
        }
    }

    private static boolean verify(Signature check, PublicKey key, Message text, byte[] given)
            throws GeneralSecurityException {
        check.initVerify(key);
        check.update(text.bytes);
        return check.verify(given);
    }

    private static boolean verifyRsa(Message text, byte[] given, PublicKey key, Object options)
            throws GeneralSecurityException {
        if (isPss(options)) {
            int length = saltLength(text, options, (RSAKey) key);
            if (option(options, "rsa_pss_saltlen") instanceof Long wanted && wanted == AUTOMATIC) {
                return IntStream.concat(IntStream.of(text.digestLength()), IntStream.rangeClosed(0, length))
                        .anyMatch(salt -> verifiesPss(text, given, key, salt));
            }
            return verifiesPss(text, given, key, length);
        }
        if (text.digested) {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, key);
            return MessageDigest.isEqual(text.digestInfo(), cipher.doFinal(given));
        }
        return verify(Signature.getInstance(text.jdkName() + "withRSA"), key, text, given);
    }

    private static boolean verifiesPss(Message text, byte[] given, PublicKey key, int salt) {
        try {
            return verify(pss(text, salt), key, text, given);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isPss(Object options) {
        return option(options, "rsa_padding") == Atom.of("rsa_pkcs1_pss_padding");
    }

    private static Signature pss(Message text, int saltLength) throws GeneralSecurityException {
        if (text.digested) {
            throw badArgument("pkey.c", 0, "A digest cannot be signed by PSS here");
        }
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(
                new PSSParameterSpec(text.jceName(), "MGF1", new MGF1ParameterSpec(text.jceName()), saltLength, 1));
        return signature;
    }

    private static int saltLength(Message text, Object options, RSAKey key) {
        int given = option(options, "rsa_pss_saltlen") instanceof Long length ? length.intValue() : HASH_LENGTH;
        return switch (given) {
            case HASH_LENGTH -> text.digestLength();
            case AUTOMATIC -> (key.getModulus().bitLength() + 6) / 8 - text.digestLength() - 2;
            default -> given;
        };
    }

    /** The value of an option in a list of pairs, or null. */
    private static @Nullable Object option(Object options, String name) {
        Atom key = Atom.of(name);
        for (Object rest = options; rest instanceof Cons cell; rest = cell.tail()) {
            if (cell.head instanceof Tuple2 pair && pair.e0 == key) {
                return pair.e1;
            }
        }
        return null;
    }

    /** What is signed, and how. */
    private static final class Message {
        final String algorithm;
        final @Nullable Atom digest;
        final byte[] bytes;
        /** True when the bytes are a digest already. */
        final boolean digested;

        private Message(String algorithm, @Nullable Atom digest, byte[] bytes, boolean digested) {
            this.algorithm = algorithm;
            this.digest = digest;
            this.bytes = bytes;
            this.digested = digested;
        }

        static Message of(Object algorithm, Object digest, Object message) {
            String name = algorithm instanceof Atom atom ? atom.name() : "";
            if (!name.equals("rsa") && !name.equals("ecdsa") && !name.equals("eddsa")) {
                throw badArgument("pkey.c", 112, "Bad algorithm");
            }
            boolean digested = message instanceof Tuple2 pair && pair.e0 == Atom.of("digest");
            byte[] bytes = bytes(digested ? ((Tuple2) message).e1 : message);
            Message text = new Message(name, digest instanceof Atom atom ? atom : null, bytes, digested);
            if (!name.equals("eddsa") && text.info() == null) {
                throw badArgument("pkey.c", 138, "Bad digest type");
            }
            return text;
        }

        /** The name within signature algorithms. */
        String jdkName() {
            return jceName().replace("SHA-", "SHA");
        }

        String jceName() {
            return switch (name()) {
                case "md5" -> "MD5";
                case "sha" -> "SHA-1";
                case "sha224" -> "SHA-224";
                case "sha256" -> "SHA-256";
                case "sha384" -> "SHA-384";
                case "sha512" -> "SHA-512";
                case "sha3_224" -> "SHA3-224";
                case "sha3_256" -> "SHA3-256";
                case "sha3_384" -> "SHA3-384";
                default -> "SHA3-512";
            };
        }

        private String name() {
            return digest == null ? "" : digest.name();
        }

        int digestLength() {
            try {
                return MessageDigest.getInstance(jceName()).getDigestLength();
            } catch (GeneralSecurityException e) {
                throw badArgument("pkey.c", 138, "Bad digest type");
            }
        }

        /** The object identifier of the digest in DER, or null. */
        private byte @Nullable [] info() {
            int[] identifier = switch (name()) {
                case "md5" -> new int[] {0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x02, 0x05};
                case "sha" -> new int[] {0x2B, 0x0E, 0x03, 0x02, 0x1A};
                case "sha224" -> nist(4);
                case "sha256" -> nist(1);
                case "sha384" -> nist(2);
                case "sha512" -> nist(3);
                case "sha3_224" -> nist(7);
                case "sha3_256" -> nist(8);
                case "sha3_384" -> nist(9);
                case "sha3_512" -> nist(10);
                default -> null;
            };
            if (identifier == null) {
                return null;
            }
            byte[] out = new byte[identifier.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = (byte) identifier[i];
            }
            return out;
        }

        private static int[] nist(int last) {
            return new int[] {0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, last};
        }

        /** The digest with its kind, as PKCS 1 signs it. */
        byte[] digestInfo() {
            byte[] identifier = info();
            if (identifier == null) {
                throw badArgument("pkey.c", 138, "Bad digest type");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(0x30);
            out.write(identifier.length + bytes.length + 8);
            out.write(0x30);
            out.write(identifier.length + 4);
            out.write(0x06);
            out.write(identifier.length);
            out.writeBytes(identifier);
            out.write(0x05);
            out.write(0);
            out.write(0x04);
            out.write(bytes.length);
            out.writeBytes(bytes);
            return out.toByteArray();
        }
    }

    // ---- encryption

    @Builtin("public_encrypt")
    public static Object publicEncrypt(Object algorithm, Object text, Object key, Object options) {
        return crypt(Cipher.ENCRYPT_MODE, algorithm, text, false, key, options);
    }

    @Builtin("public_decrypt")
    public static Object publicDecrypt(Object algorithm, Object text, Object key, Object options) {
        return crypt(Cipher.DECRYPT_MODE, algorithm, text, false, key, options);
    }

    @Builtin("private_encrypt")
    public static Object privateEncrypt(Object algorithm, Object text, Object key, Object options) {
        return crypt(Cipher.ENCRYPT_MODE, algorithm, text, true, key, options);
    }

    @Builtin("private_decrypt")
    public static Object privateDecrypt(Object algorithm, Object text, Object key, Object options) {
        return crypt(Cipher.DECRYPT_MODE, algorithm, text, true, key, options);
    }

    private static Object crypt(int mode, Object algorithm, Object text, boolean secret, Object key, Object options) {
        if (algorithm != Atom.of("rsa")) {
            throw badArgument("pkey.c", 112, "Bad algorithm");
        }
        try {
            Key number = secret ? CryptoKeys.rsaPrivate(key) : CryptoKeys.rsaPublic(key);
            Object padding = options instanceof Atom ? options : option(options, "rsa_padding");
            Cipher cipher;
            if (padding == Atom.of("rsa_pkcs1_oaep_padding")) {
                cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
                Message digest = oaepDigest(option(options, "rsa_oaep_md"));
                Object mask = option(options, "rsa_mgf1_md");
                Message maskDigest = mask == null ? digest : oaepDigest(mask);
                cipher.init(
                        mode,
                        number,
                        new OAEPParameterSpec(
                                digest.jceName(),
                                "MGF1",
                                new MGF1ParameterSpec(maskDigest.jceName()),
                                new PSource.PSpecified(
                                        option(options, "rsa_oaep_label") instanceof Bitstring label
                                                ? bytes(label)
                                                : new byte[0])));
            } else {
                boolean none = padding == Atom.of("rsa_no_padding");
                cipher = Cipher.getInstance(none ? "RSA/ECB/NoPadding" : "RSA/ECB/PKCS1Padding");
                cipher.init(mode, number);
            }
            return Bitstring.ofBytes(cipher.doFinal(bytes(text)));
        } catch (GeneralSecurityException e) {
            throw failed("pkey.c", 0, mode == Cipher.ENCRYPT_MODE ? "Couldn't encrypt" : "Couldn't decrypt");
        }
    }

    private static Message oaepDigest(@Nullable Object digest) {
        return Message.of(Atom.of("rsa"), digest == null ? Atom.of("sha") : digest, Bitstring.of(""));
    }
}
