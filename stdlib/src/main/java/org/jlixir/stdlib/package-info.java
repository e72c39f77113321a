/** The build of the standard library. Start with {@link org.jlixir.stdlib.LibraryBuild}. */
@NullMarked
package org.jlixir.stdlib;

import org.jspecify.annotations.NullMarked;
