package org.jlixir.compiler.codegen;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Pattern;
import org.jlixir.compiler.core.Variable;
import org.jspecify.annotations.Nullable;

/** Which variables of a loop are all of one of its parameters: patterns and assignments give it more names. */
final class WholeParameters {
    private final Map<Variable, Variable> names = new HashMap<>();

    /**
     * Finds the names that a parameter has in {@code body}, closures apart.
     *
     * @param asking is given each pattern that more is asked by than what the parameter is called, and tells whether to go on
     * @return false if it was told not to
     */
    boolean find(Variable parameter, Core body, Predicate<Pattern> asking) {
        names.put(parameter, parameter);
        return follow(parameter, body, asking);
    }

    private boolean follow(Variable parameter, Core core, Predicate<Pattern> asking) {
        if (core instanceof Core.Closure) {
            return true;
        }
        if (core instanceof Core.Let(Variable variable, Core.Use(Variable same), Core _) && of(same) == parameter) {
            names.put(variable, parameter);
        }
        if (core instanceof Core.Match match) {
            for (int i = 0; i < match.subjects().size(); i++) {
                if (of(match.subjects().get(i)) == parameter) {
                    for (Core.Clause clause : match.clauses()) {
                        if (!bind(parameter, clause.patterns().get(i), asking)) {
                            return false;
                        }
                    }
                }
            }
        }
        boolean[] goesOn = {true};
        Children.forEach(core, part -> goesOn[0] = goesOn[0] && follow(parameter, part, asking));
        return goesOn[0];
    }

    private boolean bind(Variable parameter, Pattern pattern, Predicate<Pattern> asking) {
        return switch (pattern) {
            case Pattern.Any _ -> true;
            case Pattern.Bind(Variable variable, Pattern inner) -> {
                names.put(variable, parameter);
                yield bind(parameter, inner, asking);
            }
            case Pattern.Both(Pattern first, Pattern second) ->
                bind(parameter, first, asking) && bind(parameter, second, asking);
            default -> asking.test(pattern);
        };
    }

    /** Forgets the names of all other parameters. */
    void keep(Collection<Variable> parameters) {
        names.values().retainAll(parameters);
    }

    /** The parameter that a variable is all of, itself perhaps, or null. */
    @Nullable
    Variable of(Variable variable) {
        return names.get(variable);
    }

    /** Calls {@code action} with each further name, and the parameter. */
    void forEachName(BiConsumer<Variable, Variable> action) {
        names.forEach((variable, parameter) -> {
            if (variable != parameter) {
                action.accept(variable, parameter);
            }
        });
    }
}
