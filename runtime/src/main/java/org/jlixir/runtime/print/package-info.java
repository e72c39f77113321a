/**
 * Terms and format strings as text in Erlang's notation: what {@code :io_lib} offers. {@link
 * org.jlixir.runtime.print.TermWriter} writes a term on one line ({@code ~w}), {@link org.jlixir.runtime.print.TermPrinter}
 * shows texts as texts and breaks lines ({@code ~p}), {@link org.jlixir.runtime.print.FormatString} fills in a format string.
 */
@NullMarked
package org.jlixir.runtime.print;

import org.jspecify.annotations.NullMarked;
