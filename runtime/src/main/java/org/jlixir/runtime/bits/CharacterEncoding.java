package org.jlixir.runtime.bits;

import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** The encodings that {@code :unicode} knows. */
public enum CharacterEncoding {
    LATIN1,
    UTF8,
    UTF16_BIG,
    UTF16_LITTLE,
    UTF32_BIG,
    UTF32_LITTLE;

    /** What {@link #read} answers for bytes that are no code point, and for the beginning of one. */
    public static final long INVALID = -1;

    public static final long INCOMPLETE = -2;

    private static final Atom BIG = Atom.of("big");
    private static final Atom LITTLE = Atom.of("little");

    /** The encoding of that Erlang name; null for another term. */
    public static @Nullable CharacterEncoding of(Object term) {
        if (term instanceof Atom name) {
            return switch (name.name()) {
                case "latin1" -> LATIN1;
                case "utf8", "unicode" -> UTF8;
                case "utf16" -> UTF16_BIG;
                case "utf32" -> UTF32_BIG;
                default -> null;
            };
        }
        if (term instanceof Tuple pair
                && pair.size() == 2
                && pair.get(0) instanceof Atom name
                && (pair.get(1) == BIG || pair.get(1) == LITTLE)) {
            boolean little = pair.get(1) == LITTLE;
            return switch (name.name()) {
                case "utf16" -> little ? UTF16_LITTLE : UTF16_BIG;
                case "utf32" -> little ? UTF32_LITTLE : UTF32_BIG;
                default -> null;
            };
        }
        return null;
    }

    private boolean little() {
        return this == UTF16_LITTLE || this == UTF32_LITTLE;
    }

    /**
     * The code point at a position in bits.
     *
     * @return the code point, with its length in bits shifted left by 32; {@link #INVALID} or {@link #INCOMPLETE}
     */
    public long read(Bitstring source, long position) {
        long left = source.bitSize() - position;
        long result = switch (this) {
            case LATIN1 -> 8L << 32 | BitstringReader.octet(source, position);
            case UTF8 -> BitstringReader.utf8(source, position);
            case UTF16_BIG, UTF16_LITTLE -> BitstringReader.utf16(source, position, little());
            case UTF32_BIG, UTF32_LITTLE -> BitstringReader.utf32(source, position, little());
        };
        return result >= 0 ? result : isBeginning(source, position, left) ? INCOMPLETE : INVALID;
    }

    private boolean isBeginning(Bitstring source, long position, long left) {
        return switch (this) {
            case LATIN1 -> false;
            case UTF8 -> {
                byte[] rest = source.slice(position, Math.min(left, 32)).toBytes();
                yield Utf8.length(rest, 0, rest.length) == 0;
            }
            case UTF16_BIG, UTF16_LITTLE ->
                left < 16 || left < 32 && (BitstringReader.bits(source, position, 16, little()) & 0xFC00) == 0xD800;
            case UTF32_BIG, UTF32_LITTLE -> left < 32;
        };
    }

    /** True for a code point that this encoding has. */
    public boolean has(long codePoint) {
        return this == LATIN1 ? codePoint >= 0 && codePoint <= 255 : BitstringBuilder.isCodePoint(codePoint);
    }

    /** Writes a code point that this encoding {@linkplain #has has}. */
    public void write(BitstringBuilder out, long codePoint) {
        switch (this) {
            case LATIN1 -> out.octet(codePoint);
            case UTF8 -> out.utf8(codePoint);
            case UTF16_BIG, UTF16_LITTLE -> out.utf16(codePoint, little());
            case UTF32_BIG, UTF32_LITTLE -> out.utf32(codePoint, little());
        }
    }
}
