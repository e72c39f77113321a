/** The compiler: expander, core IR, pattern compiler, code generator. */
@NullMarked
package org.jlixir.compiler;

import org.jspecify.annotations.NullMarked;
