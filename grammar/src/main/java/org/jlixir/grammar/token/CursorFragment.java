package org.jlixir.grammar.token;

/**
 * How a text that ends at a cursor is to be completed.
 *
 * @param trailing what stands behind the cursor; the rest of the block or function around it is taken
 * @param preserveSigils whether the cursor may stand in a sigil, in the place of its modifiers
 */
public record CursorFragment(String trailing, boolean preserveSigils) {}
