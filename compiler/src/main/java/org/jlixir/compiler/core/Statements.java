package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What is to be done before an expression's value can be had: bindings and effects, in order. */
final class Statements {
    private final List<UnaryOperator<Core>> wrappers = new ArrayList<>();

    boolean isEmpty() {
        return wrappers.isEmpty();
    }

    void add(UnaryOperator<Core> wrapper) {
        wrappers.add(wrapper);
    }

    void addAll(Statements others) {
        wrappers.addAll(others.wrappers);
    }

    void let(Variable variable, Core value) {
        wrappers.add(body -> new Core.Let(variable, value, body));
    }

    void effect(Core first) {
        if (!(first instanceof Core.Literal || first instanceof Core.Use)) {
            wrappers.add(body -> new Core.Sequence(first, body));
        }
    }

    /** Binds a new variable to {@code value} unless it is a variable or a literal already. */
    Core atomic(Core value, String name) {
        if (value instanceof Core.Use || value instanceof Core.Literal) {
            return value;
        }
        Variable variable = new Variable(name);
        let(variable, value);
        return new Core.Use(variable);
    }

    Variable variable(Core value, String name) {
        if (value instanceof Core.Use(var variable)) {
            return variable;
        }
        Variable variable = new Variable(name);
        let(variable, value);
        return variable;
    }

    /** The statements with {@code value} as their result. */
    Core wrap(Core value) {
        Core result = value;
        for (int i = wrappers.size() - 1; i >= 0; i--) {
            result = wrappers.get(i).apply(result);
        }
        return result;
    }
}
