package org.jlixir.runtime.regex;

import java.util.Arrays;
import org.jlixir.runtime.bits.Utf8;
import org.jlixir.runtime.regex.RegexNode.Assertion;
import org.jlixir.runtime.regex.RegexNode.Condition;
import org.jlixir.runtime.unicode.Graphemes;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link RegexProgram} over bytes by backtracking. What to go back to stands on a stack of its own, not on Java's, so
 * that long texts do no harm. Look-arounds, atomic groups and recursions run nested: within, their choices are on the same
 * stack above a base; when they have matched, the choices are dropped and only what restores registers stays.
 *
 * <p>Confined to one thread; good for one text, any number of searches.
 */
final class RegexMatcher {
    /** After this many steps back a search gives up, as PCRE does by its match limit. */
    private static final int MAX_STEPS_BACK = 10_000_000;

    private static final int MAX_DEPTH = 2000;
    private static final int FAILED = -1;

    /** Kinds of entries of the stack, each of four numbers. */
    private static final int BRANCH = 0; // address, position

    private static final int RESTORE = 1; // register, value
    private static final int RANGE =
            2; // address, lowest position, position: a repetition that can give back characters

    private static final Assertion.Kind[] KINDS = Assertion.Kind.values();

    private final RegexProgram program;
    private final RegexOptions options;
    private final int[] code;
    private final boolean unicode;
    private final byte[] bytes;
    private final int from;
    private final int to;
    private final int[] registers;
    private int[] stack = new int[256];
    private int top;
    private int stepsBack;
    private int depth;
    private int recursionGroup = Condition.NO_RECURSION;
    private int searchStart;
    private Search search = Search.PLAIN;

    /**
     * What a single search forbids.
     *
     * @param notLineStart the start of the text is no start of a line
     * @param notLineEnd its end no end
     */
    record Search(
            boolean anchored, boolean notEmpty, boolean notEmptyAtStart, boolean notLineStart, boolean notLineEnd) {
        static final Search PLAIN = new Search(false, false, false, false, false);
    }

    /** Over the bytes from {@code from} to {@code to}, which in Unicode mode are valid UTF-8. */
    RegexMatcher(RegexProgram program, RegexOptions options, byte[] bytes, int from, int to) {
        this.program = program;
        this.options = options;
        this.code = program.code();
        this.unicode = options.unicode();
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.registers = new int[program.registers()];
    }

    /** Thrown when a search takes too many steps. */
    static final class LimitReached extends RuntimeException {
        LimitReached() {
            super(null, null, false, false);
        }
    }

    /**
     * Looks for the first match that starts at {@code start} or behind it.
     *
     * @return from where to where each group goes, the whole match first, in indices of the array; -1 for a group that is not
     *     set; null when there is no match
     */
    int @Nullable [] find(int start, Search how) {
        search = how;
        searchStart = start;
        stepsBack = 0;
        boolean anchored = how.anchored || options.anchored();
        boolean[] first = program.firstBytes();
        int firstLineEnd = options.firstLine() ? lineEnd(start) : to;
        for (int at = start; at <= firstLineEnd; at = at < to ? next(at) : at + 1) {
            if (first != null && !anchored) {
                while (at < to && !first[bytes[at] & 0xFF]) {
                    at++;
                }
                if (at > firstLineEnd) {
                    return null;
                }
            }
            if (matchAt(at)) {
                return Arrays.copyOf(registers, 2 * (program.groups() + 1));
            }
            if (anchored) {
                return null;
            }
        }
        return null;
    }

    private int lineEnd(int start) {
        int at = start;
        while (at < to && newlineLength(at) == 0) {
            at++;
        }
        return at;
    }

    private boolean matchAt(int at) {
        Arrays.fill(registers, -1);
        top = 0;
        depth = 0;
        registers[0] = at;
        int end = run(0, at);
        registers[1] = end;
        return end >= 0;
    }

    // ---- characters

    private int next(int at) {
        return unicode ? at + Math.max(1, Utf8.length(bytes, at, to)) : at + 1;
    }

    private int previous(int at) {
        int i = at - 1;
        while (unicode && i > from && (bytes[i] & 0xC0) == 0x80) {
            i--;
        }
        return i;
    }

    private int character(int at) {
        int first = bytes[at] & 0xFF;
        return first < 128 || !unicode ? first : Utf8.codePoint(bytes, at, Utf8.length(bytes, at, to));
    }

    /** How many bytes the line end at this position takes; 0 when there is none. */
    private int newlineLength(int at) {
        if (at >= to) {
            return 0;
        }
        int c = bytes[at];
        boolean pair = c == '\r' && at + 1 < to && bytes[at + 1] == '\n';
        return switch (options.newline()) {
            case LF -> c == '\n' ? 1 : 0;
            case CR -> c == '\r' ? 1 : 0;
            case CRLF -> pair ? 2 : 0;
            case ANYCRLF -> pair ? 2 : c == '\n' || c == '\r' ? 1 : 0;
            case ANY -> anyLineEnd(at);
        };
    }

    /** As {@link #newlineLength}, for a line end of any kind. */
    private int anyLineEnd(int at) {
        if (at >= to) {
            return 0;
        }
        int c = character(at);
        if (c == '\r' && at + 1 < to && bytes[at + 1] == '\n') {
            return 2;
        }
        return c >= 10 && c <= 13 || c == 0x85 || c == 0x2028 || c == 0x2029 ? next(at) - at : 0;
    }

    private boolean afterNewline(int at) {
        return at > from
                && (newlineLength(at - 1) == 1
                        || at - 2 >= from && newlineLength(at - 2) == 2
                        || unicode && at - 3 >= from && newlineLength(at - 3) == 3);
    }

    /** The position behind the character when the instruction takes it, else {@link #FAILED}. */
    private int one(int op, int operand, int at) {
        if (at >= to) {
            return FAILED;
        }
        int c = character(at);
        boolean matches = switch (op) {
            case Op.CHAR -> c == operand;
            case Op.CHAR_CASELESS -> CharClasses.sameButCase(c, operand, unicode);
            case Op.SET -> program.sets()[operand].contains(c);
            default -> newlineLength(at) == 0;
        };
        return matches ? next(at) : FAILED;
    }

    // ---- the stack

    private void push(int kind, int a, int b, int c) {
        if (top + 4 > stack.length) {
            stack = Arrays.copyOf(stack, 2 * stack.length);
        }
        stack[top] = kind;
        stack[top + 1] = a;
        stack[top + 2] = b;
        stack[top + 3] = c;
        top += 4;
    }

    private void set(int register, int value) {
        if (registers[register] != value) {
            push(RESTORE, register, registers[register], 0);
            registers[register] = value;
        }
    }

    /** Drops the choices above {@code base} but keeps what restores registers. */
    private void keepRestores(int base) {
        int target = base;
        for (int i = base; i < top; i += 4) {
            if (stack[i] == RESTORE) {
                System.arraycopy(stack, i, stack, target, 4);
                target += 4;
            }
        }
        top = target;
    }

    private void undo(int base) {
        while (top > base) {
            top -= 4;
            if (stack[top] == RESTORE) {
                registers[stack[top + 1]] = stack[top + 2];
            }
        }
    }

    // ---- running

    /** Runs from an address to MATCH or END. @return the position reached, or {@link #FAILED} with everything undone */
    private int run(int start, int position) {
        int base = top;
        int pc = start;
        int at = position;
        while (true) {
            int result = FAILED;
            int following = pc;
            switch (code[pc]) {
                case Op.CHAR -> {
                    int c = code[pc + 1];
                    following = pc + 2;
                    if (c < 128) {
                        result = at < to && bytes[at] == c ? at + 1 : FAILED;
                    } else {
                        result = one(Op.CHAR, c, at);
                    }
                }
                case Op.CHAR_CASELESS, Op.SET, Op.DOT -> {
                    result = one(code[pc], code[pc + 1], at);
                    following = pc + 2;
                }
                case Op.SPLIT -> {
                    push(BRANCH, code[pc + 2], at, 0);
                    result = at;
                    following = code[pc + 1];
                }
                case Op.JUMP -> {
                    result = at;
                    following = code[pc + 1];
                }
                case Op.SAVE -> {
                    set(code[pc + 1], at);
                    result = at;
                    following = pc + 2;
                }
                case Op.CAPTURE -> {
                    int group = code[pc + 1];
                    set(2 * group, registers[code[pc + 2]]);
                    set(2 * group + 1, at);
                    result = at;
                    following = pc + 3;
                }
                case Op.ASSERT -> {
                    result = holds(KINDS[code[pc + 1]], at) ? at : FAILED;
                    following = pc + 2;
                }
                case Op.BACK_REFERENCE -> {
                    result = backReference(program.groupLists()[code[pc + 1]], code[pc + 2] != 0, at);
                    following = pc + 3;
                }
                case Op.LOOK -> {
                    result = look(pc, at);
                    following = code[pc + 2];
                }
                case Op.ATOMIC -> {
                    int before = top;
                    result = nested(pc + 2, at);
                    keepRestores(before);
                    following = code[pc + 1];
                }
                case Op.RECURSE -> {
                    result = recurse(code[pc + 1], at);
                    following = pc + 2;
                }
                case Op.IF_SET -> {
                    result = at;
                    following = firstSet(program.groupLists()[code[pc + 1]]) > 0 ? pc + 3 : code[pc + 2];
                }
                case Op.IF_RECURSION -> {
                    int wanted = code[pc + 1];
                    boolean under = recursionGroup != Condition.NO_RECURSION
                            && (wanted == Condition.ANY_RECURSION || wanted == recursionGroup);
                    result = at;
                    following = under ? pc + 3 : code[pc + 2];
                }
                case Op.KEEP -> {
                    set(0, at);
                    result = at;
                    following = pc + 1;
                }
                case Op.LINE_END -> {
                    int size = anyLineEnd(at);
                    result = size > 0 ? at + size : FAILED;
                    following = pc + 1;
                }
                case Op.GRAPHEME -> {
                    result = at < to ? Graphemes.end(bytes, at, to) : FAILED;
                    following = pc + 1;
                }
                case Op.MATCH -> {
                    boolean refused =
                            at == registers[0] && (search.notEmpty || search.notEmptyAtStart && at == searchStart);
                    if (!refused) {
                        return at;
                    }
                }
                case Op.END -> {
                    return at;
                }
                case Op.UNLESS_PROGRESS -> {
                    result = at;
                    following = at == registers[code[pc + 1]] ? code[pc + 2] : pc + 3;
                }
                case Op.CLEAR -> {
                    set(code[pc + 1], 0);
                    result = at;
                    following = pc + 2;
                }
                case Op.LOOP -> {
                    result = at;
                    following = loop(pc, at);
                }
                case Op.ENTER -> {
                    set(code[pc + 1], registers[code[pc + 1]] + 1);
                    result = at;
                    following = code[pc + 2];
                }
                case Op.REPEAT_ONE -> {
                    result = repeatOne(pc, at);
                    following = pc + 6;
                }
                case Op.BACK -> {
                    result = back(code[pc + 1], at);
                    following = pc + 2;
                }
                default -> throw new IllegalStateException("instruction " + code[pc]);
            }
            if (result >= 0) {
                at = result;
                pc = following;
                continue;
            }
            long resumed = backtrack(base);
            if (resumed < 0) {
                return FAILED;
            }
            pc = (int) (resumed >>> 32);
            at = (int) resumed;
        }
    }

    /** Goes back to the last choice above {@code base}. @return address and position, or -1 when there is none */
    private long backtrack(int base) {
        if (++stepsBack > MAX_STEPS_BACK) {
            throw new LimitReached();
        }
        while (top > base) {
            int entry = top - 4;
            switch (stack[entry]) {
                case BRANCH -> {
                    top = entry;
                    return (long) stack[entry + 1] << 32 | stack[entry + 2];
                }
                case RESTORE -> {
                    registers[stack[entry + 1]] = stack[entry + 2];
                    top = entry;
                }
                default -> {
                    int address = stack[entry + 1];
                    int lowest = stack[entry + 2];
                    int at = giveBack(address, lowest, stack[entry + 3]);
                    if (at > lowest) {
                        stack[entry + 3] = at;
                    } else {
                        top = entry;
                    }
                    if (at >= lowest) {
                        return (long) address << 32 | at;
                    }
                }
            }
        }
        return -1;
    }

    /** One character less; as many more as it takes when a certain byte has to follow. Below {@code lowest} when none does. */
    private int giveBack(int address, int lowest, int position) {
        int at = previous(position);
        if (code[address] == Op.CHAR && code[address + 1] < 128) {
            int wanted = code[address + 1];
            while (at >= lowest && bytes[at] != wanted) {
                at--;
            }
        }
        return at;
    }

    private int loop(int pc, int at) {
        int register = code[pc + 1];
        int count = registers[register];
        int max = code[pc + 3];
        int enter = code[pc + 5];
        int behind = code[pc + 6];
        if (count < code[pc + 2]) {
            return enter;
        }
        if (max >= 0 && count >= max) {
            return behind;
        }
        boolean greedy = code[pc + 4] != 0;
        push(BRANCH, greedy ? behind : enter, at, 0);
        return greedy ? enter : behind;
    }

    private int repeatOne(int pc, int start) {
        int op = code[pc + 1];
        int operand = code[pc + 2];
        int min = code[pc + 3];
        int max = code[pc + 4];
        int at = start;
        int lowest = start;
        int count = 0;
        while (count != max) {
            int following = one(op, operand, at);
            if (following < 0) {
                break;
            }
            at = following;
            if (++count == min) {
                lowest = at;
            }
        }
        if (count < min) {
            return FAILED;
        }
        if (at > lowest && code[pc + 5] == 0) {
            push(RANGE, pc + 6, lowest, at);
        }
        return at;
    }

    private int back(int count, int position) {
        int at = position;
        for (int i = 0; i < count; i++) {
            if (at <= from) {
                return FAILED;
            }
            at = previous(at);
        }
        return at;
    }

    // ---- nested runs

    private int nested(int address, int at) {
        if (++depth > MAX_DEPTH) {
            throw new LimitReached();
        }
        int result = run(address, at);
        depth--;
        return result;
    }

    private int look(int pc, int at) {
        int before = top;
        boolean negative = code[pc + 1] != 0;
        boolean found = nested(pc + 3, at) >= 0;
        if (negative) {
            undo(before);
        } else {
            keepRestores(before);
        }
        return found != negative ? at : FAILED;
    }

    /** Groups that a recursion sets have their old values afterwards. */
    private int recurse(int group, int at) {
        int before = top;
        int[] saved = registers.clone();
        int outer = recursionGroup;
        recursionGroup = group;
        int result = nested(program.recursions()[group], at);
        recursionGroup = outer;
        System.arraycopy(saved, 0, registers, 0, saved.length);
        top = before;
        return result;
    }

    // ---- references and assertions

    /** The first of the groups that is set; -1 when none is. */
    private int firstSet(int[] groups) {
        for (int group : groups) {
            if (registers[2 * group + 1] >= 0) {
                return group;
            }
        }
        return -1;
    }

    private int backReference(int[] groups, boolean caseless, int position) {
        int group = firstSet(groups);
        if (group < 0) {
            return FAILED;
        }
        int end = registers[2 * group + 1];
        int at = position;
        for (int i = registers[2 * group]; i < end; i = next(i)) {
            int following = one(caseless ? Op.CHAR_CASELESS : Op.CHAR, character(i), at);
            if (following < 0) {
                return FAILED;
            }
            at = following;
        }
        return at;
    }

    private boolean holds(Assertion.Kind kind, int at) {
        return switch (kind) {
            case SUBJECT_START -> at == from && !search.notLineStart;
            case SUBJECT_END -> at == to && !search.notLineEnd;
            case SUBJECT_END_OR_NEWLINE ->
                !search.notLineEnd && (at == to || newlineLength(at) > 0 && at + newlineLength(at) == to);
            case LINE_START -> at == from ? !search.notLineStart : at < to && afterNewline(at);
            case LINE_END -> at == to ? !search.notLineEnd : newlineLength(at) > 0;
            case MATCH_START -> at == searchStart;
            case WORD_BOUNDARY -> isBoundary(at, false);
            case NO_WORD_BOUNDARY -> !isBoundary(at, false);
            case WORD_BOUNDARY_BY_PROPERTY -> isBoundary(at, true);
            case NO_WORD_BOUNDARY_BY_PROPERTY -> !isBoundary(at, true);
            case FAIL -> false;
        };
    }

    private boolean isBoundary(int at, boolean properties) {
        boolean before = at > from && isWord(character(previous(at)), properties);
        boolean after = at < to && isWord(character(at), properties);
        return before != after;
    }

    private static boolean isWord(int c, boolean properties) {
        return properties ? WORD_BY_PROPERTY.contains(c) : WORD.contains(c);
    }

    private static final CharSet WORD = new CharSet(CharClasses.escape('w', false));
    private static final CharSet WORD_BY_PROPERTY = new CharSet(CharClasses.escape('w', true));
}
