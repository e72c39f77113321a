/** Elixir's failures as Java exceptions: error, exit and throw. Start with {@link org.jlixir.runtime.error.ElixirException}. */
@NullMarked
package org.jlixir.runtime.error;

import org.jspecify.annotations.NullMarked;
