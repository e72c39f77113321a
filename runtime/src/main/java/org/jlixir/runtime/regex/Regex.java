package org.jlixir.runtime.regex;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jlixir.runtime.bits.Utf8;
import org.jlixir.runtime.term.Bitstring;
import org.jspecify.annotations.Nullable;

/** A compiled regular expression. Immutable. */
public final class Regex {
    private final RegexProgram program;
    private final RegexOptions options;
    private final Map<String, List<Integer>> names;

    private Regex(RegexProgram program, RegexOptions options, Map<String, List<Integer>> names) {
        this.program = program;
        this.options = options;
        this.names = names;
    }

    /** @param pattern in UTF-8 in Unicode mode, which it must be valid for; else in Latin-1 */
    public static Regex compile(Bitstring pattern, RegexOptions options) throws RegexSyntaxException {
        String text = options.unicode() ? pattern.utf8() : pattern.latin1();
        RegexParser parser = new RegexParser(text.codePoints().toArray(), options);
        RegexNode tree = parser.parse();
        RegexProgram program = RegexCompiler.compile(tree, parser.groups(), options.unicode());
        return new Regex(program, options, new TreeMap<>(parser.names()));
    }

    public RegexOptions options() {
        return options;
    }

    /** How many groups there are, without the whole match. */
    public int groups() {
        return program.groups();
    }

    /** The numbers of the groups of each name, by name. */
    public Map<String, List<Integer>> names() {
        return names;
    }

    /** What a search forbids. */
    public record Restrictions(
            boolean anchored, boolean notEmpty, boolean notEmptyAtStart, boolean notLineStart, boolean notLineEnd) {
        public static final Restrictions NONE = new Restrictions(false, false, false, false, false);
    }

    /** Searches in one text. Confined to one thread. */
    public final class Searcher {
        private final RegexMatcher matcher;
        private final int base;
        private final byte[] bytes;
        private final int end;

        private Searcher(Bitstring text) {
            base = text.byteOffset();
            bytes = text.array();
            end = base + text.byteSize();
            matcher = new RegexMatcher(program, options, bytes, base, end);
        }

        /**
         * The first match at byte {@code start} or behind it.
         *
         * @return for the whole match and each group its first byte and the byte behind it, -1 where a group is not set; null
         *     when there is no match, or none was found within the limits
         */
        public int @Nullable [] find(int start, Restrictions restrictions) {
            try {
                int[] found = matcher.find(
                        base + start,
                        new RegexMatcher.Search(
                                restrictions.anchored,
                                restrictions.notEmpty,
                                restrictions.notEmptyAtStart,
                                restrictions.notLineStart,
                                restrictions.notLineEnd));
                if (found != null && base != 0) {
                    for (int i = 0; i < found.length; i++) {
                        found[i] = found[i] < 0 ? found[i] : found[i] - base;
                    }
                }
                return found;
            } catch (RegexMatcher.LimitReached e) {
                return null;
            }
        }

        /** The byte behind the character at byte {@code at}. */
        public int next(int at) {
            return options.unicode() ? at + Math.max(1, Utf8.length(bytes, base + at, end)) : at + 1;
        }
    }

    /** @param text aligned to bytes, and in Unicode mode valid UTF-8 */
    public Searcher searcher(Bitstring text) {
        return new Searcher(text);
    }
}
