package org.jlixir.compiler.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Pattern;
import org.jlixir.compiler.core.SegmentType;
import org.jlixir.compiler.core.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Finds the variables of a loop that need not be bitstrings of their own: a loop over {@code <<c, rest::binary>>} that goes on with
 * {@code rest} moves a place along one bitstring. Such a variable is a <i>place</i> in the bitstring that its <i>carrier</i>, a
 * parameter of the loop, holds; it becomes a slice where it is used as a term (as in <i>Gustafsson and Sagonas 2006</i>).
 */
final class LoopPlaces {
    static final LoopPlaces NONE = new LoopPlaces(List.of(), Map.of(), _ -> false);

    /** A variable passed to a parameter by a jump. */
    private record Passed(Variable variable, Variable parameter) {}

    private final Map<FunctionName, List<Variable>> targets;
    /** What a variable of a pattern is, or is the rest of. */
    private final Map<Variable, Variable> subjects = new HashMap<>();

    private final Set<Variable> rests = new HashSet<>();
    private final List<Passed> jumps = new ArrayList<>();

    private final Set<Variable> parameters = new HashSet<>();
    private final Map<Variable, Variable> carriers = new HashMap<>();

    /**
     * @param bodies those of the functions that jump to each other
     * @param targets their parameters
     * @param boxed whether a parameter is held as a term
     */
    LoopPlaces(List<Core> bodies, Map<FunctionName, List<Variable>> targets, Predicate<Variable> boxed) {
        this.targets = targets;
        bodies.forEach(this::visit);
        Set<Variable> all = new HashSet<>();
        targets.values().forEach(all::addAll);
        all.removeIf(boxed.negate());
        jumps.removeIf(jump -> !all.contains(jump.parameter) || !all.contains(root(jump.variable)));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Passed jump : jumps) {
                if (isRest(jump.variable) || parameters.contains(root(jump.variable))) {
                    changed |= parameters.add(jump.parameter);
                }
            }
        }
        for (Passed jump : jumps) {
            if (parameters.contains(jump.parameter)) {
                keep(jump.variable);
            }
        }
    }

    /** The parameters that are places, in a bitstring that changes as they are passed. */
    Set<Variable> parameters() {
        return parameters;
    }

    /** The parameter that holds the bitstring in which the variable of a pattern is a place; null for any other variable. */
    @Nullable
    Variable carrier(Variable variable) {
        return carriers.get(variable);
    }

    /** True for a parameter in whose bitstring there are places. */
    boolean isCarrier(Variable variable) {
        return carriers.containsValue(variable);
    }

    private void visit(Core core) {
        switch (core) {
            // Its body is another method.
            case Core.Closure _ -> {
                return;
            }
            case Core.Match match -> {
                for (Core.Clause clause : match.clauses()) {
                    for (int i = 0; i < clause.patterns().size(); i++) {
                        pattern(match.subjects().get(i), clause.patterns().get(i));
                    }
                }
            }
            case Core.LocalCall call when call.tail() && targets.containsKey(call.function()) -> jump(call);
            default -> {}
        }
        Children.forEach(core, this::visit);
    }

    private void jump(Core.LocalCall call) {
        List<Variable> passed = targets.get(call.function());
        for (int i = 0; i < passed.size(); i++) {
            if (call.arguments().get(i) instanceof Core.Use(var variable) && variable != passed.get(i)) {
                jumps.add(new Passed(variable, passed.get(i)));
            }
        }
    }

    private void pattern(Variable subject, Pattern pattern) {
        switch (pattern) {
            case Pattern.Bind(Variable variable, Pattern inner) -> {
                subjects.put(variable, subject);
                pattern(subject, inner);
            }
            case Pattern.Both(Pattern first, Pattern second) -> {
                pattern(subject, first);
                pattern(subject, second);
            }
            case Pattern.Binary(List<Pattern.Segment> segments)
            when !segments.isEmpty() -> {
                Pattern.Segment last = segments.getLast();
                if (last.type().kind() == SegmentType.Kind.BITSTRING
                        && last.size() == null
                        && last.value() instanceof Pattern.Bind(Variable rest, Pattern inner)) {
                    rests.add(rest);
                    subjects.put(rest, subject);
                    pattern(rest, inner);
                }
            }
            default -> {}
        }
    }

    private Variable root(Variable variable) {
        Variable at = variable;
        while (subjects.get(at) != null) {
            at = subjects.get(at);
        }
        return at;
    }

    private boolean isRest(Variable variable) {
        Variable at = variable;
        while (at != null && !rests.contains(at)) {
            at = subjects.get(at);
        }
        return at != null;
    }

    /** The variable and what it is taken from are places, up to the parameter where that starts. */
    private void keep(Variable variable) {
        Variable root = root(variable);
        for (Variable at = variable; at != root; at = subjects.get(at)) {
            carriers.put(at, root);
        }
    }
}
