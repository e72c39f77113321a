package org.jlixir.runtime.erlang;

import static org.jlixir.runtime.erlang.CryptoFailures.bytes;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.jlixir.runtime.crypto.CipherKind;
import org.jlixir.runtime.crypto.DigestKind;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** {@code :crypto}: random bytes, numbers, and what there is. See {@link CryptoHash} and {@link CryptoCipher} for the rest. */
@ErlangModule("crypto")
public final class Crypto {
    private Crypto() {}

    @Builtin("start")
    public static Object start() {
        return Atom.OK;
    }

    @Builtin("stop")
    public static Object stop() {
        return Atom.OK;
    }

    // ---- random

    @Builtin("strong_rand_bytes")
    public static Object strongRandomBytes(Object count) {
        byte[] bytes = new byte[Args.integer(count, 0, Integer.MAX_VALUE - 8)];
        new SecureRandom().nextBytes(bytes);
        return Bitstring.ofBytes(bytes);
    }

    /** A random integer from {@code low} to {@code high} less one. */
    @Builtin("rand_uniform")
    public static Object randomUniform(Object low, Object high) {
        BigInteger from = integer(low);
        BigInteger range = integer(high).subtract(from);
        if (range.signum() <= 0) {
            throw Args.badarg();
        }
        SecureRandom random = new SecureRandom();
        BigInteger number;
        do {
            number = new BigInteger(range.bitLength(), random);
        } while (number.compareTo(range) >= 0);
        return Arithmetic.normalize(number.add(from));
    }

    /** The entropy of the system needs no help. */
    @Builtin("rand_seed")
    public static Object randomSeed(Object seed) {
        bytes(seed);
        return Atom.OK;
    }

    // ---- numbers and bytes

    @Builtin(value = "exor", pure = true)
    public static Object exclusiveOr(Object first, Object second) {
        byte[] a = bytes(first);
        byte[] b = bytes(second);
        if (a.length != b.length) {
            throw Args.badarg();
        }
        byte[] result = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = (byte) (a[i] ^ b[i]);
        }
        return Bitstring.ofBytes(result);
    }

    /** Whether two digests are the same, in a time that does not tell where they differ. */
    @Builtin(value = "hash_equals", pure = true)
    public static Object hashEquals(Object first, Object second) {
        byte[] a = Args.binary(first).toBytes();
        byte[] b = Args.binary(second).toBytes();
        if (a.length != b.length) {
            throw Args.badarg();
        }
        return Atom.of(MessageDigest.isEqual(a, b));
    }

    @Builtin(value = "bytes_to_integer", pure = true)
    public static Object bytesToInteger(Object binary) {
        return Arithmetic.normalize(new BigInteger(1, Args.binary(binary).toBytes()));
    }

    /** The remainder of a power, as bytes, big end first. Numbers may be given as bytes too. */
    @Builtin(value = "mod_pow", pure = true)
    public static Object modularPower(Object base, Object exponent, Object modulus) {
        BigInteger result = number(base).modPow(number(exponent), number(modulus));
        return Bitstring.ofBytes(unsigned(result));
    }

    static BigInteger number(Object term) {
        return term instanceof Bitstring bits ? new BigInteger(1, bits.toBytes()) : integer(term);
    }

    private static BigInteger integer(Object term) {
        if (!Arithmetic.isInteger(term)) {
            throw Args.badarg();
        }
        return Arithmetic.big(term);
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    // ---- what there is

    @Builtin("supports")
    public static Object supports() {
        return TermList.from(List.of("hashs", "ciphers", "public_keys", "macs", "curves", "rsa_opts").stream()
                .<Object>map(kind -> Tuple.of(Atom.of(kind), supports(Atom.of(kind))))
                .toList());
    }

    @Builtin("supports")
    public static Object supports(Object kind) {
        List<String> names = switch (Args.atom(kind).name()) {
            case "hashs" ->
                Arrays.stream(DigestKind.values()).map(DigestKind::erlangName).toList();
            case "ciphers" -> List.copyOf(CipherKind.all().keySet());
            case "macs" -> List.of("cmac", "hmac");
            case "public_keys" -> List.of("rsa", "dh", "ecdsa", "ecdh", "eddsa", "eddh");
            case "curves" ->
                List.of("secp256r1", "prime256v1", "secp384r1", "secp521r1", "x25519", "x448", "ed25519", "ed448");
            case "rsa_opts" ->
                List.of("rsa_pkcs1_pss_padding", "rsa_pss_saltlen", "rsa_mgf1_md", "rsa_oaep_md", "rsa_oaep_label");
            default -> throw Args.functionClause();
        };
        return TermList.from(names.stream().<Object>map(Atom::of).toList());
    }

    @Builtin("info_lib")
    public static Object library() {
        return TermList.of(Tuple.of(
                Bitstring.of("JDK"),
                (long) Runtime.version().feature(),
                Bitstring.of(Runtime.version().toString())));
    }

    @Builtin("info")
    public static Object info() {
        return ElixirMap.of(
                Atom.of("cryptolib_version_linked"),
                        Args.charlist(Runtime.version().toString()),
                Atom.of("link_type"), Atom.of("dynamic"));
    }

    @Builtin("info_fips")
    public static Object fips() {
        return Atom.of("not_supported");
    }
}
