/** Compressed data for {@code :zlib}: the formats of RFC 1950 to 1952, piece by piece. */
@NullMarked
package org.jlixir.runtime.zip;

import org.jspecify.annotations.NullMarked;
