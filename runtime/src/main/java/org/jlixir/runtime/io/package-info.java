/** Input and output devices: processes that speak Erlang's I/O protocol. */
@NullMarked
package org.jlixir.runtime.io;

import org.jspecify.annotations.NullMarked;
