/** Runnable jars. Start with {@link org.jlixir.compiler.jar.JarContent}. */
@NullMarked
package org.jlixir.compiler.jar;

import org.jspecify.annotations.NullMarked;
