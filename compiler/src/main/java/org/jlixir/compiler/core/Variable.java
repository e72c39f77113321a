package org.jlixir.compiler.core;

/**
 * A variable of the core IR, bound exactly once. Two variables are the same when they are the same object; the name is for
 * people who read dumps.
 */
public final class Variable {
    private final String name;
    private final boolean givenAway;

    public Variable(String name) {
        this(name, false);
    }

    private Variable(String name, boolean givenAway) {
        this.name = name;
        this.givenAway = givenAway;
    }

    /**
     * A variable that on each way through the code is an argument of one local call and not used after that. The code generator
     * clears its place then: what is garbage for the callee is not kept by the caller's frame, which the JVM's interpreter would do.
     */
    static Variable givenAway(String name) {
        return new Variable(name, true);
    }

    public boolean isGivenAway() {
        return givenAway;
    }

    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
