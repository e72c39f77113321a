/** Errors and warnings for people: what they hold and how they are printed. Start with {@link org.jlixir.compiler.diagnostic.Diagnostic}. */
@NullMarked
package org.jlixir.compiler.diagnostic;

import org.jspecify.annotations.NullMarked;
