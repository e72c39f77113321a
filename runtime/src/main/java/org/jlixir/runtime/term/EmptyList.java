package org.jlixir.runtime.term;

/** The empty list, {@code []}. */
public final class EmptyList {
    public static final EmptyList NIL = new EmptyList();

    private EmptyList() {}

    @Override
    public String toString() {
        return "[]";
    }
}
