package org.jlixir.runtime.process;

import org.jlixir.runtime.term.Fun;

/**
 * Unwinds a process that hibernates: nothing of its stack is left while it waits, and it ends when the function that it wakes
 * up in returns. No handler of the program sees it.
 */
final class Hibernation extends Error {
    final transient Fun target;
    final transient Object[] arguments;

    Hibernation(Fun target, Object[] arguments) {
        super(null, null, false, false);
        this.target = target;
        this.arguments = arguments;
    }
}
