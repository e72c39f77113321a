package org.jlixir.runtime.regex;

/** The instructions of a {@link RegexProgram}, each with its operands. */
final class Op {
    /** character */
    static final int CHAR = 0;
    /** character; either case */
    static final int CHAR_CASELESS = 1;
    /** index of a set */
    static final int SET = 2;

    static final int DOT = 3;
    /** first address, second address: tries the first, then the second */
    static final int SPLIT = 4;
    /** address */
    static final int JUMP = 5;
    /** register: stores the position */
    static final int SAVE = 6;
    /** ordinal of the kind */
    static final int ASSERT = 7;
    /** index of the groups, caseless */
    static final int BACK_REFERENCE = 8;
    /** negative, address behind; the body follows */
    static final int LOOK = 9;
    /** address behind; the body follows */
    static final int ATOMIC = 10;
    /** group */
    static final int RECURSE = 11;
    /** index of the groups, address of the other branch */
    static final int IF_SET = 12;
    /** group or ANY_RECURSION, address of the other branch */
    static final int IF_RECURSION = 13;

    static final int KEEP = 14;
    static final int LINE_END = 15;
    static final int GRAPHEME = 16;
    static final int MATCH = 17;
    /** the end of the body of a look-around, an atomic group or a recursion */
    static final int END = 18;
    /** register, address: goes there when the position is still the one that was saved */
    static final int UNLESS_PROGRESS = 19;
    /** register: sets it to 0 */
    static final int CLEAR = 20;
    /** register, min, max, greedy, address of the body, address behind */
    static final int LOOP = 21;
    /** register, address of the body: counts and goes there */
    static final int ENTER = 22;
    /** instruction for one character, its operand, min, max, possessive: as often as it can */
    static final int REPEAT_ONE = 23;

    static final int FAIL = 24;
    /** count: goes back by that many characters */
    static final int BACK = 25;

    /** group, register: the group is from the register's position to here */
    static final int CAPTURE = 26;

    private Op() {}
}
