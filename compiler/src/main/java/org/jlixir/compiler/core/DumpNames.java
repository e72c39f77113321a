package org.jlixir.compiler.core;

import java.util.HashMap;
import java.util.Map;

/** Names for the variables and join points of one function, numbered as they are first met, so that a dump is the same each time. */
public final class DumpNames {
    private final Map<Object, String> names = new HashMap<>();
    private int variables;
    private int points;

    /** {@code name.3}: no two variables have the same text. */
    public SExpression of(Variable variable) {
        return SExpression.word(names.computeIfAbsent(variable, _ -> variable.name() + "." + ++variables));
    }

    SExpression of(Core.JoinPoint point) {
        return SExpression.word(names.computeIfAbsent(point, _ -> "join" + ++points));
    }
}
