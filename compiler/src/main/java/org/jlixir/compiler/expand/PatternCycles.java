package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** Finds variables that the patterns of a clause define by themselves, as in {@code {x = {y, z}, y = {x}}}. */
public final class PatternCycles {
    /** A variable by its version. */
    private record Named(Object version, String name, String context) {
        @Override
        public String toString() {
            return "\"" + name + "\"" + context;
        }
    }

    private final Map<Named, Set<Named>> parts = new LinkedHashMap<>();
    /** Variables that stand on either side of a match, each with those of the other side. */
    private final Map<Named, Set<Named>> facing = new LinkedHashMap<>();
    /** What {@code variable = variable} says, in both directions. */
    private final Map<Named, Set<Named>> equals = new LinkedHashMap<>();

    private @Nullable String problem;

    private PatternCycles() {}

    /** What is wrong with expanded patterns, in words; null for nothing. */
    public static @Nullable String problem(List<Object> patterns) {
        PatternCycles cycles = new PatternCycles();
        patterns.forEach(cycles::matches);
        for (Named variable : cycles.parts.keySet()) {
            if (cycles.problem != null) {
                return cycles.problem;
            }
            List<Named> path = path(cycles.parts, variable, variable, new LinkedHashSet<>());
            if (path != null) {
                cycles.problem = cycle(path);
            }
        }
        return cycles.problem;
    }

    private static String cycle(List<Named> variables) {
        return switch (variables.size()) {
            case 1 -> "the variable " + variables.getFirst() + " depends on itself through the pattern";
            case 2 ->
                "the variable " + variables.getFirst() + " depends on " + variables.getLast() + " through the pattern";
            default ->
                "the following variables form a cycle: "
                        + variables.stream().map(Named::toString).sorted().collect(Collectors.joining(", "));
        };
    }

    /** The variables from {@code from} to {@code to} along the edges, without the last; null when there is no way. */
    private static @Nullable List<Named> path(Map<Named, Set<Named>> edges, Named from, Named to, Set<Named> seen) {
        seen.add(from);
        for (Named next : edges.getOrDefault(from, Set.of())) {
            if (next.equals(to)) {
                return new ArrayList<>(List.of(from));
            }
            if (!seen.contains(next)) {
                List<Named> rest = path(edges, next, to, seen);
                if (rest != null) {
                    rest.addFirst(from);
                    return rest;
                }
            }
        }
        return null;
    }

    private void note(List<Named> cycle) {
        if (problem == null) {
            problem = cycle(cycle);
        }
    }

    /** Two variables may face each other in one match alone, and none may face itself. */
    private void face(Set<Named> left, Set<Named> right) {
        for (Named one : left) {
            if (right.contains(one)) {
                note(List.of(one));
                return;
            }
        }
        for (Named one : left) {
            for (Named other : right) {
                boolean first =
                        facing.computeIfAbsent(one, _ -> new LinkedHashSet<>()).add(other);
                facing.computeIfAbsent(other, _ -> new LinkedHashSet<>()).add(one);
                if (!first) {
                    note(Stream.of(one, other)
                            .sorted(Comparator.comparing(Named::name))
                            .toList());
                }
            }
        }
    }

    private void equal(Named one, Named other) {
        List<Named> path = path(equals, one, other, new LinkedHashSet<>());
        if (path != null) {
            path.add(other);
            note(path);
        }
        equals.computeIfAbsent(one, _ -> new LinkedHashSet<>()).add(other);
        equals.computeIfAbsent(other, _ -> new LinkedHashSet<>()).add(one);
    }

    /** Notes what {@code variable = pattern} says, of all within {@code form}. */
    private void matches(Object form) {
        switch (form) {
            case Tuple3 node
            when node.e0 == MATCH && Form.length(node.e2) == 2 -> {
                Object left = Form.at(node.e2, 0);
                Object right = Form.at(node.e2, 1);
                if (left.equals(right) && Form.isVariable(left)) {
                    // It has been warned of.
                    return;
                }
                face(variables(left), variables(right));
                Named variable = named(left);
                Named other = named(right);
                if (variable != null && other != null) {
                    equal(variable, other);
                } else if (variable != null) {
                    variables(right, parts.computeIfAbsent(variable, _ -> new LinkedHashSet<>()));
                } else if (other != null) {
                    variables(left, parts.computeIfAbsent(other, _ -> new LinkedHashSet<>()));
                }
                matches(left);
                matches(right);
            }
            case Tuple3 node -> matches(node.e2);
            case Tuple2 pair -> {
                matches(pair.e0);
                matches(pair.e1);
            }
            case Cons cell -> {
                matches(cell.head);
                matches(cell.tail());
            }
            default -> {}
        }
    }

    private static @Nullable Named named(Object form) {
        if (!Form.isVariable(form)) {
            return null;
        }
        Tuple3 variable = (Tuple3) form;
        Object version = Meta.get(variable.e1, VERSION);
        return version == null
                ? null
                : new Named(version, ((Atom) variable.e0).name(), Expander.contextText((Atom) variable.e2));
    }

    private static Set<Named> variables(Object form) {
        Set<Named> out = new LinkedHashSet<>();
        variables(form, out);
        return out;
    }

    private static void variables(Object form, Set<Named> out) {
        Named variable = named(form);
        if (variable != null) {
            out.add(variable);
            return;
        }
        switch (form) {
            case Tuple3 node when node.e0 == PIN -> {}
            case Tuple3 node -> variables(node.e2, out);
            case Tuple2 pair -> {
                variables(pair.e0, out);
                variables(pair.e1, out);
            }
            case Cons cell -> {
                variables(cell.head, out);
                variables(cell.tail(), out);
            }
            default -> {}
        }
    }
}
