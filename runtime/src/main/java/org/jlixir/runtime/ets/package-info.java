/**
 * The tables behind {@code :ets}, and match specifications. Start with {@link org.jlixir.runtime.ets.EtsTables} and {@link
 * org.jlixir.runtime.ets.MatchSpecification}.
 */
@NullMarked
package org.jlixir.runtime.ets;

import org.jspecify.annotations.NullMarked;
