/**
 * The values of Elixir as Java sees them.
 *
 * <p>Integers are {@link java.lang.Long}, or {@link java.math.BigInteger} past 64 bits (always normalised: a value that
 * fits a long is a Long); floats are {@link java.lang.Double}. Everything else has a class here. Terms are immutable and
 * safe for any thread. Start with {@link org.jlixir.runtime.term.Atom} and {@link org.jlixir.runtime.term.TermOrder}.
 */
@NullMarked
package org.jlixir.runtime.term;

import org.jspecify.annotations.NullMarked;
