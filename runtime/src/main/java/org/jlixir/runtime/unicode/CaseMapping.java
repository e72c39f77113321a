package org.jlixir.runtime.unicode;

import com.ibm.icu.impl.UCaseProps;
import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.CaseMap;
import java.util.Locale;
import org.jlixir.runtime.bits.BitstringBuilder;
import org.jlixir.runtime.bits.Utf8;
import org.jlixir.runtime.term.Bitstring;

/**
 * Full case mapping of UTF-8, code point by code point: Unicode's own data with the unconditional part of SpecialCasing. Bytes
 * that are no code point stay as they are.
 */
public final class CaseMapping {
    /** Which rules of a language come on top. */
    public enum Mode {
        DEFAULT,
        /** A sigma that ends a word, mostly behind a letter beyond ASCII, has its own lower case. */
        GREEK,
        /** i with and without a dot are two letters. */
        TURKIC
    }

    private static final int DOTTED_CAPITAL_I = 0x130;
    private static final int DOT_ABOVE = 0x307;
    private static final int DOTLESS_I = 0x131;
    private static final int CAPITAL_SIGMA = 0x3A3;
    private static final int FINAL_SIGMA = 0x3C2;

    private CaseMapping() {}

    public static Bitstring upper(Bitstring text, Mode mode) {
        if (mode != Mode.TURKIC && isAscii(text)) {
            return mapAscii(text, 'a', 'z');
        }
        return map(text, (c, before, after, mapped) -> upper(c, mode, mapped));
    }

    public static Bitstring lower(Bitstring text, Mode mode) {
        if (mode != Mode.TURKIC && isAscii(text)) {
            return mapAscii(text, 'A', 'Z');
        }
        return map(text, (c, before, after, mapped) -> lower(c, mode, before, after, mapped));
    }

    /** The title case of a code point. */
    public static String title(int codePoint, Mode mode) {
        if (mode == Mode.TURKIC && codePoint == 'i') {
            return Character.toString(DOTTED_CAPITAL_I);
        }
        return CaseMap.toTitle()
                .wholeString()
                .noBreakAdjustment()
                .apply(Locale.ROOT, null, Character.toString(codePoint));
    }

    private static int upper(int codePoint, Mode mode, StringBuilder text) {
        return mode == Mode.TURKIC && codePoint == 'i'
                ? DOTTED_CAPITAL_I
                : UCaseProps.INSTANCE.toFullUpper(codePoint, null, text, UCaseProps.LOC_ROOT);
    }

    private static int lower(int codePoint, Mode mode, int before, int after, StringBuilder text) {
        if (mode == Mode.TURKIC) {
            switch (codePoint) {
                case 'I' -> {
                    return after == DOT_ABOVE ? 'i' : DOTLESS_I;
                }
                case DOTTED_CAPITAL_I -> {
                    return 'i';
                }
                case DOT_ABOVE -> {
                    return before == 'I' ? 0 : DOT_ABOVE;
                }
                default -> {}
            }
        }
        boolean endsWord = endsInFinalSigma(before) && !isCased(after);
        return mode == Mode.GREEK && codePoint == CAPITAL_SIGMA && endsWord
                ? FINAL_SIGMA
                : UCaseProps.INSTANCE.toFullLower(codePoint, null, text, UCaseProps.LOC_ROOT);
    }

    /** Whether a sigma is final behind that: as in Elixir, of ASCII only I, and not its dotted form. */
    private static boolean endsInFinalSigma(int before) {
        return before == 'I' || before >= 128 && before != DOTTED_CAPITAL_I && isCased(before);
    }

    private static boolean isCased(int codePoint) {
        return switch (UCharacter.getType(codePoint)) {
            case UCharacter.UPPERCASE_LETTER, UCharacter.LOWERCASE_LETTER, UCharacter.TITLECASE_LETTER -> true;
            default -> false;
        };
    }

    /** The text in the form in which texts that differ in case alone are the same (full case folding). */
    public static Bitstring fold(Bitstring text) {
        if (isAscii(text)) {
            return mapAscii(text, 'A', 'Z');
        }
        return map(text, (c, before, after, mapped) -> UCaseProps.INSTANCE.toFullFolding(c, mapped, 0));
    }

    private static boolean isAscii(Bitstring text) {
        byte[] bytes = text.array();
        int from = text.byteOffset();
        for (int i = from; i < from + text.byteSize(); i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static Bitstring mapAscii(Bitstring text, int low, int high) {
        byte[] bytes = text.toBytes();
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] >= low && bytes[i] <= high) {
                bytes[i] ^= 0x20;
            }
        }
        return Bitstring.ofBytes(bytes);
    }

    /**
     * The mapping of a code point that follows {@code before}; {@code after} is given for a capital sigma, where it is the first
     * one behind that case does not ignore, and for I, where it is the next one. They are 0 where there is none. The result is as
     * {@link UCaseProps} gives it: the code point's complement when it stays as it is; how many characters were appended to {@code
     * text}, at most {@link UCaseProps#MAX_STRING_LENGTH}; or a code point beyond that number.
     */
    @FunctionalInterface
    private interface Mapping {
        int map(int codePoint, int before, int after, StringBuilder text);
    }

    private static Bitstring map(Bitstring text, Mapping mapping) {
        byte[] bytes = text.array();
        int to = text.byteOffset() + text.byteSize();
        BitstringBuilder out = new BitstringBuilder(text.byteSize() + 8);
        StringBuilder several = new StringBuilder();
        int before = 0;
        int at = text.byteOffset();
        while (at < to) {
            int length = Utf8.length(bytes, at, to);
            if (length <= 0) {
                out.octet(bytes[at]);
                before = 0;
                at++;
                continue;
            }
            int codePoint = Utf8.codePoint(bytes, at, length);
            at += length;
            int after = switch (codePoint) {
                case CAPITAL_SIGMA -> firstNotIgnored(bytes, at, to);
                case 'I' -> next(bytes, at, to);
                default -> 0;
            };
            int mapped = mapping.map(codePoint, before, after, several);
            if (mapped < 0) {
                out.utf8((long) ~mapped);
            } else if (mapped > UCaseProps.MAX_STRING_LENGTH) {
                out.utf8((long) mapped);
            } else {
                several.codePoints().forEach(c -> out.utf8((long) c));
                several.setLength(0);
            }
            before = codePoint;
        }
        return out.finish();
    }

    private static int next(byte[] bytes, int at, int to) {
        int length = at < to ? Utf8.length(bytes, at, to) : 0;
        return length <= 0 ? 0 : Utf8.codePoint(bytes, at, length);
    }

    private static int firstNotIgnored(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int length = Utf8.length(bytes, at, to);
            if (length <= 0) {
                return 0;
            }
            int codePoint = Utf8.codePoint(bytes, at, length);
            if (!UCharacter.hasBinaryProperty(codePoint, UProperty.CASE_IGNORABLE)) {
                return codePoint;
            }
            at += length;
        }
        return 0;
    }
}
