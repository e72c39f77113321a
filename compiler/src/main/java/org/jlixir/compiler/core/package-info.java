/**
 * The core IR: what is left of Elixir when macros are gone, and the stage that makes it from the expanded form.
 *
 * <p>Start with {@link org.jlixir.compiler.core.Core}, then {@link org.jlixir.compiler.core.QuotedToCore}.
 */
@NullMarked
package org.jlixir.compiler.core;

import org.jspecify.annotations.NullMarked;
