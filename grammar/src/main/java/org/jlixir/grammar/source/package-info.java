/** Source text and places in it. */
@NullMarked
package org.jlixir.grammar.source;

import org.jspecify.annotations.NullMarked;
