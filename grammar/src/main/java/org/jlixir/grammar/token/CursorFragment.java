package org.jlixir.grammar.token;

/**
 * How a text that ends at a cursor is to be completed.
 *
 * @param trailing what stands behind the cursor; of it the rest of an open clause is taken, when its arrow is there
 * @param preserveSigils whether the cursor may stand in a sigil, in the place of its modifiers
 */
public record CursorFragment(String trailing, boolean preserveSigils) {}
