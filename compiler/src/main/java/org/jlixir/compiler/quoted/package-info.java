/**
 * Quoted forms as terms: reading and changing metadata, building calls, the atoms that the language itself gives a meaning.
 *
 * <p>A quoted form is a plain term; see {@link org.jlixir.compiler.quoted.Form}.
 */
@NullMarked
package org.jlixir.compiler.quoted;

import org.jspecify.annotations.NullMarked;
