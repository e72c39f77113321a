package org.jlixir.runtime.process;

/** Unwinds a process that an exit signal ends. No handler of the program sees it. */
final class ProcessKilled extends Error {
    final transient Object reason;

    ProcessKilled(Object reason) {
        super(null, null, false, false);
        this.reason = reason;
    }
}
