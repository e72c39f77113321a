package org.jlixir.compiler.pass;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.SegmentType;
import org.jlixir.compiler.core.Variable;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;

/** Nodes that are too large for a method by the number of their parts, made of several that are not. */
final class WideNodes {
    private static final Atom ERLANG = Atom.of("erlang");
    private static final Atom LIST_TO_TUPLE = Atom.of("list_to_tuple");
    private static final Atom MAPS = Atom.of("maps");
    private static final Atom MERGE = Atom.of("merge");
    private static final SegmentType BITS =
            new SegmentType(SegmentType.Kind.BITSTRING, 1, false, SegmentType.Endianness.BIG);

    private final int limit;
    private final BodySplitter splitter;
    private final Parts parts;

    WideNodes(int limit, BodySplitter splitter, Parts parts) {
        this.limit = limit;
        this.splitter = splitter;
        this.parts = parts;
    }

    /** True when calls in place of all parts would still be too much. */
    boolean isTooWide(Core core) {
        return switch (core) {
            case Core.MakeTuple(var elements) -> elements.size() > limit / 4;
            case Core.MakeMap(var keys, var _) -> keys.size() > limit / 8;
            case Core.UpdateMap(var _, var keys, var _, var _) -> keys.size() > limit / 8;
            case Core.MakeBinary(var segments, var _) -> segments.size() > limit / 8;
            case Core.Match match
            when !(match.failure() instanceof Core.Failure.To) ->
                match.clauses().size() > 1 && clauses(match.clauses()) > limit;
            default -> false;
        };
    }

    private static int clauses(List<Core.Clause> clauses) {
        return clauses.stream().mapToInt(WideNodes::clause).sum();
    }

    /** A clause whose guards and body are small or calls. */
    private static int clause(Core.Clause clause) {
        return CodeSize.patterns(clause) + 8 + 8 * clause.guards().size();
    }

    Core narrowed(Core core, boolean tail) {
        return switch (core) {
            case Core.MakeTuple(var elements) ->
                new Core.RemoteCall(ERLANG, LIST_TO_TUPLE, List.of(list(elements)), false, 0);
            case Core.MakeMap(var keys, var values) -> map(keys, values);
            case Core.UpdateMap update -> update(update);
            case Core.MakeBinary binary -> binary(binary);
            case Core.Match match -> match(match, tail);
            default -> throw new IllegalArgumentException("not a wide node: " + core);
        };
    }

    private static Core list(List<Core> elements) {
        Core list = new Core.Literal(EmptyList.NIL);
        for (Core element : elements.reversed()) {
            list = new Core.MakeCons(element, list);
        }
        return list;
    }

    private Core map(List<Core> keys, List<Core> values) {
        int half = keys.size() / 2;
        Core first = new Core.MakeMap(keys.subList(0, half), values.subList(0, half));
        Core second = new Core.MakeMap(keys.subList(half, keys.size()), values.subList(half, values.size()));
        return new Core.RemoteCall(MAPS, MERGE, List.of(first, second), false, 0);
    }

    /** One update after the other; a key that is missing is found before the later values are calculated, unlike otherwise. */
    private Core update(Core.UpdateMap update) {
        Core changed = update.map();
        int step = limit / 16;
        for (int from = 0; from < update.keys().size(); from += step) {
            int to = Math.min(from + step, update.keys().size());
            changed = new Core.UpdateMap(
                    changed, update.keys().subList(from, to), update.values().subList(from, to), update.line());
        }
        return changed;
    }

    private Core binary(Core.MakeBinary binary) {
        List<Core.Segment> segments = binary.segments();
        List<Core.Segment> halves = new ArrayList<>();
        int half = segments.size() / 2;
        for (List<Core.Segment> one : List.of(segments.subList(0, half), segments.subList(half, segments.size()))) {
            halves.add(new Core.Segment(new Core.MakeBinary(one, binary.line()), BITS, null));
        }
        return new Core.MakeBinary(halves, binary.line());
    }

    /** Groups of clauses, each of which goes on with the next when it has none that matches; there is room for such a clause. */
    private Core match(Core.Match match, boolean tail) {
        List<List<Core.Clause>> groups = new ArrayList<>();
        int most = limit * 2 / 3;
        int size = most;
        for (Core.Clause clause : match.clauses()) {
            size += clause(clause);
            if (size > most) {
                groups.add(new ArrayList<>());
                size = clause(clause);
            }
            groups.getLast().add(clause);
        }
        Core rest = new Core.Match(match.subjects(), List.copyOf(groups.removeLast()), match.failure(), match.line());
        for (List<Core.Clause> group : groups.reversed()) {
            Core next = parts.call(splitter.reduce(rest, tail).core(), tail);
            Core.JoinPoint otherwise = new Core.JoinPoint();
            Core one =
                    new Core.Match(match.subjects(), List.copyOf(group), new Core.Failure.To(otherwise), match.line());
            rest = new Core.Join(otherwise, new Variable("unmatched"), one, next);
        }
        return rest;
    }
}
