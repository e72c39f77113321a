/** Modules being defined: attributes, definitions, structs, protocols. */
@NullMarked
package org.jlixir.compiler.module;

import org.jspecify.annotations.NullMarked;
