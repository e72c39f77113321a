/**
 * Tracing of calls: {@code :erlang.trace_pattern/3}. Classes with traced functions are changed while the system runs, and changed back
 * when nothing in them is traced any more, so that code which is not traced pays nothing. Start with {@link
 * org.jlixir.runtime.trace.CallTracing}.
 */
@NullMarked
package org.jlixir.runtime.trace;

import org.jspecify.annotations.NullMarked;
