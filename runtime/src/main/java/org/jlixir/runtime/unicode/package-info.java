/**
 * What text needs of the Unicode standard beyond UTF-8: graphemes, case, identifiers, over ICU4J's data. Start with {@link
 * org.jlixir.runtime.unicode.Graphemes}.
 */
@NullMarked
package org.jlixir.runtime.unicode;

import org.jspecify.annotations.NullMarked;
