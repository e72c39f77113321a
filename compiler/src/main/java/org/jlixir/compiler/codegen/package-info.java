/**
 * The code generator: from core IR to class files.
 *
 * <p>A module becomes one class of static methods, a class for each place that makes a function value, and one that gives its
 * functions as values. Start with {@link org.jlixir.compiler.codegen.ModuleEmitter}.
 */
@NullMarked
package org.jlixir.compiler.codegen;

import org.jspecify.annotations.NullMarked;
