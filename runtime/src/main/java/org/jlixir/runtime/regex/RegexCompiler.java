package org.jlixir.runtime.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.runtime.regex.RegexNode.Condition;

/** Turns a parsed pattern into a {@link RegexProgram}. Good for one pattern. */
final class RegexCompiler {
    /** Repetitions of more code than this are counted instead of written out. */
    private static final int MAX_COPIED_CODE = 400;

    private int[] code = new int[64];
    private int length;
    private final List<CharSet> sets = new ArrayList<>();
    private final List<int[]> groupLists = new ArrayList<>();
    private final Map<Integer, RegexNode> bodies = new HashMap<>();
    private final int[] recursions;
    private int registers;

    private RegexCompiler(int groups) {
        this.registers = 2 * (groups + 1);
        this.recursions = new int[groups + 1];
        Arrays.fill(recursions, -1);
    }

    static RegexProgram compile(RegexNode pattern, int groups, boolean unicode) throws RegexSyntaxException {
        RegexCompiler compiler = new RegexCompiler(groups);
        compiler.bodies.put(0, pattern);
        compiler.collect(pattern);
        compiler.emitNode(pattern);
        compiler.emit(Op.MATCH);
        compiler.emitRecursions();
        return new RegexProgram(
                Arrays.copyOf(compiler.code, compiler.length),
                compiler.sets.toArray(CharSet[]::new),
                compiler.groupLists.toArray(int[][]::new),
                groups,
                compiler.registers,
                compiler.recursions,
                FirstBytes.of(pattern, unicode));
    }

    // ---- recursion

    /** Finds the body of each group, and which groups are called. */
    private void collect(RegexNode node) {
        switch (node) {
            case RegexNode.Capture(int number, RegexNode body) -> {
                bodies.putIfAbsent(number, node);
                collect(body);
            }
            case RegexNode.Recursion(int group) -> recursions[group] = 0;
            case RegexNode.Sequence(var parts) -> parts.forEach(this::collect);
            case RegexNode.Alternatives(var choices) -> choices.forEach(this::collect);
            case RegexNode.Atomic(RegexNode body) -> collect(body);
            case RegexNode.Repeat repeat -> collect(repeat.body());
            case RegexNode.Look look -> collect(look.body());
            case RegexNode.Conditional(Condition condition, RegexNode yes, RegexNode no) -> {
                if (condition.look() != null) {
                    collect(condition.look().body());
                }
                collect(yes);
                collect(no);
            }
            case RegexNode.Empty _,
                    RegexNode.Literal _,
                    RegexNode.Set _,
                    RegexNode.Dot _,
                    RegexNode.BackReference _,
                    RegexNode.Assertion _,
                    RegexNode.Keep _,
                    RegexNode.LineEnd _,
                    RegexNode.Grapheme _ -> {}
        }
    }

    private void emitRecursions() throws RegexSyntaxException {
        for (int group = 0; group < recursions.length; group++) {
            if (recursions[group] == 0) {
                recursions[group] = length;
                emitNode(bodies.get(group));
                emit(Op.END);
            }
        }
    }

    // ---- emitting

    private void emit(int... words) {
        if (length + words.length > code.length) {
            code = Arrays.copyOf(code, 2 * (length + words.length));
        }
        System.arraycopy(words, 0, code, length, words.length);
        length += words.length;
    }

    private int set(CharSet set) {
        sets.add(set);
        return sets.size() - 1;
    }

    private int groupList(int[] list) {
        groupLists.add(list);
        return groupLists.size() - 1;
    }

    private void emitNode(RegexNode node) throws RegexSyntaxException {
        switch (node) {
            case RegexNode.Empty _ -> {}
            case RegexNode.Literal(int c, boolean caseless) -> emit(caseless ? Op.CHAR_CASELESS : Op.CHAR, c);
            case RegexNode.Set(CharSet set) -> emit(Op.SET, set(set));
            case RegexNode.Dot _ -> emit(Op.DOT, 0);
            case RegexNode.Sequence(var parts) -> {
                for (RegexNode part : parts) {
                    emitNode(part);
                }
            }
            case RegexNode.Alternatives(var choices) -> emitAlternatives(choices);
            case RegexNode.Capture(int number, RegexNode body) -> {
                int start = registers++;
                emit(Op.SAVE, start);
                emitNode(body);
                emit(Op.CAPTURE, number, start);
            }
            case RegexNode.Atomic(RegexNode body) -> emitAtomic(body);
            case RegexNode.Repeat repeat -> emitRepeat(repeat);
            case RegexNode.Look look -> emitLook(look);
            case RegexNode.BackReference(int[] list, boolean caseless) ->
                emit(Op.BACK_REFERENCE, groupList(list), caseless ? 1 : 0);
            case RegexNode.Recursion(int group) -> emit(Op.RECURSE, group);
            case RegexNode.Conditional conditional -> emitConditional(conditional);
            case RegexNode.Assertion(var kind) -> emit(Op.ASSERT, kind.number());
            case RegexNode.Keep _ -> emit(Op.KEEP);
            case RegexNode.LineEnd _ -> emit(Op.LINE_END);
            case RegexNode.Grapheme _ -> emit(Op.GRAPHEME);
        }
    }

    private void emitAlternatives(List<RegexNode> choices) throws RegexSyntaxException {
        int[] jumps = new int[choices.size()];
        for (int i = 0; i < choices.size() - 1; i++) {
            int split = length;
            emit(Op.SPLIT, length + 3, 0);
            emitNode(choices.get(i));
            jumps[i] = length + 1;
            emit(Op.JUMP, 0);
            code[split + 2] = length;
        }
        emitNode(choices.getLast());
        for (int i = 0; i < choices.size() - 1; i++) {
            code[jumps[i]] = length;
        }
    }

    private void emitAtomic(RegexNode body) throws RegexSyntaxException {
        int start = length;
        emit(Op.ATOMIC, 0);
        emitNode(body);
        emit(Op.END);
        code[start + 1] = length;
    }

    // ---- repetition

    private static boolean isOneCharacter(RegexNode node) {
        return node instanceof RegexNode.Literal || node instanceof RegexNode.Set || node instanceof RegexNode.Dot;
    }

    private void emitRepeat(RegexNode.Repeat repeat) throws RegexSyntaxException {
        RegexNode body = repeat.body();
        int min = repeat.min();
        int max = repeat.max();
        if (isOneCharacter(body) && (repeat.greedy() || repeat.possessive())) {
            int start = length;
            emit(Op.REPEAT_ONE);
            emitNode(body);
            emit(min, max, repeat.possessive() ? 1 : 0);
            assert length == start + 6;
            return;
        }
        if (repeat.possessive()) {
            emitAtomic(new RegexNode.Repeat(body, min, max, true, false));
            return;
        }
        int copies = Math.max(min, max);
        int size = measure(body);
        if (copies <= 1 || (long) size * copies <= MAX_COPIED_CODE) {
            emitCopies(repeat);
        } else {
            emitCounted(repeat);
        }
    }

    /** How much code the node makes. */
    private int measure(RegexNode node) throws RegexSyntaxException {
        int before = length;
        int registersBefore = registers;
        int setsBefore = sets.size();
        int listsBefore = groupLists.size();
        emitNode(node);
        int size = length - before;
        length = before;
        registers = registersBefore;
        sets.subList(setsBefore, sets.size()).clear();
        groupLists.subList(listsBefore, groupLists.size()).clear();
        return size;
    }

    private void emitSplit(boolean bodyFirst, int body, int other) {
        emit(Op.SPLIT, bodyFirst ? body : other, bodyFirst ? other : body);
    }

    private void emitCopies(RegexNode.Repeat repeat) throws RegexSyntaxException {
        for (int i = 0; i < repeat.min(); i++) {
            emitNode(repeat.body());
        }
        if (repeat.max() < 0) {
            int mark = registers++;
            int start = length;
            emitSplit(repeat.greedy(), start + 3, 0);
            emit(Op.SAVE, mark);
            emitNode(repeat.body());
            int progress = length;
            emit(Op.UNLESS_PROGRESS, mark, 0);
            emit(Op.JUMP, start);
            code[progress + 2] = length;
            code[start + (repeat.greedy() ? 2 : 1)] = length;
            return;
        }
        int[] splits = new int[repeat.max() - repeat.min()];
        for (int i = 0; i < splits.length; i++) {
            splits[i] = length + (repeat.greedy() ? 2 : 1);
            emitSplit(repeat.greedy(), length + 3, 0);
            emitNode(repeat.body());
        }
        for (int split : splits) {
            code[split] = length;
        }
    }

    private void emitCounted(RegexNode.Repeat repeat) throws RegexSyntaxException {
        int counter = registers++;
        int mark = registers++;
        emit(Op.CLEAR, counter);
        int loop = length;
        emit(Op.LOOP, counter, repeat.min(), repeat.max(), repeat.greedy() ? 1 : 0, 0, 0);
        int enter = length;
        emit(Op.ENTER, counter, enter + 3);
        emit(Op.SAVE, mark);
        emitNode(repeat.body());
        int progress = length;
        emit(Op.UNLESS_PROGRESS, mark, 0);
        emit(Op.JUMP, loop);
        code[loop + 5] = enter;
        code[loop + 6] = length;
        code[progress + 2] = length;
    }

    // ---- looking around

    private void emitLook(RegexNode.Look look) throws RegexSyntaxException {
        int start = length;
        emit(Op.LOOK, look.negative() ? 1 : 0, 0);
        if (look.behind()) {
            emitBehind(look.body());
        } else {
            emitNode(look.body());
        }
        emit(Op.END);
        code[start + 2] = length;
    }

    /** Each alternative has a length of its own. */
    private void emitBehind(RegexNode body) throws RegexSyntaxException {
        List<RegexNode> choices = body instanceof RegexNode.Alternatives(var all) ? all : List.of(body);
        int[] jumps = new int[choices.size()];
        for (int i = 0; i < choices.size(); i++) {
            int split = length;
            if (i < choices.size() - 1) {
                emit(Op.SPLIT, length + 3, 0);
            }
            emit(Op.BACK, fixedLength(choices.get(i)));
            emitNode(choices.get(i));
            if (i < choices.size() - 1) {
                jumps[i] = length + 1;
                emit(Op.JUMP, 0);
                code[split + 2] = length;
            }
        }
        for (int i = 0; i < choices.size() - 1; i++) {
            code[jumps[i]] = length;
        }
    }

    /** How many characters the node always takes. */
    private int fixedLength(RegexNode node) throws RegexSyntaxException {
        return switch (node) {
            case RegexNode.Literal _, RegexNode.Set _, RegexNode.Dot _ -> 1;
            case RegexNode.Sequence(var parts) -> {
                int sum = 0;
                for (RegexNode part : parts) {
                    sum += fixedLength(part);
                }
                yield sum;
            }
            case RegexNode.Alternatives(var choices) -> {
                int first = fixedLength(choices.getFirst());
                for (RegexNode choice : choices) {
                    if (fixedLength(choice) != first) {
                        throw notFixed();
                    }
                }
                yield first;
            }
            case RegexNode.Capture(int ignored, RegexNode body) -> fixedLength(body);
            case RegexNode.Atomic(RegexNode body) -> fixedLength(body);
            case RegexNode.Repeat repeat -> {
                if (repeat.min() != repeat.max()) {
                    throw notFixed();
                }
                yield repeat.min() * fixedLength(repeat.body());
            }
            case RegexNode.Empty _, RegexNode.Look _, RegexNode.Assertion _, RegexNode.Keep _ -> 0;
            case RegexNode.BackReference _,
                    RegexNode.Recursion _,
                    RegexNode.Conditional _,
                    RegexNode.LineEnd _,
                    RegexNode.Grapheme _ -> throw notFixed();
        };
    }

    private static RegexSyntaxException notFixed() {
        return new RegexSyntaxException("lookbehind assertion is not fixed length", 0);
    }

    private void emitConditional(RegexNode.Conditional node) throws RegexSyntaxException {
        Condition condition = node.condition();
        if (condition.look() != null) {
            // (?(?=a)b|c) is (?=a)b|(?!a)c, for one of the two holds.
            RegexNode.Look look = condition.look();
            RegexNode.Look opposite = new RegexNode.Look(look.body(), look.behind(), !look.negative());
            emitAlternatives(List.of(
                    new RegexNode.Sequence(List.of(look, node.yes())),
                    new RegexNode.Sequence(List.of(opposite, node.no()))));
            return;
        }
        int test = length;
        boolean recursion = condition.recursion() != Condition.NO_RECURSION;
        emit(
                recursion ? Op.IF_RECURSION : Op.IF_SET,
                recursion ? condition.recursion() : groupList(condition.groups()),
                0);
        emitNode(node.yes());
        int jump = length;
        emit(Op.JUMP, 0);
        code[test + 2] = length;
        emitNode(node.no());
        code[jump + 1] = length;
    }
}
