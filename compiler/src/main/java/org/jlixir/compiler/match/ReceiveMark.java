package org.jlixir.compiler.match;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Pattern;
import org.jlixir.compiler.core.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Finds the value that a message must have in it for any clause of a receive to match, such as the reference of a request: when
 * the receiver has only just made it, messages that came before need no look.
 */
public final class ReceiveMark {
    private ReceiveMark() {}

    /** A variable from outside whose value is a part of whatever one of the clauses matches, or null. */
    public static @Nullable Variable of(List<Core.Clause> clauses) {
        Set<Variable> common = null;
        for (Core.Clause clause : clauses) {
            Set<Variable> equal = new LinkedHashSet<>();
            Set<Variable> bound = new HashSet<>();
            collect(clause.patterns().getFirst(), equal, bound);
            equal.removeAll(bound);
            if (common == null) {
                common = equal;
            } else {
                common.retainAll(equal);
            }
        }
        return common == null || common.isEmpty() ? null : common.iterator().next();
    }

    private static void collect(Pattern pattern, Set<Variable> equal, Set<Variable> bound) {
        switch (pattern) {
            case Pattern.Equal(Core.Use(Variable variable)) -> equal.add(variable);
            case Pattern.Bind(Variable variable, Pattern inner) -> {
                bound.add(variable);
                collect(inner, equal, bound);
            }
            case Pattern.Tuple(List<Pattern> elements) -> elements.forEach(element -> collect(element, equal, bound));
            case Pattern.Cons(Pattern head, Pattern tail) -> {
                collect(head, equal, bound);
                collect(tail, equal, bound);
            }
            case Pattern.Map(var _, List<Pattern> values) -> values.forEach(value -> collect(value, equal, bound));
            case Pattern.Both(Pattern first, Pattern second) -> {
                collect(first, equal, bound);
                collect(second, equal, bound);
            }
            case Pattern.Equal _, Pattern.Any _, Pattern.Literal _, Pattern.AnyAtom _, Pattern.Binary _ -> {}
        }
    }
}
