/** The {@code jlixir} command, one class a subcommand. Start with {@link org.jlixir.repl.command.Main}. */
@NullMarked
package org.jlixir.repl.command;

import org.jspecify.annotations.NullMarked;
