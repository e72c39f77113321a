package org.jlixir.runtime.regex;

import org.jspecify.annotations.Nullable;

/**
 * A compiled pattern. Immutable.
 *
 * @param code instructions of {@link Op} and their operands
 * @param groups how many groups there are, without the whole match
 * @param registers how many registers a match needs: two a group and two for the whole, then those of loops
 * @param recursions where the code of a group begins that is used by recursion, else -1
 * @param firstBytes the bytes that a match can begin with; null when it can be empty or begin with anything
 */
record RegexProgram(
        int[] code,
        CharSet[] sets,
        int[][] groupLists,
        int groups,
        int registers,
        int[] recursions,
        boolean @Nullable [] firstBytes) {}
