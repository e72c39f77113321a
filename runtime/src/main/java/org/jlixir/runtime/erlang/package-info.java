/**
 * The built-in functions of Erlang modules, one class a module. A class names its module by {@link
 * org.jlixir.runtime.erlang.ErlangModule}, a method its function by {@link org.jlixir.runtime.erlang.Builtin}.
 */
@NullMarked
package org.jlixir.runtime.erlang;

import org.jspecify.annotations.NullMarked;
