package org.jlixir.runtime.erlang;

import static org.jlixir.runtime.erlang.CryptoFailures.badArgument;
import static org.jlixir.runtime.erlang.CryptoFailures.bytes;
import static org.jlixir.runtime.erlang.CryptoFailures.failed;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.stream.Stream;
import javax.crypto.KeyAgreement;
import org.jlixir.runtime.crypto.Curve;
import org.jlixir.runtime.crypto.EdwardsKeys;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** {@code :crypto}: key pairs, and secrets that two pairs have in common. */
@ErlangModule("crypto")
public final class CryptoKeys {
    private static final Atom UNDEFINED = Atom.of("undefined");
    private static final Object CURVES = TermList.from(Stream.of("secp256r1", "prime256v1", "secp384r1", "secp521r1")
            .map(Atom::of)
            .toList());

    private CryptoKeys() {}

    @Builtin(value = "ec_curves", pure = true)
    public static Object curves() {
        return CURVES;
    }

    /** {@code {public, private}}. */
    @Builtin("generate_key")
    public static Object generateKey(Object type, Object parameters) {
        return generateKey(type, parameters, UNDEFINED);
    }

    /** The same for a private key that is given. */
    @Builtin("generate_key")
    public static Object generateKey(Object type, Object parameters, Object secret) {
        try {
            return switch (Args.atom(type).name()) {
                case "rsa" -> rsa(parameters);
                case "ecdh" -> agreementPair(parameters, secret);
                case "eddsa", "eddh" -> edwardsPair(edwards(parameters), secret);
                case "dh" -> diffieHellman(parameters, secret);
                default -> throw Args.functionClause();
            };
        } catch (GeneralSecurityException e) {
            throw failed("evp.c", 0, "Can't generate key: " + e.getMessage());
        }
    }

    private static Object rsa(Object parameters) throws GeneralSecurityException {
        if (!(parameters instanceof Tuple2 pair)) {
            throw badArgument("rsa.c", 0, "Couldn't get RSA parameters");
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(Args.integer(pair.e0, 512, 16_384), Crypto.number(pair.e1)));
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        return Tuple.of(
                numbers(key.getPublicExponent(), key.getModulus()),
                numbers(
                        key.getPublicExponent(),
                        key.getModulus(),
                        key.getPrivateExponent(),
                        key.getPrimeP(),
                        key.getPrimeQ(),
                        key.getPrimeExponentP(),
                        key.getPrimeExponentQ(),
                        key.getCrtCoefficient()));
    }

    private static Object numbers(BigInteger... numbers) {
        return TermList.from(Stream.of(numbers)
                .map(number -> Bitstring.ofBytes(Curve.unsigned(number)))
                .toList());
    }

    private static Object agreementPair(Object name, Object secret) throws GeneralSecurityException {
        EdwardsKeys keys = name instanceof Atom atom ? EdwardsKeys.of(atom.name()) : null;
        if (keys != null && !keys.signs()) {
            return edwardsPair(keys, secret);
        }
        Curve curve = curve(name);
        BigInteger number = secret == UNDEFINED ? randomNumber(curve) : Crypto.number(secret);
        Bitstring point = Bitstring.ofBytes(curve.encode(curve.publicPoint(number)));
        return Tuple.of(point, Bitstring.ofBytes(curve.bytes(number)));
    }

    private static BigInteger randomNumber(Curve curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(curve.parameters());
        KeyPair pair = generator.generateKeyPair();
        return ((ECPrivateKey) pair.getPrivate()).getS();
    }

    private static Object edwardsPair(EdwardsKeys keys, Object secret) throws GeneralSecurityException {
        byte[] bytes = secret == UNDEFINED ? keys.randomSecret() : bytes(secret);
        return Tuple.of(Bitstring.ofBytes(keys.publicKey(bytes)), Bitstring.ofBytes(bytes));
    }

    private static Object diffieHellman(Object parameters, Object secret) {
        BigInteger[] group = group(parameters);
        BigInteger number = secret == UNDEFINED
                ? new BigInteger(group[0].bitLength() - 1, new SecureRandom()).max(BigInteger.TWO)
                : Crypto.number(secret);
        return Tuple.of(
                Bitstring.ofBytes(Curve.unsigned(group[1].modPow(number, group[0]))),
                Bitstring.ofBytes(Curve.unsigned(number)));
    }

    private static BigInteger[] group(Object parameters) {
        Object[] group = Args.elements(parameters);
        if (group.length < 2) {
            throw badArgument("dh.c", 0, "Couldn't get DH parameters");
        }
        return new BigInteger[] {Crypto.number(group[0]), Crypto.number(group[1])};
    }

    /** The secret that this private key and the other side's public key have in common. */
    @Builtin("compute_key")
    public static Object computeKey(Object type, Object others, Object mine, Object parameters) {
        try {
            return switch (Args.atom(type).name()) {
                case "dh" -> {
                    BigInteger secret = Crypto.number(others).modPow(Crypto.number(mine), group(parameters)[0]);
                    yield Bitstring.ofBytes(Curve.unsigned(secret));
                }
                case "ecdh", "eddh" -> {
                    EdwardsKeys keys = parameters instanceof Atom atom ? EdwardsKeys.of(atom.name()) : null;
                    String algorithm = keys == null ? "ECDH" : keys.algorithm();
                    KeyAgreement agreement = KeyAgreement.getInstance(algorithm);
                    agreement.init(keys == null ? ecPrivate(mine, curve(parameters)) : keys.toPrivate(bytes(mine)));
                    agreement.doPhase(
                            keys == null ? ecPublic(others, curve(parameters)) : keys.toPublic(bytes(others)), true);
                    yield Bitstring.ofBytes(agreement.generateSecret());
                }
                default -> throw Args.functionClause();
            };
        } catch (GeneralSecurityException e) {
            throw failed("ecdh.c", 0, "Couldn't compute the shared secret: " + e.getMessage());
        }
    }

    // ---- keys as the JDK has them

    static Curve curve(Object name) {
        Curve curve = name instanceof Atom atom ? Curve.of(atom.name()) : null;
        if (curve == null) {
            throw badArgument("ec.c", 389, "Couldn't get Curve definition");
        }
        return curve;
    }

    static EdwardsKeys edwards(Object name) {
        EdwardsKeys keys = name instanceof Atom atom ? EdwardsKeys.of(atom.name()) : null;
        if (keys == null) {
            throw badArgument("ecx.c", 0, "Unsupported curve");
        }
        return keys;
    }

    static PrivateKey ecPrivate(Object secret, Curve curve) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(Crypto.number(secret), curve.parameters()));
    }

    static PublicKey ecPublic(Object bytes, Curve curve) throws GeneralSecurityException {
        ECPoint point = curve.decode(bytes(bytes));
        if (point == null) {
            throw badArgument("ec.c", 0, "Couldn't get public key");
        }
        return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve.parameters()));
    }

    /** Of {@code [e, n, d]}, or of these with the primes, their exponents and the coefficient. */
    static PrivateKey rsaPrivate(Object key) throws GeneralSecurityException {
        BigInteger[] n = rsaNumbers(key, 3, "Couldn't get RSA private key");
        KeyFactory factory = KeyFactory.getInstance("RSA");
        return n.length >= 8
                ? factory.generatePrivate(new RSAPrivateCrtKeySpec(n[1], n[0], n[2], n[3], n[4], n[5], n[6], n[7]))
                : factory.generatePrivate(new RSAPrivateKeySpec(n[1], n[2]));
    }

    /** Of {@code [e, n]}. */
    static PublicKey rsaPublic(Object key) throws GeneralSecurityException {
        BigInteger[] n = rsaNumbers(key, 2, "Couldn't get RSA public key");
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(n[1], n[0]));
    }

    private static BigInteger[] rsaNumbers(Object key, int least, String sentence) {
        Object @Nullable [] numbers = null;
        try {
            numbers = Args.elements(key);
        } catch (ElixirException notAList) {
            // The same as a list that is too short.
        }
        if (numbers == null || numbers.length < least) {
            throw badArgument("pkey.c", 357, sentence);
        }
        return Stream.of(numbers).map(Crypto::number).toArray(BigInteger[]::new);
    }
}
