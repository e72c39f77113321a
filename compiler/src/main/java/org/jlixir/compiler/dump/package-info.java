/** The text of each boundary of the pipeline. Start with {@link org.jlixir.compiler.dump.Dump}. */
@NullMarked
package org.jlixir.compiler.dump;

import org.jspecify.annotations.NullMarked;
