/**
 * Sockets as ports: each has a process behind it that alone touches its state, and one thread a node that waits for all of them
 * ({@link org.jlixir.runtime.net.Readiness}). What {@code :gen_tcp}, {@code :gen_udp} and {@code :inet} are made of.
 */
@NullMarked
package org.jlixir.runtime.net;

import org.jspecify.annotations.NullMarked;
