package org.jlixir.grammar.token;

/** Where the cursor stands in a sigil; the value of its closing quote. */
public enum SigilCursor {
    /** The text is not closed: the cursor is in the place of all modifiers. */
    AS_MODIFIERS,
    /** Directly behind the closing delimiter or a modifier: the cursor is the last of them. */
    LAST_MODIFIER
}
