/** What stands beside the class files and is needed at start. */
@NullMarked
package org.jlixir.runtime.resource;

import org.jspecify.annotations.NullMarked;
