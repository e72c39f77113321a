/** Elixir in a Java program. Start with {@link org.jlixir.embed.Elixir}; {@code docs/embedding.md} has an example. */
@NullMarked
package org.jlixir.embed;

import org.jspecify.annotations.NullMarked;
