package org.jlixir.runtime.print;

import java.util.Locale;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.number.IntegerText;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;

/** The text of terms that are text: {@code ~s}, {@code ~c}, and of integers in a base. */
final class FormatText {
    private FormatText() {}

    /**
     * The characters of an atom, a binary, or a list of characters, binaries and such lists.
     *
     * @param unicode whether binaries are UTF-8 and characters may be beyond Latin-1
     */
    static String of(Object term, boolean unicode) throws FormatString.BadFormat {
        if (term instanceof Atom atom) {
            if (!unicode && atom.name().chars().anyMatch(c -> c > 0xFF)) {
                throw new FormatString.BadFormat();
            }
            return atom.name();
        }
        if (!(term instanceof Bitstring || term instanceof Cons || term == EmptyList.NIL)) {
            throw new FormatString.BadFormat();
        }
        StringBuilder out = new StringBuilder();
        append(out, term, unicode);
        return out.toString();
    }

    private static void append(StringBuilder out, Object term, boolean unicode) throws FormatString.BadFormat {
        Object rest = term;
        while (rest instanceof Cons cell) {
            if (cell.head instanceof Long c) {
                if (c < 0 || c > (unicode ? Character.MAX_CODE_POINT : 0xFF)) {
                    throw new FormatString.BadFormat();
                }
                out.appendCodePoint((int) (long) c);
            } else {
                append(out, cell.head, unicode);
            }
            rest = cell.tail();
        }
        if (rest instanceof Bitstring bits && bits.isBinary()) {
            out.append(binary(bits, unicode));
        } else if (rest != EmptyList.NIL) {
            throw new FormatString.BadFormat();
        }
    }

    /** Bytes that are no UTF-8 are taken for Latin-1. */
    private static String binary(Bitstring bits, boolean unicode) {
        if (!unicode) {
            return bits.latin1();
        }
        String text = bits.validUtf8();
        return text == null ? bits.latin1() : text;
    }

    static String character(long c, boolean unicode) throws FormatString.BadFormat {
        if (!unicode) {
            return Character.toString((int) (c & 0xFF));
        }
        if (c < 0 || c > Character.MAX_CODE_POINT) {
            throw new FormatString.BadFormat();
        }
        return Character.toString((int) c);
    }

    /** The sign, the prefix, the digits. */
    static String integer(Object term, int base, String prefix, boolean upper) throws FormatString.BadFormat {
        if (!Arithmetic.isInteger(term)) {
            throw new FormatString.BadFormat();
        }
        String text = IntegerText.of(term, base);
        String sign = text.startsWith("-") ? "-" : "";
        String digits = text.substring(sign.length());
        return sign + prefix + (upper ? digits.toUpperCase(Locale.ROOT) : digits.toLowerCase(Locale.ROOT));
    }
}
