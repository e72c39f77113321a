/** Passes over core IR: each takes a module and gives one that means the same. */
@NullMarked
package org.jlixir.compiler.pass;

import org.jspecify.annotations.NullMarked;
