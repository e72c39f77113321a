/**
 * Which lines of a program its tests have run. {@link org.jlixir.repl.cover.Coverage} has JaCoCo note what runs;
 * {@link org.jlixir.repl.cover.CoverageReport} writes it down.
 */
@NullMarked
package org.jlixir.repl.cover;

import org.jspecify.annotations.NullMarked;
