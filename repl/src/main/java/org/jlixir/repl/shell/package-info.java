/**
 * The terminal side of the interactive shell; the shell itself is {@code IEx}, in Elixir. Start with {@link
 * org.jlixir.repl.shell.ShellTerminal}.
 */
@NullMarked
package org.jlixir.repl.shell;

import org.jspecify.annotations.NullMarked;
