package org.jlixir.runtime.regex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A parsed pattern. Options that may change within it (case, lines) are resolved already. */
sealed interface RegexNode {
    record Empty() implements RegexNode {}

    record Literal(int character, boolean caseless) implements RegexNode {}

    /** One character of the set; {@code dot} sets exclude line ends by themselves. */
    record Set(CharSet set) implements RegexNode {}

    /** Any character but a line end. */
    record Dot() implements RegexNode {}

    record Sequence(List<RegexNode> parts) implements RegexNode {}

    record Alternatives(List<RegexNode> choices) implements RegexNode {}

    record Capture(int number, RegexNode body) implements RegexNode {}

    record Atomic(RegexNode body) implements RegexNode {}

    /** {@code max} is -1 for no limit. */
    record Repeat(RegexNode body, int min, int max, boolean greedy, boolean possessive) implements RegexNode {}

    record Look(RegexNode body, boolean behind, boolean negative) implements RegexNode {}

    /** The text of the first of these groups that is set. */
    record BackReference(int[] groups, boolean caseless) implements RegexNode {}

    /** The pattern of a group once more; 0 is the whole pattern. */
    record Recursion(int group) implements RegexNode {}

    record Conditional(Condition condition, RegexNode yes, RegexNode no) implements RegexNode {}

    /** What a conditional looks at: a group that is set, a recursion that is under way, or a look-around. */
    record Condition(int[] groups, int recursion, @Nullable Look look) {
        static final int NO_RECURSION = -2;
        static final int ANY_RECURSION = -1;
    }

    record Assertion(Kind kind) implements RegexNode {
        enum Kind {
            SUBJECT_START,
            SUBJECT_END,
            SUBJECT_END_OR_NEWLINE,
            LINE_START,
            LINE_END,
            MATCH_START,
            WORD_BOUNDARY,
            NO_WORD_BOUNDARY,
            WORD_BOUNDARY_BY_PROPERTY,
            NO_WORD_BOUNDARY_BY_PROPERTY,
            FAIL;

            /** Its operand in a program, which lives no longer than this JVM. */
            @SuppressWarnings("EnumOrdinal")
            int number() {
                return ordinal();
            }
        }
    }

    /** {@code \K}: the match begins here. */
    record Keep() implements RegexNode {}

    /** {@code \R}: a line end of any kind. */
    record LineEnd() implements RegexNode {}

    /** {@code \X}: a grapheme. */
    record Grapheme() implements RegexNode {}
}
