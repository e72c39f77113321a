package org.jlixir.grammar.token;

import org.jspecify.annotations.Nullable;

/**
 * A character that cannot be seen.
 *
 * @param title what messages call it
 * @param escape what stands for it behind a backslash
 */
record ControlCharacter(String title, char escape) {
    /** Null when the character can be seen, or has no name. */
    static @Nullable ControlCharacter of(int character) {
        return switch (character) {
            case 0 -> new ControlCharacter("null", '0');
            case 7 -> new ControlCharacter("alert", 'a');
            case '\b' -> new ControlCharacter("backspace", 'b');
            case '\t' -> new ControlCharacter("tab", 't');
            case '\n' -> new ControlCharacter("newline", 'n');
            case 11 -> new ControlCharacter("vertical tab", 'v');
            case '\f' -> new ControlCharacter("form feed", 'f');
            case 27 -> new ControlCharacter("escape", 'e');
            case ' ' -> new ControlCharacter("space", 's');
            case 127 -> new ControlCharacter("delete", 'd');
            default -> null;
        };
    }
}
