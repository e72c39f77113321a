/**
 * Erlang's external term format: terms to bytes and back, byte for byte as Erlang writes them. Start with {@link
 * org.jlixir.runtime.etf.TermEncoder} and {@link org.jlixir.runtime.etf.TermDecoder}.
 */
@NullMarked
package org.jlixir.runtime.etf;

import org.jspecify.annotations.NullMarked;
