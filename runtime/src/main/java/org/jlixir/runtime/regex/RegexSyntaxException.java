package org.jlixir.runtime.regex;

/** A pattern that is none: what is wrong, in PCRE's words, and at which byte or character. */
public final class RegexSyntaxException extends Exception {
    private final int offset;

    RegexSyntaxException(String message, int offset) {
        super(message);
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }
}
