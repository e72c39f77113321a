/** Loaded modules and their versions. Start with {@link org.jlixir.runtime.code.CodeServer}. */
@NullMarked
package org.jlixir.runtime.code;

import org.jspecify.annotations.NullMarked;
