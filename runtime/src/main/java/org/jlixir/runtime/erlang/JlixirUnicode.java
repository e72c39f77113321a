package org.jlixir.runtime.erlang;

import org.jlixir.runtime.bits.Utf8;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.unicode.CaseMapping;
import org.jlixir.runtime.unicode.Graphemes;
import org.jlixir.runtime.unicode.Identifiers;

/**
 * {@code :jlixir_unicode}: what {@code String} needs of Unicode. Text is a binary in UTF-8; a byte that is no part of valid
 * text counts as a grapheme and comes through unchanged.
 */
@ErlangModule("jlixir_unicode")
public final class JlixirUnicode {
    private JlixirUnicode() {}

    private static Bitstring text(Object term) {
        return Args.binary(term).aligned();
    }

    private static int end(Bitstring text) {
        return text.byteOffset() + text.byteSize();
    }

    /** How many bytes the first grapheme takes; {@code text} is not empty. */
    private static int firstSize(Bitstring text) {
        return Graphemes.end(text.array(), text.byteOffset(), end(text)) - text.byteOffset();
    }

    // ---- graphemes

    /** {@code {grapheme, rest}}, or nil. */
    @Builtin(value = "next_grapheme", pure = true)
    public static Object nextGrapheme(Object binary) {
        Bitstring text = text(binary);
        if (text.byteSize() == 0) {
            return Atom.NIL;
        }
        int size = firstSize(text);
        return new Tuple2(text.sliceBytes(0, size), text.sliceBytes(size, text.byteSize() - size));
    }

    /** {@code {size in bytes, rest}}, or nil. */
    @Builtin(value = "next_grapheme_size", pure = true)
    public static Object nextGraphemeSize(Object binary) {
        Bitstring text = text(binary);
        if (text.byteSize() == 0) {
            return Atom.NIL;
        }
        int size = firstSize(text);
        return new Tuple2((long) size, text.sliceBytes(size, text.byteSize() - size));
    }

    @Builtin(value = "graphemes", pure = true)
    public static Object graphemes(Object binary) {
        Bitstring text = text(binary);
        int start = text.byteOffset();
        int end = end(text);
        ListBuilder list = new ListBuilder();
        for (int at = start; at < end; ) {
            int next = Graphemes.end(text.array(), at, end);
            list.add(part(text, at - start, next - at));
            at = next;
        }
        return list.finish();
    }

    /** The code points, each as a binary. */
    @Builtin(value = "codepoints", pure = true)
    public static Object codePoints(Object binary) {
        Bitstring text = text(binary);
        int start = text.byteOffset();
        int end = end(text);
        ListBuilder list = new ListBuilder();
        for (int at = start; at < end; ) {
            int size = Math.max(1, Utf8.length(text.array(), at, end));
            list.add(part(text, at - start, size));
            at += size;
        }
        return list.finish();
    }

    private static Bitstring part(Bitstring text, int from, int size) {
        int first = text.array()[text.byteOffset() + from];
        return size == 1 && first >= 0 ? Bitstring.ofAscii(first) : text.sliceBytes(from, size);
    }

    @Builtin(value = "grapheme_length", pure = true)
    public static Object graphemeLength(Object binary) {
        Bitstring text = text(binary);
        return (long) Graphemes.count(text.array(), text.byteOffset(), end(text));
    }

    /** {@code {bytes before, how many}} of the first {@code count} graphemes, or of all when there are fewer. */
    @Builtin(value = "grapheme_offset", pure = true)
    public static Object graphemeOffset(Object binary, Object count) {
        Bitstring text = text(binary);
        long wanted = Args.integer(count);
        if (wanted < 0) {
            throw Args.badarg();
        }
        int end = end(text);
        int at = text.byteOffset();
        long found = 0;
        while (found < wanted && at < end) {
            at = Graphemes.end(text.array(), at, end);
            found++;
        }
        return new Tuple2((long) at - text.byteOffset(), found);
    }

    // ---- case

    private static CaseMapping.Mode mode(Object term) {
        return switch (Args.atom(term).name()) {
            case "default" -> CaseMapping.Mode.DEFAULT;
            case "greek" -> CaseMapping.Mode.GREEK;
            case "turkic" -> CaseMapping.Mode.TURKIC;
            default -> throw Args.badarg();
        };
    }

    @Builtin(value = "upcase", pure = true)
    public static Object upcase(Object binary, Object mode) {
        return CaseMapping.upper(text(binary), mode(mode));
    }

    @Builtin(value = "downcase", pure = true)
    public static Object downcase(Object binary, Object mode) {
        return CaseMapping.lower(text(binary), mode(mode));
    }

    @Builtin(value = "casefold", pure = true)
    public static Object casefold(Object binary) {
        return CaseMapping.fold(text(binary));
    }

    /** {@code {title case of the first code point, rest}}, or nil. */
    @Builtin(value = "titlecase_first", pure = true)
    public static Object titlecaseFirst(Object binary, Object mode) {
        Bitstring text = text(binary);
        if (text.byteSize() == 0) {
            return Atom.NIL;
        }
        int start = text.byteOffset();
        int length = Utf8.length(text.array(), start, end(text));
        if (length <= 0) {
            return new Tuple2(text.sliceBytes(0, 1), text.sliceBytes(1, text.byteSize() - 1));
        }
        String title = CaseMapping.title(Utf8.codePoint(text.array(), start, length), mode(mode));
        return new Tuple2(Bitstring.of(title), text.sliceBytes(length, text.byteSize() - length));
    }

    // ---- names

    /** {@code identifier}, {@code alias} or {@code other}: what the text of an atom is in Elixir source. */
    @Builtin(value = "identifier_kind", pure = true)
    public static Object identifierKind(Object binary) {
        Bitstring text = text(binary);
        int from = text.byteOffset();
        if (Utf8.validLength(text.array(), from, end(text)) < text.byteSize()) {
            return Atom.of("other");
        }
        return switch (Identifiers.kind(text.utf8())) {
            case IDENTIFIER -> Atom.of("identifier");
            case ALIAS -> Atom.of("alias");
            case OTHER -> Atom.of("other");
        };
    }
}
