package org.jlixir.runtime.erlang;

import java.util.Base64;
import org.jlixir.runtime.bits.IoList;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;

/** {@code :base64}: RFC 4648. Text may be a binary or a list of bytes; options are {@code mode} and {@code padding}. */
@ErlangModule("base64")
public final class Base64Module {
    private static final Atom MODE = Atom.of("mode");
    private static final Atom PADDING = Atom.of("padding");
    private static final Atom URL_SAFE = Atom.of("urlsafe");
    private static final ElixirMap PLAIN = ElixirMap.EMPTY;

    private Base64Module() {}

    // ---- encoding

    @Builtin(value = "encode", pure = true)
    public static Object encode(Object bytes) {
        return encode(bytes, PLAIN);
    }

    @Builtin(value = "encode", pure = true)
    public static Object encode(Object bytes, Object options) {
        Base64.Encoder encoder = isUrlSafe(options) ? Base64.getUrlEncoder() : Base64.getEncoder();
        return Bitstring.ofBytes((isPadded(options) ? encoder : encoder.withoutPadding())
                .encode(data(bytes).toBytes()));
    }

    @Builtin(value = "encode_to_string", pure = true)
    public static Object encodeToString(Object bytes) {
        return encodeToString(bytes, PLAIN);
    }

    @Builtin(value = "encode_to_string", pure = true)
    public static Object encodeToString(Object bytes, Object options) {
        return ErlangBinaries.binaryToList(encode(bytes, options));
    }

    private static Bitstring data(Object bytes) {
        if (bytes instanceof Bitstring || bytes instanceof Cons || bytes == EmptyList.NIL) {
            return IoList.toBinary(bytes);
        }
        throw Args.functionClause();
    }

    // ---- decoding

    @Builtin(value = "decode", pure = true)
    public static Object decode(Object text) {
        return decode(text, PLAIN);
    }

    /** White space between the digits is passed over; the padding must be there, unless it is turned off. */
    @Builtin(value = "decode", pure = true)
    public static Object decode(Object text, Object options) {
        String digits = digits(data(text), isUrlSafe(options), false);
        checkPadding(digits, options);
        return decode(digits, options);
    }

    @Builtin(value = "decode_to_string", pure = true)
    public static Object decodeToString(Object text) {
        return decodeToString(text, PLAIN);
    }

    @Builtin(value = "decode_to_string", pure = true)
    public static Object decodeToString(Object text, Object options) {
        return ErlangBinaries.binaryToList(decode(text, options));
    }

    @Builtin(value = "mime_decode", pure = true)
    public static Object mimeDecode(Object text) {
        return mimeDecode(text, PLAIN);
    }

    /** As {@code decode}; characters that are no digits are passed over. */
    @Builtin(value = "mime_decode", pure = true)
    public static Object mimeDecode(Object text, Object options) {
        String digits = digits(data(text), isUrlSafe(options), true);
        if (isPadded(options) && digits.indexOf('=') < 0) {
            checkPadding(digits, options);
        }
        return decode(digits, options);
    }

    @Builtin(value = "mime_decode_to_string", pure = true)
    public static Object mimeDecodeToString(Object text) {
        return mimeDecodeToString(text, PLAIN);
    }

    @Builtin(value = "mime_decode_to_string", pure = true)
    public static Object mimeDecodeToString(Object text, Object options) {
        return ErlangBinaries.binaryToList(mimeDecode(text, options));
    }

    private static Object decode(String digits, Object options) {
        int end = digits.indexOf('=');
        String unpadded = end < 0 ? digits : digits.substring(0, end);
        if (unpadded.length() % 4 == 1) {
            throw Args.functionClause();
        }
        Base64.Decoder decoder = isUrlSafe(options) ? Base64.getUrlDecoder() : Base64.getDecoder();
        try {
            return Bitstring.ofBytes(decoder.decode(unpadded));
        } catch (IllegalArgumentException e) {
            throw Args.functionClause();
        }
    }

    /** The padding of strict text has to be there, unless options say otherwise. */
    private static void checkPadding(String digits, Object options) {
        if (digits.length() % 4 == 1) {
            throw Args.functionClause();
        }
        if (isPadded(options) && digits.length() % 4 != 0) {
            throw ElixirException.error(Atom.of("missing_padding"));
        }
    }

    private static String digits(Bitstring text, boolean urlSafe, boolean lenient) {
        StringBuilder digits = new StringBuilder(text.byteSize());
        for (int i = 0; i < text.byteSize(); i++) {
            int c = text.byteAt(i);
            if (isDigit(c, urlSafe) || c == '=' && !(lenient && digits.length() % 4 < 2)) {
                digits.append((char) c);
            } else if (!lenient && c != ' ' && (c < 9 || c > 13)) {
                throw Args.functionClause();
            }
        }
        return digits.toString();
    }

    private static boolean isDigit(int c, boolean urlSafe) {
        return c >= 'A' && c <= 'Z'
                || c >= 'a' && c <= 'z'
                || c >= '0' && c <= '9'
                || c == (urlSafe ? '-' : '+')
                || c == (urlSafe ? '_' : '/');
    }

    // ---- options

    private static boolean isUrlSafe(Object options) {
        return option(options, MODE) == URL_SAFE;
    }

    private static boolean isPadded(Object options) {
        return option(options, PADDING) != Atom.FALSE;
    }

    /** The empty list when the option is not given. */
    private static Object option(Object options, Atom key) {
        if (options instanceof ElixirMap map) {
            return map.getOrDefault(key, EmptyList.NIL);
        }
        throw Args.functionClause();
    }
}
