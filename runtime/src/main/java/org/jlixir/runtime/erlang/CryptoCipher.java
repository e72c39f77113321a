package org.jlixir.runtime.erlang;

import static org.jlixir.runtime.erlang.CryptoFailures.badArgument;
import static org.jlixir.runtime.erlang.CryptoFailures.bytes;
import static org.jlixir.runtime.erlang.CryptoFailures.failed;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import org.jlixir.runtime.bits.IoList;
import org.jlixir.runtime.crypto.CipherKind;
import org.jlixir.runtime.crypto.RunningCipher;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Tuple;

/** {@code :crypto}: encryption and decryption with a shared key, at once or piece by piece. */
@ErlangModule("crypto")
public final class CryptoCipher {
    private static final Atom ENCRYPT = Atom.of("encrypt");
    private static final Atom PADDING = Atom.of("padding");
    private static final int TAG_SIZE = 16;

    private CryptoCipher() {}

    /** What to do: {@code true}, {@code false}, or a list with {@code encrypt} and {@code padding}. */
    private record Task(boolean encrypt, RunningCipher.Padding padding) {
        static Task of(Object term) {
            if (term instanceof Atom flag) {
                return new Task(Args.bool(flag), RunningCipher.Padding.NONE);
            }
            boolean encrypt = true;
            RunningCipher.Padding padding = RunningCipher.Padding.NONE;
            Object rest = term;
            while (rest instanceof Cons cell) {
                if (cell.head instanceof Tuple pair && pair.size() == 2 && pair.get(0) == ENCRYPT) {
                    encrypt = Args.bool(pair.get(1));
                } else if (cell.head instanceof Tuple pair && pair.size() == 2 && pair.get(0) == PADDING) {
                    padding = padding(pair.get(1));
                } else {
                    throw badArgument("api_ng.c", 130, "Bad option");
                }
                rest = cell.tail();
            }
            return new Task(encrypt, padding);
        }

        private static RunningCipher.Padding padding(Object name) {
            return switch (Args.atom(name).name()) {
                case "none", "undefined" -> RunningCipher.Padding.NONE;
                case "pkcs_padding" -> RunningCipher.Padding.PKCS;
                case "zero" -> RunningCipher.Padding.ZERO;
                case "random" -> RunningCipher.Padding.RANDOM;
                default -> throw badArgument("api_ng.c", 153, "Bad padding flag");
            };
        }
    }

    @Builtin("crypto_one_time")
    public static Object once(Object kind, Object key, Object data, Object task) {
        return once(kind, key, Bitstring.EMPTY, data, task);
    }

    @Builtin("crypto_one_time")
    public static Object once(Object kind, Object key, Object iv, Object data, Object task) {
        RunningCipher cipher = start(kind, bytes(key), bytes(iv), Task.of(task));
        Bitstring first = Bitstring.ofBytes(cipher.update(bytes(data)));
        return first.append(Bitstring.ofBytes(finish(cipher)));
    }

    @Builtin("crypto_init")
    public static Object init(Proc self, Object kind, Object key, Object task) {
        return init(self, kind, key, Bitstring.EMPTY, task);
    }

    @Builtin("crypto_init")
    public static Object init(Proc self, Object kind, Object key, Object iv, Object task) {
        return self.node().newReference().withResource(start(kind, bytes(key), bytes(iv), Task.of(task)));
    }

    @Builtin("crypto_update")
    public static Object update(Object state, Object data) {
        return Bitstring.ofBytes(running(state).update(bytes(data)));
    }

    @Builtin("crypto_final")
    public static Object finish(Object state) {
        return Bitstring.ofBytes(finish(running(state)));
    }

    private static RunningCipher running(Object state) {
        if (state instanceof Reference reference && reference.resource() instanceof RunningCipher cipher) {
            return cipher;
        }
        throw badArgument("api_ng.c", 460, "Bad 1:st arg");
    }

    private static byte[] finish(RunningCipher cipher) {
        try {
            return cipher.finish();
        } catch (GeneralSecurityException e) {
            throw failed("api_ng.c", 700, "Can't finalize");
        }
    }

    private static RunningCipher start(Object kind, byte[] key, byte[] iv, Task task) {
        CipherKind cipher = cipher(kind, key);
        if (cipher.aead()) {
            throw badArgument("api_ng.c", 260, "Cipher is not supported in this function");
        }
        if (iv.length != cipher.ivSize()) {
            throw badArgument("api_ng.c", 307, "Bad iv size");
        }
        try {
            return new RunningCipher(
                    cipher.start(key, iv, task.encrypt(), TAG_SIZE),
                    cipher.blockSize(),
                    task.padding(),
                    task.encrypt());
        } catch (GeneralSecurityException e) {
            throw failed("api_ng.c", 320, "Can't initialize context");
        }
    }

    private static CipherKind cipher(Object kind, byte[] key) {
        CipherKind cipher = kind instanceof Atom name ? CipherKind.of(sized(name.name(), key.length)) : null;
        if (cipher == null) {
            throw badArgument("api_ng.c", 242, "Unknown cipher");
        }
        if (!cipher.acceptsKey(key)) {
            throw badArgument("api_ng.c", 244, "Bad key size");
        }
        return cipher;
    }

    /** {@code aes_cbc} and the like leave the size to the key. */
    private static String sized(String name, int keySize) {
        return name.matches("aes_(cbc|ecb|ctr|cfb128|cfb8|ofb|gcm)") ? "aes_" + 8 * keySize + name.substring(3) : name;
    }

    // ---- with authenticated data

    /** {@code {encrypted, tag}}. */
    @Builtin("crypto_one_time_aead")
    public static Object authenticated(Object kind, Object key, Object iv, Object data, Object added, Object encrypt) {
        return authenticated(kind, key, iv, data, added, (long) TAG_SIZE, encrypt);
    }

    /**
     * @param tag the size of the tag to make, or the tag that must fit
     * @return {@code {encrypted, tag}}; the plain text, or {@code :error} when the tag does not fit
     */
    @Builtin("crypto_one_time_aead")
    public static Object authenticated(
            Object kind, Object key, Object iv, Object data, Object added, Object tag, Object encrypt) {
        byte[] secret = bytes(key);
        CipherKind cipher = cipher(kind, secret);
        if (!cipher.aead()) {
            throw badArgument("aead.c", 90, "Not aead cipher");
        }
        boolean encrypting = Args.bool(encrypt);
        byte[] given = encrypting ? new byte[0] : IoList.toBinary(tag).toBytes();
        try {
            Cipher running = cipher.start(secret, bytes(iv), encrypting, encrypting ? TAG_SIZE : tagSize(given));
            running.updateAAD(bytes(added));
            if (encrypting) {
                return split(running.doFinal(bytes(data)), Args.integer(tag, 1, TAG_SIZE));
            }
            running.update(bytes(data));
            return Bitstring.ofBytes(running.doFinal(given));
        } catch (GeneralSecurityException e) {
            // The tag does not fit, or is none
            return Atom.ERROR;
        }
    }

    /** The JDK takes tags of 12 to 16 bytes; a tag of another size never fits. */
    private static int tagSize(byte[] tag) {
        return Math.max(12, Math.min(TAG_SIZE, tag.length));
    }

    private static Object split(byte[] out, int tagSize) {
        int size = out.length - TAG_SIZE;
        return Tuple.of(
                Bitstring.ofBytes(Arrays.copyOf(out, size)),
                Bitstring.ofBytes(Arrays.copyOfRange(out, size, size + tagSize)));
    }

    @Builtin("cipher_info")
    public static Object info(Object kind) {
        CipherKind cipher = kind instanceof Atom name ? CipherKind.of(name.name()) : null;
        if (cipher == null) {
            throw badArgument("cipher.c", 217, "Bad cipher type");
        }
        return ElixirMap.of(
                Atom.of("mode"),
                Atom.of(cipher.mode()),
                Atom.of("block_size"),
                (long) cipher.blockSize(),
                Atom.of("iv_length"),
                (long) cipher.ivSize(),
                Atom.of("key_length"),
                (long) cipher.keySize(),
                Atom.of("prop_aead"),
                Atom.of(cipher.aead()),
                Atom.of("type"),
                Atom.of("undefined"));
    }
}
