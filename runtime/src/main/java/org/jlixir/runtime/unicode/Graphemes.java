package org.jlixir.runtime.unicode;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.GraphemeClusterBreak;
import com.ibm.icu.lang.UProperty;
import org.jlixir.runtime.bits.Utf8;

/**
 * Extended grapheme clusters in UTF-8: Unicode Standard Annex 29, rules GB1 to GB999 without GB9c (conjuncts of Indic scripts),
 * which Erlang/OTP 27 does not know yet. A byte that begins no valid code point
 * is a grapheme of its own. Positions and sizes are in bytes.
 */
public final class Graphemes {
    private Graphemes() {}

    /** Where the grapheme that starts at {@code from}, which must be below {@code to}, ends. */
    public static int end(byte[] bytes, int from, int to) {
        int first = bytes[from];
        if (first >= 0 && (from + 1 == to || bytes[from + 1] >= 0)) {
            return first == '\r' && from + 1 < to && bytes[from + 1] == '\n' ? from + 2 : from + 1;
        }
        int length = Utf8.length(bytes, from, to);
        if (length <= 0) {
            return from + 1;
        }
        Cluster cluster = new Cluster(Utf8.codePoint(bytes, from, length));
        int at = from + length;
        while (at < to) {
            length = Utf8.length(bytes, at, to);
            if (length <= 0 || !cluster.takes(Utf8.codePoint(bytes, at, length))) {
                break;
            }
            at += length;
        }
        return at;
    }

    /** How many graphemes there are. */
    public static int count(byte[] bytes, int from, int to) {
        int count = 0;
        for (int at = from; at < to; at = end(bytes, at, to)) {
            count++;
        }
        return count;
    }

    /** What the rules need to know of the code points taken so far. */
    private static final class Cluster {
        private int last;

        /** An odd number of regional indicators has been taken: half a flag. */
        private boolean halfFlag;

        /** A pictograph has been taken, and extenders alone since then (GB11). */
        private boolean pictograph;

        Cluster(int codePoint) {
            last = breakClass(codePoint);
            halfFlag = last == GraphemeClusterBreak.REGIONAL_INDICATOR;
            pictograph = isPictograph(codePoint);
        }

        private static int breakClass(int codePoint) {
            return UCharacter.getIntPropertyValue(codePoint, UProperty.GRAPHEME_CLUSTER_BREAK);
        }

        private static boolean isPictograph(int codePoint) {
            return UCharacter.hasBinaryProperty(codePoint, UProperty.EXTENDED_PICTOGRAPHIC);
        }

        /** Whether the code point belongs to the same grapheme; if so, it is taken. */
        boolean takes(int codePoint) {
            int next = breakClass(codePoint);
            boolean nextPictograph = isPictograph(codePoint);
            if (!joins(next, nextPictograph)) {
                return false;
            }
            halfFlag = next == GraphemeClusterBreak.REGIONAL_INDICATOR && !halfFlag;
            pictograph = nextPictograph
                    || pictograph && (next == GraphemeClusterBreak.EXTEND || next == GraphemeClusterBreak.ZWJ);
            last = next;
            return true;
        }

        private boolean joins(int next, boolean nextPictograph) {
            if (last == GraphemeClusterBreak.CR) {
                return next == GraphemeClusterBreak.LF;
            }
            if (isControl(last) || isControl(next)) {
                return false;
            }
            return switch (next) {
                case GraphemeClusterBreak.EXTEND, GraphemeClusterBreak.ZWJ, GraphemeClusterBreak.SPACING_MARK -> true;
                case GraphemeClusterBreak.L -> last == GraphemeClusterBreak.L || last == GraphemeClusterBreak.PREPEND;
                case GraphemeClusterBreak.V ->
                    last == GraphemeClusterBreak.L
                            || last == GraphemeClusterBreak.V
                            || last == GraphemeClusterBreak.LV
                            || last == GraphemeClusterBreak.PREPEND;
                case GraphemeClusterBreak.T ->
                    last == GraphemeClusterBreak.V
                            || last == GraphemeClusterBreak.T
                            || last == GraphemeClusterBreak.LV
                            || last == GraphemeClusterBreak.LVT
                            || last == GraphemeClusterBreak.PREPEND;
                case GraphemeClusterBreak.LV, GraphemeClusterBreak.LVT ->
                    last == GraphemeClusterBreak.L || last == GraphemeClusterBreak.PREPEND;
                case GraphemeClusterBreak.REGIONAL_INDICATOR ->
                    last == GraphemeClusterBreak.REGIONAL_INDICATOR && halfFlag || last == GraphemeClusterBreak.PREPEND;
                default ->
                    last == GraphemeClusterBreak.PREPEND
                            || nextPictograph && pictograph && last == GraphemeClusterBreak.ZWJ;
            };
        }

        private static boolean isControl(int breakClass) {
            return breakClass == GraphemeClusterBreak.CONTROL
                    || breakClass == GraphemeClusterBreak.CR
                    || breakClass == GraphemeClusterBreak.LF;
        }
    }
}
