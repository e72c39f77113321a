/** Digests, message authentication codes and ciphers for {@code :crypto}, on the JDK's where it has them. */
@NullMarked
package org.jlixir.runtime.crypto;

import org.jspecify.annotations.NullMarked;
