/**
 * The front end: source text in, quoted form out.
 *
 * <p>Start with {@link org.jlixir.grammar.Front}. Text becomes raw tokens ({@code ElixirLexer.g4}), the token filter gives
 * white space its meaning, {@code ElixirParser.g4} groups the tokens, and {@code ParseTreeToQuoted} makes the terms that
 * {@code Code.string_to_quoted/2} returns.
 */
@NullMarked
package org.jlixir.grammar;

import org.jspecify.annotations.NullMarked;
