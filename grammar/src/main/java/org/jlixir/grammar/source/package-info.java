/** Source text, places in it, how it is to be read, and what is wrong with it. */
@NullMarked
package org.jlixir.grammar.source;

import org.jspecify.annotations.NullMarked;
