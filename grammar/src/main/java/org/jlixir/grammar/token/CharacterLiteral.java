package org.jlixir.grammar.token;

/** Character literals: {@code ?a}, {@code ?\n}. */
public final class CharacterLiteral {
    private CharacterLiteral() {}

    /** The code point that {@code text}, with its question mark, stands for. */
    public static int value(String text) {
        if (text.charAt(1) != '\\' || text.length() == 2) {
            return text.codePointAt(1);
        }
        return Escapes.character(text.codePointAt(2));
    }
}
