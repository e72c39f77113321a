/**
 * Numbers: arithmetic with promotion to big integers, and their text. Start with {@link
 * org.jlixir.runtime.number.Arithmetic}.
 */
@NullMarked
package org.jlixir.runtime.number;

import org.jspecify.annotations.NullMarked;
