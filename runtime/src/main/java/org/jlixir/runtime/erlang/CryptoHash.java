package org.jlixir.runtime.erlang;

import static org.jlixir.runtime.erlang.CryptoFailures.badArgument;
import static org.jlixir.runtime.erlang.CryptoFailures.bytes;

import org.jlixir.runtime.crypto.CipherKind;
import org.jlixir.runtime.crypto.Cmac;
import org.jlixir.runtime.crypto.Digest;
import org.jlixir.runtime.crypto.DigestKind;
import org.jlixir.runtime.crypto.Hmac;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Reference;
import org.jspecify.annotations.Nullable;

/** {@code :crypto}: digests and message authentication codes, at once or step by step. A state is not changed by a step. */
@ErlangModule("crypto")
public final class CryptoHash {
    private static final Atom UNDEFINED = Atom.of("undefined");

    private CryptoHash() {}

    // ---- digests

    @Builtin(value = "hash", pure = true)
    public static Object hash(Object kind, Object data) {
        DigestKind digest = digest(kind, "hash.c", 109, "Bad digest type");
        return Bitstring.ofBytes(digest.hash(bytes(data)));
    }

    @Builtin("hash_init")
    public static Object hashInit(Proc self, Object kind) {
        return state(self, digest(kind, "hash.c", 160, "Bad digest type").start());
    }

    @Builtin("hash_update")
    public static Object hashUpdate(Proc self, Object state, Object data) {
        return update(self, running(state, "hash.c", 187), data);
    }

    @Builtin("hash_final")
    public static Object hashFinal(Object state) {
        return Bitstring.ofBytes(running(state, "hash.c", 221).finish());
    }

    @Builtin(value = "hash_info", pure = true)
    public static Object hashInfo(Object kind) {
        DigestKind digest = digest(kind, "hash.c", 70, "Bad digest type");
        return ElixirMap.of(
                Atom.of("size"), (long) digest.size(),
                Atom.of("type"), (long) digest.number(),
                Atom.of("block_size"), (long) digest.blockSize());
    }

    private static DigestKind digest(Object kind, String file, int line, String sentence) {
        DigestKind digest = kind instanceof Atom name ? DigestKind.of(name.name()) : null;
        if (digest == null) {
            throw badArgument(file, line, sentence);
        }
        return digest;
    }

    // ---- message authentication codes

    @Builtin(value = "mac", pure = true)
    public static Object mac(Object kind, Object key, Object data) {
        return mac(kind, UNDEFINED, key, data);
    }

    @Builtin(value = "mac", pure = true)
    public static Object mac(Object kind, Object sub, Object key, Object data) {
        Digest mac = start(kind, sub, bytes(key));
        mac.update(bytes(data));
        return Bitstring.ofBytes(mac.finish());
    }

    /** The first {@code length} bytes of the code. */
    @Builtin(value = "macN", pure = true)
    public static Object macPart(Object kind, Object sub, Object key, Object data, Object length) {
        return part((Bitstring) mac(kind, sub, key, data), length);
    }

    @Builtin(value = "macN", pure = true)
    public static Object macPart(Object kind, Object key, Object data, Object length) {
        return macPart(kind, UNDEFINED, key, data, length);
    }

    private static Object part(Bitstring mac, Object length) {
        return mac.sliceBytes(0, Args.integer(length, 0, mac.byteSize()));
    }

    @Builtin("mac_init")
    public static Object macInit(Proc self, Object kind, Object key) {
        return macInit(self, kind, UNDEFINED, key);
    }

    @Builtin("mac_init")
    public static Object macInit(Proc self, Object kind, Object sub, Object key) {
        return state(self, start(kind, sub, bytes(key)));
    }

    @Builtin("mac_update")
    public static Object macUpdate(Proc self, Object state, Object data) {
        return update(self, running(state, "mac.c", 618), data);
    }

    @Builtin("mac_final")
    public static Object macFinal(Object state) {
        return Bitstring.ofBytes(running(state, "mac.c", 690).finish());
    }

    @Builtin("mac_finalN")
    public static Object macFinalPart(Object state, Object length) {
        return part((Bitstring) macFinal(state), length);
    }

    private static Digest start(Object kind, Object sub, byte[] key) {
        return switch (Args.atom(kind).name()) {
            case "hmac" -> new Hmac(digest(sub, "mac.c", 264, "Bad digest algorithm for HMAC"), key);
            case "cmac" -> cmac(sub, key);
            default -> throw badArgument("mac.c", 234, "Unknown mac algorithm");
        };
    }

    private static Digest cmac(Object sub, byte[] key) {
        CipherKind cipher = sub instanceof Atom name ? CipherKind.of(name.name()) : null;
        if (cipher == null
                || !cipher.mode().equals("cbc_mode")
                || !cipher.algorithm().equals("AES")) {
            throw badArgument("mac.c", 290, "Unknown cipher");
        }
        if (!cipher.acceptsKey(key)) {
            throw badArgument("mac.c", 298, "Bad key length");
        }
        return new Cmac(key);
    }

    @Builtin(value = "pbkdf2_hmac", pure = true)
    public static Object deriveKey(Object kind, Object password, Object salt, Object iterations, Object length) {
        DigestKind digest = digest(kind, "pbkdf2_hmac.c", 51, "Bad digest type");
        return Bitstring.ofBytes(Hmac.derive(
                digest,
                Args.binary(password).toBytes(),
                Args.binary(salt).toBytes(),
                Args.integer(iterations, 1, Integer.MAX_VALUE),
                Args.integer(length, 1, Integer.MAX_VALUE)));
    }

    // ---- states

    private static Object state(Proc self, Digest digest) {
        return self.node().newReference().withResource(digest);
    }

    private static Object update(Proc self, Digest digest, Object data) {
        digest.update(bytes(data));
        return state(self, digest);
    }

    /** A copy of what the state stands for. */
    private static Digest running(Object state, String file, int line) {
        @Nullable Object resource = state instanceof Reference reference ? reference.resource() : null;
        if (resource instanceof Digest digest) {
            return digest.copy();
        }
        throw badArgument(file, line, "Bad state");
    }
}
