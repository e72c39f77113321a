package org.jlixir.runtime.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.runtime.regex.RegexNode.Assertion;
import org.jlixir.runtime.regex.RegexNode.Condition;
import org.jspecify.annotations.Nullable;

/** Reads PCRE's notation. Good for one pattern. */
final class RegexParser {
    private static final int END = -1;

    /** Groups by name, each in the order of its numbers. */
    private final Map<String, List<Integer>> names = new LinkedHashMap<>();

    /** References to groups by name or number, to be looked up when all groups are known. */
    private final List<Runnable> pending = new ArrayList<>();

    private final int[] text;
    private final RegexOptions options;
    private final boolean unicode;
    private boolean properties;
    private boolean caseless;
    private boolean multiline;
    private boolean dotAll;
    private boolean extended;
    private boolean ungreedy;
    private int position;
    private int groups;
    private boolean quoted;
    private int missingAt = -1;

    RegexParser(int[] text, RegexOptions options) {
        this.text = text;
        this.options = options;
        this.unicode = options.unicode();
        this.properties = options.properties();
        this.caseless = options.caseless();
        this.multiline = options.multiline();
        this.dotAll = options.dotAll();
        this.extended = options.extended();
        this.ungreedy = options.ungreedy();
    }

    /** How many groups there are, without the whole match. */
    int groups() {
        return groups;
    }

    Map<String, List<Integer>> names() {
        return names;
    }

    RegexNode parse() throws RegexSyntaxException {
        startOptions();
        RegexNode node = alternatives();
        if (position < text.length) {
            throw error("unmatched parentheses", position);
        }
        pending.forEach(Runnable::run);
        if (missingAt >= 0) {
            throw error("reference to non-existent subpattern", missingAt);
        }
        return node;
    }

    private static RegexSyntaxException error(String message, int offset) {
        return new RegexSyntaxException(message, offset);
    }

    private int peek() {
        return position < text.length ? text[position] : END;
    }

    private int peek(int ahead) {
        return position + ahead < text.length ? text[position + ahead] : END;
    }

    private boolean accept(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (peek(i) != word.charAt(i)) {
                return false;
            }
        }
        position += word.length();
        return true;
    }

    /** {@code (*UCP)} and the like at the very start. */
    private void startOptions() {
        while (true) {
            if (accept("(*UCP)")) {
                properties = true;
            } else if (!accept("(*UTF8)") && !accept("(*UTF)") && !accept("(*NO_START_OPT)") && !accept("(*LF)")) {
                return;
            }
        }
    }

    // ---- structure

    private RegexNode alternatives() throws RegexSyntaxException {
        List<RegexNode> choices = new ArrayList<>();
        choices.add(sequence());
        while (peek() == '|') {
            position++;
            choices.add(sequence());
        }
        return choices.size() == 1 ? choices.getFirst() : new RegexNode.Alternatives(choices);
    }

    private RegexNode sequence() throws RegexSyntaxException {
        List<RegexNode> parts = new ArrayList<>();
        while (true) {
            skipIgnored();
            int c = peek();
            if (c == END || !quoted && (c == '|' || c == ')')) {
                break;
            }
            RegexNode atom = atom();
            skipIgnored();
            parts.add(quoted ? atom : quantified(atom));
        }
        return parts.size() == 1
                ? parts.getFirst()
                : parts.isEmpty() ? new RegexNode.Empty() : new RegexNode.Sequence(parts);
    }

    /** White space and comments in extended patterns, {@code (?#...)}, and the marks of {@code \Q...\E}. */
    private void skipIgnored() throws RegexSyntaxException {
        while (true) {
            if (quoted) {
                if (!accept("\\E")) {
                    return;
                }
                quoted = false;
            } else if (accept("\\Q")) {
                quoted = true;
            } else if (accept("\\E")) {
                quoted = false;
            } else if (accept("(?#")) {
                skipComment();
            } else if (extended && isPatternSpace(peek())) {
                position++;
            } else if (extended && peek() == '#') {
                while (peek() != END && peek() != '\n') {
                    position++;
                }
            } else {
                return;
            }
        }
    }

    private static boolean isPatternSpace(int c) {
        return c >= 9 && c <= 13 || c == ' ';
    }

    private void skipComment() throws RegexSyntaxException {
        while (peek() != ')') {
            if (peek() == END) {
                throw error("missing ) after comment", position);
            }
            position++;
        }
        position++;
    }

    private RegexNode quantified(RegexNode atom) throws RegexSyntaxException {
        RegexNode node = atom;
        while (true) {
            int min;
            int max;
            int[] bounds = null;
            switch (peek()) {
                case '*' -> {
                    min = 0;
                    max = -1;
                    position++;
                }
                case '+' -> {
                    min = 1;
                    max = -1;
                    position++;
                }
                case '?' -> {
                    min = 0;
                    max = 1;
                    position++;
                }
                default -> {
                    bounds = bounds();
                    if (bounds == null) {
                        return node;
                    }
                    min = bounds[0];
                    max = bounds[1];
                }
            }
            boolean lazy = false;
            boolean possessive = false;
            if (peek() == '?') {
                lazy = true;
                position++;
            } else if (peek() == '+') {
                possessive = true;
                position++;
            }
            node = new RegexNode.Repeat(node, min, max, lazy == ungreedy, possessive);
            skipIgnored();
        }
    }

    /** {@code {n}}, {@code {n,}} or {@code {n,m}}; null for a brace that stands for itself. */
    private int @Nullable [] bounds() throws RegexSyntaxException {
        if (peek() != '{') {
            return null;
        }
        int at = position + 1;
        int first = at;
        while (at < text.length && isDigit(text[at])) {
            at++;
        }
        if (at == first) {
            return null;
        }
        int min = number(first, at);
        int max = min;
        if (at < text.length && text[at] == ',') {
            int second = ++at;
            while (at < text.length && isDigit(text[at])) {
                at++;
            }
            max = at == second ? -1 : number(second, at);
        }
        if (at >= text.length || text[at] != '}') {
            return null;
        }
        if (min > 65535 || max > 65535) {
            throw error("number too big in {} quantifier", at);
        }
        if (max >= 0 && max < min) {
            throw error("numbers out of order in {} quantifier", at);
        }
        position = at + 1;
        return new int[] {min, max};
    }

    private int number(int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = Math.min(1_000_000, value * 10 + text[i] - '0');
        }
        return value;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    // ---- atoms

    private RegexNode literal(int c) {
        return new RegexNode.Literal(c, caseless && CharClasses.otherCase(c, unicode) != c);
    }

    private RegexNode atom() throws RegexSyntaxException {
        int c = text[position];
        if (quoted) {
            position++;
            return literal(c);
        }
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '.' -> {
                position++;
                yield dotAll ? new RegexNode.Set(new CharSet(any -> true)) : new RegexNode.Dot();
            }
            case '^' -> {
                position++;
                yield new Assertion(multiline ? Assertion.Kind.LINE_START : Assertion.Kind.SUBJECT_START);
            }
            case '$' -> {
                position++;
                yield dollar();
            }
            case '\\' -> escape();
            case '*', '+', '?' -> throw error("nothing to repeat", position);
            default -> {
                position++;
                yield literal(c);
            }
        };
    }

    private RegexNode dollar() {
        if (multiline) {
            return new Assertion(Assertion.Kind.LINE_END);
        }
        return new Assertion(
                options.dollarEndOnly() ? Assertion.Kind.SUBJECT_END : Assertion.Kind.SUBJECT_END_OR_NEWLINE);
    }

    // ---- groups

    private RegexNode group() throws RegexSyntaxException {
        position++;
        if (peek() == '*') {
            return verb();
        }
        if (peek() != '?') {
            if (options.noAutoCapture()) {
                return scoped();
            }
            int number = ++groups;
            return new RegexNode.Capture(number, scoped());
        }
        position++;
        int c = peek();
        return switch (c) {
            case ':' -> {
                position++;
                yield scoped();
            }
            case '|' -> {
                position++;
                yield branchReset();
            }
            case '>' -> {
                position++;
                yield new RegexNode.Atomic(scoped());
            }
            case '=' -> {
                position++;
                yield new RegexNode.Look(scoped(), false, false);
            }
            case '!' -> {
                position++;
                yield new RegexNode.Look(scoped(), false, true);
            }
            case '(' -> conditional();
            case 'R' -> {
                position++;
                yield closed(new RegexNode.Recursion(0));
            }
            case '&' -> {
                position++;
                yield namedRecursion(')');
            }
            case 'P' -> pythonGroup();
            case '\'' -> {
                position++;
                yield namedCapture('\'');
            }
            case '<' -> angleGroup();
            default ->
                isDigit(c) || c == '+' || c == '-' && isDigit(peek(1))
                        ? closed(recursion(relativeNumber()))
                        : optionGroup();
        };
    }

    /** The rest of a group up to its parenthesis; options set inside end there. */
    private RegexNode scoped() throws RegexSyntaxException {
        boolean[] before = {caseless, multiline, dotAll, extended, ungreedy};
        RegexNode body = alternatives();
        restore(before);
        return closed(body);
    }

    private void restore(boolean[] before) {
        caseless = before[0];
        multiline = before[1];
        dotAll = before[2];
        extended = before[3];
        ungreedy = before[4];
    }

    private RegexNode closed(RegexNode node) throws RegexSyntaxException {
        if (peek() != ')') {
            throw error("missing )", position);
        }
        position++;
        return node;
    }

    private RegexNode verb() throws RegexSyntaxException {
        if (accept("*FAIL)") || accept("*F)")) {
            return new Assertion(Assertion.Kind.FAIL);
        }
        throw error("(*VERB) not recognized or malformed", position);
    }

    /** The groups of each branch have the same numbers. */
    private RegexNode branchReset() throws RegexSyntaxException {
        boolean[] before = {caseless, multiline, dotAll, extended, ungreedy};
        int first = groups;
        int most = groups;
        List<RegexNode> choices = new ArrayList<>();
        do {
            if (!choices.isEmpty()) {
                position++;
            }
            groups = first;
            choices.add(sequence());
            most = Math.max(most, groups);
        } while (peek() == '|');
        groups = most;
        restore(before);
        return closed(new RegexNode.Alternatives(choices));
    }

    private RegexNode angleGroup() throws RegexSyntaxException {
        position++;
        if (accept("=")) {
            return new RegexNode.Look(scoped(), true, false);
        }
        if (accept("!")) {
            return new RegexNode.Look(scoped(), true, true);
        }
        return namedCapture('>');
    }

    private RegexNode pythonGroup() throws RegexSyntaxException {
        position++;
        if (accept("<")) {
            return namedCapture('>');
        }
        if (accept("=")) {
            return namedReference(')');
        }
        if (accept(">")) {
            return namedRecursion(')');
        }
        throw error("unrecognized character after (?P", position);
    }

    private String name(int end) throws RegexSyntaxException {
        StringBuilder name = new StringBuilder();
        if (isDigit(peek())) {
            throw error("group name must start with a non-digit", position);
        }
        while (peek() == '_' || peek() != END && Character.isLetterOrDigit(peek())) {
            name.appendCodePoint(text[position++]);
        }
        if (name.isEmpty()) {
            throw error("subpattern name expected", position);
        }
        if (peek() != end) {
            throw error("syntax error in subpattern name (missing terminator)", position);
        }
        position++;
        return name.toString();
    }

    private RegexNode namedCapture(int end) throws RegexSyntaxException {
        String name = name(end);
        int number = ++groups;
        List<Integer> numbers = names.computeIfAbsent(name, key -> new ArrayList<>());
        if (!numbers.isEmpty() && !numbers.contains(number) && !options.duplicateNames()) {
            throw error("two named subpatterns have the same name", position - 1);
        }
        numbers.add(number);
        return new RegexNode.Capture(number, scoped());
    }

    /** {@code (?i)}, {@code (?i-m:...)}. */
    private RegexNode optionGroup() throws RegexSyntaxException {
        boolean[] before = {caseless, multiline, dotAll, extended, ungreedy};
        boolean on = true;
        while (true) {
            switch (peek()) {
                case '-' -> on = false;
                case 'i' -> caseless = on;
                case 'm' -> multiline = on;
                case 's' -> dotAll = on;
                case 'x' -> extended = on;
                case 'U' -> ungreedy = on;
                case 'J', 'X' -> {}
                case ':' -> {
                    position++;
                    RegexNode body = alternatives();
                    restore(before);
                    return closed(body);
                }
                case ')' -> {
                    position++;
                    return new RegexNode.Empty();
                }
                default -> throw error("unrecognized character after (? or (?-", position);
            }
            position++;
        }
    }

    // ---- references

    /** A number with a sign relative to the groups so far. */
    private int relativeNumber() throws RegexSyntaxException {
        int sign = peek();
        if (sign == '+' || sign == '-') {
            position++;
        }
        int from = position;
        while (isDigit(peek())) {
            position++;
        }
        if (position == from) {
            throw error("digit expected after (?+", position);
        }
        int value = number(from, position);
        return sign == '+' ? groups + value : sign == '-' ? groups + 1 - value : value;
    }

    private RegexNode recursion(int group) {
        int at = position;
        pending.add(() -> requireGroup(group, at));
        return new RegexNode.Recursion(group);
    }

    private void requireGroup(int group, int at) {
        if (group < 0 || group > groups) {
            missingAt = at;
        }
    }

    private RegexNode namedRecursion(int end) throws RegexSyntaxException {
        String name = name(end);
        return new RegexNode.Recursion(groupsNamed(name)[0]);
    }

    /** The numbers of the groups of that name so far, else that of one further on. */
    private int[] groupsNamed(String name) throws RegexSyntaxException {
        List<Integer> known = names.get(name);
        if (known != null) {
            return known.stream().mapToInt(Integer::intValue).toArray();
        }
        int later = scanForName(name);
        if (later == 0) {
            throw error("reference to non-existent subpattern", position - 1);
        }
        return new int[] {later};
    }

    /** The number that a group further on will have, found by counting parentheses; 0 when there is none of that name. */
    private int scanForName(String name) {
        int number = groups;
        for (int i = position; i < text.length; i++) {
            if (text[i] == '\\') {
                i++;
            } else if (text[i] == '[') {
                i++;
                while (i < text.length && text[i] != ']') {
                    i += text[i] == '\\' ? 2 : 1;
                }
            } else if (text[i] == '(') {
                int rest = i + 1 < text.length && text[i + 1] == '?' ? i + 2 : i + 1;
                boolean plain = rest == i + 1 && !(rest < text.length && text[rest] == '*');
                if (plain && !options.noAutoCapture()) {
                    number++;
                    continue;
                }
                int nameAt = rest < text.length && text[rest] == 'P' ? rest + 1 : rest;
                boolean named = nameAt + 1 < text.length
                        && (text[nameAt] == '<' || text[nameAt] == '\'')
                        && text[nameAt + 1] != '='
                        && text[nameAt + 1] != '!';
                if (!plain && named) {
                    number++;
                    if (startsWith(nameAt + 1, name)) {
                        return number;
                    }
                }
            }
        }
        return 0;
    }

    private boolean startsWith(int at, String name) {
        int[] wanted = name.codePoints().toArray();
        int end = at + wanted.length;
        return end < text.length
                && Arrays.equals(text, at, end, wanted, 0, wanted.length)
                && (text[end] == '>' || text[end] == '\'');
    }

    private RegexNode namedReference(int end) throws RegexSyntaxException {
        int[] numbers = groupsNamed(name(end));
        return new RegexNode.BackReference(numbers, caseless);
    }

    private RegexNode reference(int group) {
        int at = position;
        pending.add(() -> requireGroup(group, at));
        return new RegexNode.BackReference(new int[] {group}, caseless);
    }

    // ---- conditionals

    private RegexNode conditional() throws RegexSyntaxException {
        boolean[] before = {caseless, multiline, dotAll, extended, ungreedy};
        position++;
        Condition condition = condition();
        RegexNode yes = sequence();
        RegexNode no = new RegexNode.Empty();
        if (peek() == '|') {
            position++;
            no = sequence();
        }
        restore(before);
        if (peek() == '|') {
            throw error("conditional group contains more than two branches", position);
        }
        return closed(new RegexNode.Conditional(condition, yes, no));
    }

    private Condition condition() throws RegexSyntaxException {
        if (peek() == '?') {
            position--;
            if (group() instanceof RegexNode.Look look) {
                return new Condition(new int[0], Condition.NO_RECURSION, look);
            }
            throw error("assertion expected after (?(", position);
        }
        if (accept("DEFINE)")) {
            return new Condition(new int[0], Condition.NO_RECURSION, null);
        }
        if (accept("R)")) {
            return new Condition(new int[0], Condition.ANY_RECURSION, null);
        }
        if (peek() == 'R' && isDigit(peek(1))) {
            position++;
            int number = relativeNumber();
            position++;
            return new Condition(new int[0], number, null);
        }
        if (isDigit(peek()) || peek() == '+' || peek() == '-') {
            int number = relativeNumber();
            closed(new RegexNode.Empty());
            int at = position;
            pending.add(() -> requireGroup(number, at));
            return new Condition(new int[] {number}, Condition.NO_RECURSION, null);
        }
        String name;
        if (accept("<")) {
            name = name('>');
            closed(new RegexNode.Empty());
        } else if (accept("'")) {
            name = name('\'');
            closed(new RegexNode.Empty());
        } else {
            name = name(')');
        }
        return new Condition(groupsNamed(name), Condition.NO_RECURSION, null);
    }

    // ---- escapes

    private RegexNode escape() throws RegexSyntaxException {
        int c = peek(1);
        if (c == END) {
            throw error("\\ at end of pattern", position + 1);
        }
        position += 2;
        CharSet.Test test = CharClasses.escape(Character.toLowerCase(c), properties);
        if (test != null) {
            return set(test, Character.isUpperCase(c));
        }
        return switch (c) {
            case 'A' -> new Assertion(Assertion.Kind.SUBJECT_START);
            case 'Z' -> new Assertion(Assertion.Kind.SUBJECT_END_OR_NEWLINE);
            case 'z' -> new Assertion(Assertion.Kind.SUBJECT_END);
            case 'G' -> new Assertion(Assertion.Kind.MATCH_START);
            case 'b' ->
                new Assertion(properties ? Assertion.Kind.WORD_BOUNDARY_BY_PROPERTY : Assertion.Kind.WORD_BOUNDARY);
            case 'B' ->
                new Assertion(
                        properties ? Assertion.Kind.NO_WORD_BOUNDARY_BY_PROPERTY : Assertion.Kind.NO_WORD_BOUNDARY);
            case 'K' -> new RegexNode.Keep();
            case 'N' -> new RegexNode.Dot();
            case 'R' -> new RegexNode.LineEnd();
            case 'X' -> new RegexNode.Grapheme();
            case 'p', 'P' -> set(property(), c == 'P');
            case 'g' -> escapeG();
            case 'k' -> namedReference(closing("subpattern name expected"));
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numberEscape();
            default -> literal(character(c));
        };
    }

    private RegexNode set(CharSet.Test test, boolean negated) {
        CharSet set = new CharSet(test);
        return new RegexNode.Set(negated ? set.negated() : set);
    }

    private int closing(String message) throws RegexSyntaxException {
        int open = peek();
        position++;
        return switch (open) {
            case '<' -> '>';
            case '{' -> '}';
            case '\'' -> '\'';
            default -> throw error(message, position - 1);
        };
    }

    private RegexNode escapeG() throws RegexSyntaxException {
        int open = peek();
        if (open == '<' || open == '\'') {
            position++;
            int end = open == '<' ? '>' : '\'';
            if (isDigit(peek()) || peek() == '+' || peek() == '-') {
                RegexNode node = recursion(relativeNumber());
                position++;
                return node;
            }
            return namedRecursion(end);
        }
        boolean braced = accept("{");
        if (isDigit(peek()) || peek() == '-' || peek() == '+') {
            RegexNode node = reference(relativeNumber());
            if (braced && !accept("}")) {
                throw error("a numbered reference must not be zero", position);
            }
            return node;
        }
        if (braced) {
            return namedReference('}');
        }
        throw error(
                "\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number",
                position);
    }

    /** A back reference below 10 or when there are as many groups, else an octal number. */
    private RegexNode numberEscape() {
        int from = position - 1;
        int end = from;
        while (end < text.length && isDigit(text[end])) {
            end++;
        }
        int value = number(from, end);
        if (value < 8 || value <= groups) {
            position = end;
            return reference(value);
        }
        if (text[from] >= '8') {
            return literal(text[from]);
        }
        position = from;
        return literal(octal(3));
    }

    private int octal(int digits) {
        int value = 0;
        for (int i = 0; i < digits && peek() >= '0' && peek() <= '7'; i++) {
            value = value * 8 + text[position++] - '0';
        }
        return unicode ? value : value & 0xFF;
    }

    /** The character of an escape whose letter has been read. */
    private int character(int c) throws RegexSyntaxException {
        return switch (c) {
            case 'a' -> 7;
            case 'e' -> 27;
            case 'f' -> 12;
            case 'n' -> 10;
            case 'r' -> 13;
            case 't' -> 9;
            case '0' -> octal(2);
            case 'x' -> hexadecimal();
            case 'c' -> {
                if (peek() == END) {
                    throw error("\\c at end of pattern", position);
                }
                yield Character.toUpperCase(text[position++]) ^ 64;
            }
            default -> c;
        };
    }

    private int hexadecimal() throws RegexSyntaxException {
        int end = position;
        if (peek() == '{') {
            end++;
            while (end < text.length && Character.digit(text[end], 16) >= 0) {
                end++;
            }
            if (end < text.length && text[end] == '}' && end > position + 1) {
                long value = 0;
                for (int i = position + 1; i < end; i++) {
                    value = Math.min(Integer.MAX_VALUE, value * 16 + Character.digit(text[i], 16));
                }
                if (value > (unicode ? 0x10FFFF : 0xFF)) {
                    throw error("character value in \\x{} or \\o{} is too large", end);
                }
                position = end + 1;
                return (int) value;
            }
        }
        int value = 0;
        for (int i = 0; i < 2 && peek() != END && Character.digit(peek(), 16) >= 0; i++) {
            value = value * 16 + Character.digit(text[position++], 16);
        }
        return value;
    }

    /** What follows {@code \p}: a letter, or a name in braces that a circumflex negates. */
    private CharSet.Test property() throws RegexSyntaxException {
        StringBuilder name = new StringBuilder();
        boolean negated = false;
        if (accept("{")) {
            negated = accept("^");
            while (peek() != '}' && peek() != END) {
                name.appendCodePoint(text[position++]);
            }
            if (peek() == END) {
                throw error("malformed \\P or \\p sequence", position);
            }
            position++;
        } else if (peek() != END) {
            name.appendCodePoint(text[position++]);
        }
        CharSet.Test test = CharClasses.property(name.toString());
        if (test == null) {
            throw error("unknown property name after \\P or \\p", position);
        }
        return negated ? c -> !test.contains(c) : test;
    }

    // ---- classes

    private RegexNode characterClass() throws RegexSyntaxException {
        position++;
        boolean negated = accept("^");
        List<CharSet.Test> tests = new ArrayList<>();
        boolean first = true;
        while (peek() != ']' || first) {
            if (peek() == END) {
                throw error("missing terminating ] for character class", position);
            }
            if (accept("\\E")) {
                continue;
            }
            first = false;
            CharSet.Test named = namedClass();
            if (named != null) {
                tests.add(named);
                continue;
            }
            if (accept("\\Q")) {
                quotedClassPart(tests);
                continue;
            }
            int low = classCharacter();
            int high = low;
            if (peek() == '-' && peek(1) != ']' && peek(1) != END && !startsClass(1)) {
                position++;
                high = classCharacter();
                if (high < low) {
                    throw error("range out of order in character class", position - 1);
                }
            }
            tests.add(range(low, high));
        }
        position++;
        CharSet.Test[] all = tests.toArray(CharSet.Test[]::new);
        return set(c -> anyContains(all, c), negated);
    }

    private static boolean anyContains(CharSet.Test[] tests, int c) {
        for (CharSet.Test test : tests) {
            if (test.contains(c)) {
                return true;
            }
        }
        return false;
    }

    private void quotedClassPart(List<CharSet.Test> tests) {
        while (peek() != END && !accept("\\E")) {
            int c = text[position++];
            tests.add(range(c, c));
        }
    }

    private CharSet.Test range(int low, int high) {
        if (!caseless) {
            return c -> c >= low && c <= high;
        }
        boolean wide = unicode;
        return c -> {
            int other = CharClasses.otherCase(c, wide);
            return c >= low && c <= high || other >= low && other <= high;
        };
    }

    private boolean startsClass(int ahead) {
        int c = peek(ahead);
        int next = peek(ahead + 1);
        return c == '[' && next == ':' || c == '\\' && next != END && "dDwWsShHvVpP".indexOf(next) >= 0;
    }

    /** {@code [:alpha:]}, {@code \d}, {@code \p{L}} within a class; null for anything else. */
    private CharSet.@Nullable Test namedClass() throws RegexSyntaxException {
        if (!startsClass(0)) {
            return null;
        }
        if (peek() == '[') {
            return posixClass();
        }
        int letter = text[position + 1];
        position += 2;
        CharSet.Test test = letter == 'p' || letter == 'P'
                ? property()
                : CharClasses.escape(Character.toLowerCase(letter), properties);
        return Character.isUpperCase(letter) ? c -> !test.contains(c) : test;
    }

    private CharSet.@Nullable Test posixClass() throws RegexSyntaxException {
        int at = position + 2;
        boolean negated = at < text.length && text[at] == '^';
        int from = negated ? at + 1 : at;
        int end = from;
        while (end < text.length && text[end] >= 'a' && text[end] <= 'z') {
            end++;
        }
        if (end + 1 >= text.length || text[end] != ':' || text[end + 1] != ']') {
            return null;
        }
        String name = new String(text, from, end - from);
        CharSet.Test test = CharClasses.posix(
                caseless && (name.equals("upper") || name.equals("lower")) ? "alpha" : name, properties);
        if (test == null) {
            throw error("unknown POSIX class name", position);
        }
        position = end + 2;
        return negated ? c -> !test.contains(c) : test;
    }

    private int classCharacter() throws RegexSyntaxException {
        int c = text[position++];
        if (c != '\\') {
            return c;
        }
        if (peek() == END) {
            throw error("\\ at end of pattern", position);
        }
        int letter = text[position++];
        if (letter == 'b') {
            return 8;
        }
        if (letter >= '0' && letter <= '7') {
            position--;
            return octal(3);
        }
        return character(letter);
    }
}
