/**
 * Files as Erlang sees them: names relative to the node's own working directory, failures as POSIX atoms, open files that may be
 * compressed or held in memory. What {@code :file} and {@code :prim_file} are made of.
 */
@NullMarked
package org.jlixir.runtime.file;

import org.jspecify.annotations.NullMarked;
