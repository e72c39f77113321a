/**
 * Building and taking apart bitstrings, as {@code <<>>} does. Start with {@link org.jlixir.runtime.bits.BitstringBuilder}
 * and {@link org.jlixir.runtime.bits.BitstringReader}.
 */
@NullMarked
package org.jlixir.runtime.bits;

import org.jspecify.annotations.NullMarked;
