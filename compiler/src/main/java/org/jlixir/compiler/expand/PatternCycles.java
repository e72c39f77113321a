package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
    private record Named(Object version, String name) {}

    private final Map<Named, Set<Named>> parts = new LinkedHashMap<>();

    private PatternCycles() {}

    /** What is wrong with expanded patterns, in words; null for nothing. */
    public static @Nullable String problem(List<Object> patterns) {
        PatternCycles cycles = new PatternCycles();
        patterns.forEach(cycles::matches);
        for (Named variable : cycles.parts.keySet()) {
            List<Named> path = cycles.path(variable, variable, new LinkedHashSet<>());
            if (path != null) {
                return switch (path.size()) {
                    case 1 -> "the variable \"" + variable.name + "\" is defined in function of itself";
                    case 2 ->
                        "the variable \"" + variable.name + "\" is defined recursively in function of \""
                                + path.get(1).name + "\"";
                    default ->
                        "the following variables form a cycle: "
                                + path.stream()
                                        .map(each -> "\"" + each.name + "\"")
                                        .sorted()
                                        .collect(Collectors.joining(", "));
                };
            }
        }
        return null;
    }

    /** The variables from {@code from} to {@code to} along the parts of each; null when there is no way. */
    private @Nullable List<Named> path(Named from, Named to, Set<Named> seen) {
        seen.add(from);
        for (Named part : parts.getOrDefault(from, Set.of())) {
            if (part.equals(to)) {
                return new ArrayList<>(List.of(from));
            }
            if (!seen.contains(part)) {
                List<Named> rest = path(part, to, seen);
                if (rest != null) {
                    rest.addFirst(from);
                    return rest;
                }
            }
        }
        return null;
    }

    /** Notes what {@code variable = pattern} says, of all within {@code form}. */
    private void matches(Object form) {
        switch (form) {
            case Tuple3 node
            when node.e0 == MATCH && Form.length(node.e2) == 2 -> {
                Object left = Form.at(node.e2, 0);
                Object right = Form.at(node.e2, 1);
                if (left.equals(right)) {
                    // It has been warned of.
                    return;
                }
                Named variable = named(left);
                if (variable != null) {
                    variables(right, parts.computeIfAbsent(variable, _ -> new LinkedHashSet<>()));
                } else if (named(right) != null) {
                    variables(left, parts.computeIfAbsent(named(right), _ -> new LinkedHashSet<>()));
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
        return version == null ? null : new Named(version, ((Atom) variable.e0).name());
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
