package org.jlixir.runtime.erlang;

import java.util.Base64;
import org.jlixir.runtime.bits.IoList;
import org.jlixir.runtime.term.Bitstring;

/** {@code :base64}: RFC 4648 in its plain alphabet. Text may be a binary or a list of bytes. */
@ErlangModule("base64")
public final class Base64Module {
    private Base64Module() {}

    @Builtin(value = "encode", pure = true)
    public static Object encode(Object bytes) {
        return Bitstring.ofBytes(
                Base64.getEncoder().encode(IoList.toBinary(bytes).toBytes()));
    }

    @Builtin(value = "encode_to_string", pure = true)
    public static Object encodeToString(Object bytes) {
        return ErlangBinaries.binaryToList(encode(bytes));
    }

    /** White space between the digits is passed over; the padding must be there. */
    @Builtin(value = "decode", pure = true)
    public static Object decode(Object text) {
        Bitstring given = IoList.toBinary(text);
        StringBuilder digits = new StringBuilder(given.byteSize());
        for (int i = 0; i < given.byteSize(); i++) {
            int c = given.byteAt(i);
            if (c != ' ' && (c < 9 || c > 13)) {
                digits.append((char) c);
            }
        }
        if (digits.length() % 4 != 0) {
            throw Args.badarg();
        }
        try {
            return Bitstring.ofBytes(Base64.getDecoder().decode(digits.toString()));
        } catch (IllegalArgumentException e) {
            throw Args.badarg();
        }
    }

    @Builtin(value = "decode_to_string", pure = true)
    public static Object decodeToString(Object text) {
        return ErlangBinaries.binaryToList(decode(text));
    }
}
