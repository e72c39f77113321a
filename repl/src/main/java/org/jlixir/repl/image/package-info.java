/** Prepares the jars that the build has put together for a fast start. Start with {@link org.jlixir.repl.image.ImageJars}. */
@NullMarked
package org.jlixir.repl.image;

import org.jspecify.annotations.NullMarked;
