/**
 * The services that Elixir code of the standard library calls, as Erlang modules: {@code :jlixir_kernel}, {@code
 * :jlixir_module}, {@code :jlixir_code}, {@code :jlixir_macro}. Start with {@link
 * org.jlixir.compiler.erlang.CompilerBuiltins}.
 */
@NullMarked
package org.jlixir.compiler.erlang;

import org.jspecify.annotations.NullMarked;
