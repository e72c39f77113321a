package org.jlixir.runtime.regex;

/** A set of characters: a table for those below 256, a test for the others. Immutable. */
final class CharSet {
    /** Whether a character is in a set. */
    @FunctionalInterface
    interface Test {
        boolean contains(int character);
    }

    private final boolean[] low = new boolean[256];
    private final Test test;

    CharSet(Test test) {
        this.test = test;
        for (int c = 0; c < low.length; c++) {
            low[c] = test.contains(c);
        }
    }

    boolean contains(int character) {
        return character < 256 ? low[character] : test.contains(character);
    }

    CharSet negated() {
        Test inner = test;
        return new CharSet(c -> !inner.contains(c));
    }
}
