package org.jlixir.runtime.erlang;

import java.text.Normalizer;
import java.util.Arrays;
import org.jlixir.runtime.bits.BitstringBuilder;
import org.jlixir.runtime.bits.CharacterData;
import org.jlixir.runtime.bits.CharacterEncoding;
import org.jlixir.runtime.bits.Utf8;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;

/** {@code :unicode}: character data to binaries and lists, and the normal forms. */
@ErlangModule("unicode")
public final class Unicode {
    private static final Atom INCOMPLETE = Atom.of("incomplete");
    private static final Atom LATIN1 = Atom.of("latin1");
    private static final Atom UTF8 = Atom.of("utf8");

    private Unicode() {}

    private static CharacterEncoding encoding(Object term) {
        CharacterEncoding encoding = CharacterEncoding.of(term);
        if (encoding == null) {
            throw Args.badarg();
        }
        return encoding;
    }

    @Builtin(value = "characters_to_binary", pure = true)
    public static Object charactersToBinary(Object data) {
        return toBinary(data, CharacterEncoding.UTF8, CharacterEncoding.UTF8);
    }

    @Builtin(value = "characters_to_binary", pure = true)
    public static Object charactersToBinary(Object data, Object from) {
        return toBinary(data, encoding(from), CharacterEncoding.UTF8);
    }

    /** The binary; or {@code {error | incomplete, done, rest}}. */
    @Builtin(value = "characters_to_binary", pure = true)
    public static Object charactersToBinary(Object data, Object from, Object to) {
        return toBinary(data, encoding(from), encoding(to));
    }

    private static Object toBinary(Object data, CharacterEncoding from, CharacterEncoding to) {
        boolean utf8 = from == CharacterEncoding.UTF8 && to == CharacterEncoding.UTF8;
        if (utf8 && data instanceof Bitstring binary && isUtf8(binary)) {
            return binary;
        }
        BitstringBuilder out = new BitstringBuilder(64);
        CharacterData.Sink encode = c -> {
            boolean encodable = to.has(c);
            if (encodable) {
                to.write(out, c);
            }
            return encodable;
        };
        // Erlang has two ways to convert, of which the one for all other encodings shows what it stopped at otherwise.
        boolean usual = to == CharacterEncoding.UTF8 && isUsual(from);
        CharacterData walk = new CharacterData(from, encode, !usual);
        return walk.walk(data) ? out.finish() : failure(walk, out.finish(), walk.rest());
    }

    private static boolean isUsual(CharacterEncoding from) {
        return from == CharacterEncoding.UTF8 || from == CharacterEncoding.LATIN1;
    }

    private static boolean isUtf8(Bitstring binary) {
        if (!binary.isBinary()) {
            return false;
        }
        Bitstring aligned = binary.aligned();
        int from = aligned.byteOffset();
        int size = aligned.byteSize();
        return Utf8.validLength(aligned.array(), from, from + size) == size;
    }

    private static Tuple failure(CharacterData walk, Object done, Object rest) {
        return Tuple.of(walk.isIncomplete() ? INCOMPLETE : Atom.ERROR, done, rest);
    }

    @Builtin(value = "characters_to_list", pure = true)
    public static Object charactersToList(Object data) {
        return toList(data, CharacterEncoding.UTF8);
    }

    @Builtin(value = "characters_to_list", pure = true)
    public static Object charactersToList(Object data, Object from) {
        return toList(data, encoding(from));
    }

    private static Object toList(Object data, CharacterEncoding from) {
        ListBuilder out = new ListBuilder();
        CharacterData.Sink add = c -> {
            out.add(c);
            return true;
        };
        CharacterData walk = new CharacterData(from, add, !isUsual(from));
        return walk.walk(data) ? out.finish() : failure(walk, out.finish(), walk.rest());
    }

    // ---- normal forms

    @Builtin(value = "characters_to_nfc_binary", pure = true)
    public static Object nfcBinary(Object data) {
        return normalizedBinary(data, Normalizer.Form.NFC);
    }

    @Builtin(value = "characters_to_nfd_binary", pure = true)
    public static Object nfdBinary(Object data) {
        return normalizedBinary(data, Normalizer.Form.NFD);
    }

    @Builtin(value = "characters_to_nfkc_binary", pure = true)
    public static Object nfkcBinary(Object data) {
        return normalizedBinary(data, Normalizer.Form.NFKC);
    }

    @Builtin(value = "characters_to_nfkd_binary", pure = true)
    public static Object nfkdBinary(Object data) {
        return normalizedBinary(data, Normalizer.Form.NFKD);
    }

    @Builtin(value = "characters_to_nfc_list", pure = true)
    public static Object nfcList(Object data) {
        return normalizedList(data, Normalizer.Form.NFC);
    }

    @Builtin(value = "characters_to_nfd_list", pure = true)
    public static Object nfdList(Object data) {
        return normalizedList(data, Normalizer.Form.NFD);
    }

    @Builtin(value = "characters_to_nfkc_list", pure = true)
    public static Object nfkcList(Object data) {
        return normalizedList(data, Normalizer.Form.NFKC);
    }

    @Builtin(value = "characters_to_nfkd_list", pure = true)
    public static Object nfkdList(Object data) {
        return normalizedList(data, Normalizer.Form.NFKD);
    }

    private static Object normalizedBinary(Object data, Normalizer.Form form) {
        StringBuilder text = new StringBuilder();
        CharacterData walk = walk(text);
        boolean whole = walk.walk(data);
        Bitstring done = Bitstring.of(Normalizer.normalize(text, form));
        return whole ? done : Tuple.of(Atom.ERROR, done, walk.rest());
    }

    private static Object normalizedList(Object data, Normalizer.Form form) {
        StringBuilder text = new StringBuilder();
        CharacterData walk = walk(text);
        boolean whole = walk.walk(data);
        Object done = Args.charlist(Normalizer.normalize(text, form));
        return whole ? done : Tuple.of(Atom.ERROR, done, walk.rest());
    }

    private static CharacterData walk(StringBuilder text) {
        return new CharacterData(CharacterEncoding.UTF8, c -> {
            text.appendCodePoint((int) c);
            return true;
        });
    }

    // ---- byte order marks

    /** {@code {encoding, length of the mark}}; {@code {latin1, 0}} without one. */
    @Builtin(value = "bom_to_encoding", pure = true)
    public static Object bomToEncoding(Object binary) {
        byte[] bytes = Args.binary(binary).toBytes();
        for (CharacterEncoding encoding : MARKED) {
            byte[] mark = mark(encoding);
            if (bytes.length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length)) {
                return new Tuple2(term(encoding), (long) mark.length);
            }
        }
        return new Tuple2(LATIN1, 0L);
    }

    @Builtin(value = "encoding_to_bom", pure = true)
    public static Object encodingToBom(Object encoding) {
        CharacterEncoding known = encoding(encoding);
        return known == CharacterEncoding.LATIN1 ? Bitstring.EMPTY : Bitstring.ofBytes(mark(known));
    }

    /** UTF-32 before UTF-16, whose mark begins like its. */
    private static final CharacterEncoding[] MARKED = {
        CharacterEncoding.UTF8,
        CharacterEncoding.UTF32_BIG,
        CharacterEncoding.UTF32_LITTLE,
        CharacterEncoding.UTF16_BIG,
        CharacterEncoding.UTF16_LITTLE
    };

    private static byte[] mark(CharacterEncoding encoding) {
        BitstringBuilder out = new BitstringBuilder(4);
        encoding.write(out, 0xFEFF);
        return out.finish().toBytes();
    }

    private static Object term(CharacterEncoding encoding) {
        return switch (encoding) {
            case LATIN1 -> LATIN1;
            case UTF8 -> UTF8;
            case UTF16_BIG -> new Tuple2(Atom.of("utf16"), Atom.of("big"));
            case UTF16_LITTLE -> new Tuple2(Atom.of("utf16"), Atom.of("little"));
            case UTF32_BIG -> new Tuple2(Atom.of("utf32"), Atom.of("big"));
            case UTF32_LITTLE -> new Tuple2(Atom.of("utf32"), Atom.of("little"));
        };
    }
}
