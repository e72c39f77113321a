package org.jlixir.compiler.codegen;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
     * @param asks is given each pattern that more is asked by than what the parameter is called
     */
    void find(Variable parameter, Core body, Consumer<Pattern> asks) {
        names.put(parameter, parameter);
        follow(parameter, body, asks);
    }

    private void follow(Variable parameter, Core core, Consumer<Pattern> asks) {
        if (core instanceof Core.Closure) {
            return;
        }
        if (core instanceof Core.Let(Variable variable, Core.Use(Variable same), Core _) && of(same) == parameter) {
            names.put(variable, parameter);
        }
        if (core instanceof Core.Match match) {
            for (int i = 0; i < match.subjects().size(); i++) {
                if (of(match.subjects().get(i)) == parameter) {
                    for (Core.Clause clause : match.clauses()) {
                        bind(parameter, clause.patterns().get(i), asks);
                    }
                }
            }
        }
        Children.forEach(core, part -> follow(parameter, part, asks));
    }

    private void bind(Variable parameter, Pattern pattern, Consumer<Pattern> asks) {
        switch (pattern) {
            case Pattern.Any _ -> {}
            case Pattern.Bind(Variable variable, Pattern inner) -> {
                names.put(variable, parameter);
                bind(parameter, inner, asks);
            }
            case Pattern.Both(Pattern first, Pattern second) -> {
                bind(parameter, first, asks);
                bind(parameter, second, asks);
            }
            default -> asks.accept(pattern);
        }
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
