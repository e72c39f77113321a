package org.jlixir.compiler.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Pattern;
import org.jlixir.compiler.core.SegmentType;
import org.jlixir.compiler.core.Variable;
import org.jlixir.compiler.match.DecisionTree.Binding;
import org.jlixir.compiler.match.DecisionTree.Case;
import org.jlixir.compiler.match.DecisionTree.Cursor;
import org.jlixir.compiler.match.DecisionTree.Shape;
import org.jlixir.compiler.match.DecisionTree.Test;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.TermOrder;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the clauses of a match to a decision tree: <i>Maranget 2008, Compiling Pattern Matching to Good Decision
 * Trees</i>, with the column of the first refutable pattern of the first row as heuristic, which keeps Elixir's order of
 * tests. Maps and binaries, whose tests do not exclude each other, are tested key by key and segment by segment; rows that
 * ask the same share the answer (as in <i>Gustafsson and Sagonas 2006</i> for binaries).
 *
 * <p>A tree may grow with the product of its rows. Past so many nodes the clauses are halved, and the second half is tried when
 * nothing in the first matches.
 */
public final class MatchCompiler {
    private static final int NODES_PER_CLAUSE = 12;

    private static final int MIN_NODES = 200;

    private final int maxNodes;
    private int nodes;

    private MatchCompiler(int maxNodes) {
        this.maxNodes = maxNodes;
    }

    /** The trees to try in turn: one, unless sharing between the clauses costs too much. A clause is named by its index. */
    public static List<DecisionTree> compile(List<Variable> subjects, List<Core.Clause> clauses) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < clauses.size(); i++) {
            rows.add(row(subjects, clauses.get(i), i));
        }
        List<DecisionTree> trees = new ArrayList<>();
        addTrees(rows, trees);
        return trees;
    }

    private static void addTrees(List<Row> rows, List<DecisionTree> trees) {
        int limit = rows.size() <= 1 ? Integer.MAX_VALUE : MIN_NODES + NODES_PER_CLAUSE * rows.size();
        try {
            trees.add(new MatchCompiler(limit).tree(rows));
        } catch (TooLarge _) {
            addTrees(rows.subList(0, rows.size() / 2), trees);
            addTrees(rows.subList(rows.size() / 2, rows.size()), trees);
        }
    }

    private static final class TooLarge extends RuntimeException {
        TooLarge() {
            super(null, null, false, false);
        }
    }

    // ---- rows

    /** What is still to be tested of a clause, leftmost first. Columns of patterns that always match are dropped. */
    private record Row(List<Column> columns, List<Binding> bindings, List<Core> guards, int clause) {}

    /** Exactly one of {@code subject} and {@code cursor} is set. */
    private record Column(
            @Nullable Variable subject, @Nullable Cursor cursor, Question question) {
        boolean isAt(Column other) {
            return subject != null ? subject == other.subject : Objects.equals(cursor, other.cursor);
        }
    }

    /** What a column asks of its subject. */
    private sealed interface Question {
        record Matches(Pattern pattern) implements Question {}

        /** The subject is a map; of its keys these are left to test. */
        record Keys(List<Core> keys, List<Pattern> values) implements Question {}

        /** These segments follow at the cursor. */
        record Segments(List<Pattern.Segment> segments) implements Question {}
    }

    private static Row row(List<Variable> subjects, Core.Clause clause, int index) {
        List<Column> columns = new ArrayList<>();
        List<Binding> bindings = new ArrayList<>();
        for (int i = 0; i < subjects.size(); i++) {
            add(subjects.get(i), clause.patterns().get(i), columns, bindings);
        }
        return new Row(columns, bindings, clause.guards(), index);
    }

    /** Adds a column for the pattern, once its bindings are noted. */
    private static void add(Variable subject, Pattern pattern, List<Column> columns, List<Binding> bindings) {
        switch (pattern) {
            case Pattern.Any _ -> {}
            case Pattern.Bind bind -> {
                bindings.add(new Binding(bind.variable(), subject));
                add(subject, bind.pattern(), columns, bindings);
            }
            case Pattern.Both both -> {
                add(subject, both.first(), columns, bindings);
                add(subject, both.second(), columns, bindings);
            }
            default -> columns.add(new Column(subject, null, new Question.Matches(pattern)));
        }
    }

    // ---- trees

    private DecisionTree tree(List<Row> rows) {
        if (++nodes > maxNodes) {
            throw new TooLarge();
        }
        if (rows.isEmpty()) {
            return new DecisionTree.Fail();
        }
        Row first = rows.getFirst();
        if (first.columns.isEmpty()) {
            return first.guards.isEmpty()
                    ? new DecisionTree.Leaf(first.bindings, first.clause)
                    : new DecisionTree.Guarded(
                            first.bindings, first.guards, first.clause, tree(rows.subList(1, rows.size())));
        }
        Column column = first.columns.getFirst();
        return switch (column.question) {
            case Question.Matches(var pattern) -> matches(column, pattern, rows);
            case Question.Keys keys -> keys(column, keys, rows);
            case Question.Segments segments -> segments(column, segments, rows);
        };
    }

    private DecisionTree matches(Column column, Pattern pattern, List<Row> rows) {
        Variable subject = Objects.requireNonNull(column.subject);
        return switch (pattern) {
            case Pattern.Tuple _, Pattern.Cons _, Pattern.Literal _ -> switchOn(column, subject, rows);
            case Pattern.Equal equal -> {
                // The value may be a variable that this very clause binds.
                DecisionTree check = alone(column, new Test.Equal(subject, equal.value()), rows, List.of());
                yield bound(rows.getFirst(), check);
            }
            case Pattern.AnyAtom _ -> anyAtom(column, subject, rows);
            case Pattern.Map _ -> map(column, subject, rows);
            case Pattern.Binary _ -> binary(column, subject, rows);
            case Pattern.Any _, Pattern.Bind _, Pattern.Both _ -> throw new IllegalStateException("not normalised");
        };
    }

    private static DecisionTree bound(Row row, DecisionTree next) {
        return row.bindings.isEmpty() ? next : new DecisionTree.Bound(row.bindings, next);
    }

    /** A test that only the first row asks: the others wait on both sides. */
    private DecisionTree alone(Column column, Test test, List<Row> rows, List<Column> replacement) {
        List<Row> yes = new ArrayList<>();
        yes.add(replace(rows.getFirst(), column, replacement, List.of()));
        yes.addAll(rows.subList(1, rows.size()));
        return new DecisionTree.Check(test, tree(yes), tree(rows.subList(1, rows.size())));
    }

    private static Row replace(Row row, Column column, List<Column> replacement, List<Binding> bindings) {
        List<Column> columns = new ArrayList<>();
        for (Column other : row.columns) {
            if (other == column) {
                columns.addAll(replacement);
            } else {
                columns.add(other);
            }
        }
        List<Binding> all = new ArrayList<>(row.bindings);
        all.addAll(bindings);
        return new Row(columns, all, row.guards, row.clause);
    }

    /** The first column of the row at the same place as {@code column}, or null. */
    private static @Nullable Column at(Row row, Column column) {
        for (Column other : row.columns) {
            if (other.isAt(column)) {
                return other;
            }
        }
        return null;
    }

    // ---- tuples, cells, literals

    private DecisionTree switchOn(Column column, Variable subject, List<Row> rows) {
        List<Pattern> heads = new ArrayList<>();
        for (Row row : rows) {
            Pattern head = shapeAt(row, column);
            if (head != null && heads.stream().noneMatch(other -> sameShape(other, head))) {
                heads.add(head);
            }
        }
        List<Case> cases = new ArrayList<>();
        for (Pattern head : heads) {
            cases.add(specialise(column, head, rows));
        }
        List<Row> otherwise = new ArrayList<>();
        for (Row row : rows) {
            if (shapeAt(row, column) == null) {
                otherwise.add(row);
            }
        }
        return new DecisionTree.Switch(subject, cases, tree(otherwise));
    }

    /** The tuple, cell or literal pattern that the row has at that place, or null. */
    private static @Nullable Pattern shapeAt(Row row, Column column) {
        Column there = at(row, column);
        return there != null
                        && there.question instanceof Question.Matches(var pattern)
                        && (pattern instanceof Pattern.Tuple
                                || pattern instanceof Pattern.Cons
                                || pattern instanceof Pattern.Literal)
                ? pattern
                : null;
    }

    private static boolean sameShape(Pattern a, Pattern b) {
        return switch (a) {
            case Pattern.Tuple x ->
                b instanceof Pattern.Tuple y
                        && x.elements().size() == y.elements().size();
            case Pattern.Cons _ -> b instanceof Pattern.Cons;
            case Pattern.Literal x -> b instanceof Pattern.Literal y && TermOrder.exactlyEqual(x.term(), y.term());
            default -> false;
        };
    }

    private Case specialise(Column column, Pattern head, List<Row> rows) {
        int parts = switch (head) {
            case Pattern.Tuple tuple -> tuple.elements().size();
            case Pattern.Cons _ -> 2;
            default -> 0;
        };
        Variable[] variables = new Variable[parts];
        List<Row> kept = new ArrayList<>();
        for (Row row : rows) {
            Column there = at(row, column);
            if (there == null) {
                kept.add(row);
            } else if (there.question instanceof Question.Matches(var pattern) && sameShape(pattern, head)) {
                List<Column> columns = new ArrayList<>();
                List<Binding> bindings = new ArrayList<>();
                List<Pattern> elements = elements(pattern);
                for (int i = 0; i < elements.size(); i++) {
                    if (!(elements.get(i) instanceof Pattern.Any)) {
                        if (variables[i] == null) {
                            variables[i] = new Variable("part" + i);
                        }
                        add(variables[i], elements.get(i), columns, bindings);
                    }
                }
                kept.add(replace(row, there, columns, bindings));
            } else if (mayHaveShape(there.question, head)) {
                kept.add(row);
            }
        }
        DecisionTree tree = tree(kept);
        List<@Nullable Variable> looked = java.util.Arrays.asList(variables);
        Shape shape = switch (head) {
            case Pattern.Tuple _ -> new Shape.Tuple(looked);
            case Pattern.Cons _ -> new Shape.Cons(variables[0], variables[1]);
            case Pattern.Literal(var term) -> new Shape.Literal(term);
            default -> throw new IllegalStateException("no shape");
        };
        return new Case(shape, tree);
    }

    private static List<Pattern> elements(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Tuple tuple -> tuple.elements();
            case Pattern.Cons cons -> List.of(cons.head(), cons.tail());
            default -> List.of();
        };
    }

    /** False when a subject of that shape can not match. */
    private static boolean mayHaveShape(Question question, Pattern shape) {
        Object term = shape instanceof Pattern.Literal(var literal) ? literal : null;
        return switch (question) {
            case Question.Keys _, Question.Matches(Pattern.Map _) -> false;
            case Question.Segments _, Question.Matches(Pattern.Binary _) -> term instanceof Bitstring;
            case Question.Matches(Pattern.AnyAtom _) -> term instanceof Atom;
            case Question.Matches(Pattern.Equal _) -> true;
            case Question.Matches _ -> false;
        };
    }

    private DecisionTree anyAtom(Column column, Variable subject, List<Row> rows) {
        List<Row> yes = new ArrayList<>();
        List<Row> no = new ArrayList<>();
        for (Row row : rows) {
            Column there = at(row, column);
            if (there != null && there.question instanceof Question.Matches(Pattern.AnyAtom _)) {
                yes.add(replace(row, there, List.of(), List.of()));
            } else {
                yes.add(row);
                no.add(row);
            }
        }
        return new DecisionTree.Check(new Test.IsAtom(subject), tree(yes), tree(no));
    }

    // ---- maps

    private DecisionTree map(Column column, Variable subject, List<Row> rows) {
        List<Row> yes = new ArrayList<>();
        List<Row> no = new ArrayList<>();
        for (Row row : rows) {
            Column there = at(row, column);
            if (there != null && there.question instanceof Question.Matches(Pattern.Map map)) {
                List<Column> keys = map.keys().isEmpty()
                        ? List.of()
                        : List.of(new Column(subject, null, new Question.Keys(map.keys(), map.values())));
                yes.add(replace(row, there, keys, List.of()));
            } else {
                if (there == null || !(there.question instanceof Question.Matches(var pattern)) || mayBeMap(pattern)) {
                    yes.add(row);
                }
                no.add(row);
            }
        }
        return new DecisionTree.Check(new Test.IsMap(subject), tree(yes), tree(no));
    }

    private static boolean mayBeMap(Pattern pattern) {
        return pattern instanceof Pattern.Equal;
    }

    private DecisionTree keys(Column column, Question.Keys keys, List<Row> rows) {
        Variable subject = Objects.requireNonNull(column.subject);
        Core key = keys.keys().getFirst();
        Variable value = new Variable("value");
        List<Row> yes = new ArrayList<>();
        List<Row> no = new ArrayList<>();
        for (Row row : rows) {
            Column there = at(row, column);
            int place = there != null && there.question instanceof Question.Keys asked ? place(key, asked.keys()) : -1;
            if (place < 0 || !(key instanceof Core.Literal) && row != rows.getFirst()) {
                yes.add(row);
                no.add(row);
                continue;
            }
            Question.Keys asked = (Question.Keys) there.question;
            List<Column> columns = new ArrayList<>();
            List<Binding> bindings = new ArrayList<>();
            add(value, asked.values().get(place), columns, bindings);
            if (asked.keys().size() > 1) {
                columns.add(new Column(
                        subject,
                        null,
                        new Question.Keys(without(asked.keys(), place), without(asked.values(), place))));
            }
            yes.add(replace(row, there, columns, bindings));
        }
        DecisionTree check = new DecisionTree.Check(new Test.HasKey(subject, key, value), tree(yes), tree(no));
        return key instanceof Core.Literal ? check : bound(rows.getFirst(), check);
    }

    private static int place(Core key, List<Core> keys) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i) == key
                    || keys.get(i) instanceof Core.Literal(var a)
                            && key instanceof Core.Literal(var b)
                            && TermOrder.exactlyEqual(a, b)) {
                return i;
            }
        }
        return -1;
    }

    private static <T> List<T> without(List<T> list, int index) {
        List<T> rest = new ArrayList<>(list);
        rest.remove(index);
        return rest;
    }

    // ---- binaries

    private DecisionTree binary(Column column, Variable subject, List<Row> rows) {
        Cursor start = new Cursor(subject, null, 0);
        List<Row> yes = new ArrayList<>();
        List<Row> no = new ArrayList<>();
        for (Row row : rows) {
            Column there = at(row, column);
            if (there != null && there.question instanceof Question.Matches(Pattern.Binary binary)) {
                Column segments = new Column(null, start, new Question.Segments(binary.segments()));
                yes.add(replace(row, there, List.of(segments), List.of()));
            } else {
                if (there == null || mayHaveShape(there.question, ANY_BITS) || isBits(there.question)) {
                    yes.add(row);
                }
                no.add(row);
            }
        }
        return new DecisionTree.Check(new Test.IsBitstring(subject), tree(yes), tree(no));
    }

    private static boolean isBits(Question question) {
        return question instanceof Question.Matches(Pattern.Literal(var term)) && term instanceof Bitstring;
    }

    private static final Pattern ANY_BITS = new Pattern.Literal(Bitstring.EMPTY);

    private DecisionTree segments(Column column, Question.Segments question, List<Row> rows) {
        Cursor cursor = Objects.requireNonNull(column.cursor);
        if (question.segments().isEmpty()) {
            return atEnd(column, cursor, rows);
        }
        Pattern.Segment segment = question.segments().getFirst();
        boolean last = question.segments().size() == 1;
        boolean shared = segment.size() == null || segment.size() instanceof Core.Literal;
        boolean looked = false;
        Variable value = new Variable("segment");
        Cursor next = next(cursor, segment);
        List<Row> yes = new ArrayList<>();
        List<Row> no = new ArrayList<>();
        for (Row row : rows) {
            Column there = at(row, column);
            boolean same = there != null
                    && there.question instanceof Question.Segments other
                    && !other.segments().isEmpty()
                    && (row == rows.getFirst() || shared && asks(other.segments(), segment, last));
            if (!same) {
                yes.add(row);
                no.add(row);
                continue;
            }
            List<Pattern.Segment> all = ((Question.Segments) there.question).segments();
            List<Column> columns = new ArrayList<>();
            List<Binding> bindings = new ArrayList<>();
            Pattern wanted = all.getFirst().value();
            looked |= !(wanted instanceof Pattern.Any);
            add(value, wanted, columns, bindings);
            boolean rest = takesRest(segment);
            if (!rest) {
                columns.add(new Column(null, next, new Question.Segments(all.subList(1, all.size()))));
            }
            yes.add(replace(row, there, columns, bindings));
        }
        Test test = new Test.Segment(cursor, segment.type(), segment.size(), last, looked ? value : null, next);
        DecisionTree check = new DecisionTree.Check(test, tree(yes), tree(no));
        return shared ? check : bound(rows.getFirst(), check);
    }

    /** A bitstring without a size, which may only come last, takes all that is left. */
    private static boolean takesRest(Pattern.Segment segment) {
        return segment.type().kind() == SegmentType.Kind.BITSTRING && segment.size() == null;
    }

    private static boolean asks(List<Pattern.Segment> segments, Pattern.Segment wanted, boolean last) {
        Pattern.Segment segment = segments.getFirst();
        return segment.type().equals(wanted.type())
                && sameSize(segment.size(), wanted.size())
                && (!takesRest(wanted) || last == (segments.size() == 1));
    }

    private static boolean sameSize(@Nullable Core a, @Nullable Core b) {
        return a == null || b == null
                ? a == b
                : a instanceof Core.Literal(var x) && b instanceof Core.Literal(var y) && x.equals(y);
    }

    /** Where the segment ends: known beforehand when its size is. */
    private static Cursor next(Cursor cursor, Pattern.Segment segment) {
        long size = fixedSize(segment.type(), segment.size());
        return size >= 0
                ? new Cursor(cursor.bits(), cursor.base(), cursor.offset() + size)
                : new Cursor(cursor.bits(), new Variable("position"), 0);
    }

    /** The size in bits when it does not depend on the program's values, else -1. */
    public static long fixedSize(SegmentType type, @Nullable Core size) {
        return switch (type.kind()) {
            case INTEGER, FLOAT, BITSTRING -> {
                if (size == null) {
                    yield switch (type.kind()) {
                        case INTEGER -> 8L * type.unit();
                        case FLOAT -> 64L * type.unit();
                        default -> -1;
                    };
                }
                yield size instanceof Core.Literal(Long units) && units >= 0 && units < Integer.MAX_VALUE
                        ? units * type.unit()
                        : -1;
            }
            case UTF8, UTF16, UTF32 -> -1;
        };
    }

    private DecisionTree atEnd(Column column, Cursor cursor, List<Row> rows) {
        List<Row> yes = new ArrayList<>();
        List<Row> no = new ArrayList<>();
        for (Row row : rows) {
            Column there = at(row, column);
            if (there != null
                    && there.question instanceof Question.Segments other
                    && other.segments().isEmpty()) {
                yes.add(replace(row, there, List.of(), List.of()));
            } else {
                yes.add(row);
                no.add(row);
            }
        }
        return new DecisionTree.Check(new Test.AtEnd(cursor), tree(yes), tree(no));
    }
}
