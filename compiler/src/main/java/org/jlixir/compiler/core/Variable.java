package org.jlixir.compiler.core;

/**
 * A variable of the core IR, bound exactly once. Two variables are the same when they are the same object; the name is for
 * people who read dumps.
 */
public final class Variable {
    private final String name;

    public Variable(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
