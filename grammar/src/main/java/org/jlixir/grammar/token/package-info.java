/**
 * From source text to the tokens that the parser sees.
 *
 * <p>{@code ElixirLexer.g4} cuts the text into words; {@link org.jlixir.grammar.token.TokenFilter} decides what the white
 * space between them means and checks that delimiters match. {@link org.jlixir.grammar.token.TokenDump} prints the result.
 */
@NullMarked
package org.jlixir.grammar.token;

import org.jspecify.annotations.NullMarked;
