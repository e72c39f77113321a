/**
 * From tokens to the quoted form.
 *
 * <p>{@code ElixirParser.g4} groups the tokens; {@link org.jlixir.grammar.quoted.ParseTreeToQuoted} turns the tree into
 * terms {@code {name, meta, args}}. ANTLR's types do not leave this package.
 */
@NullMarked
package org.jlixir.grammar.quoted;

import org.jspecify.annotations.NullMarked;
