/**
 * Ports: what a program speaks to by messages and is no process to it. Behind each stands a process ({@code Proc.behind}), which
 * alone touches the port's state; start reading at {@link org.jlixir.runtime.port.PortDriver}.
 */
@NullMarked
package org.jlixir.runtime.port;

import org.jspecify.annotations.NullMarked;
