package org.jlixir.runtime.process;

/**
 * Wakes a process that waits for a message with a limit. A process has one at most, and keeps it when its message comes in time:
 * the next wait mostly ends later, so that an alarm that rings too early is set anew then. So a server that is called a million
 * times with a limit of five seconds sets a timer every five seconds.
 */
final class Alarm extends TimerQueue.Entry {
    /** When it rings: {@link System#nanoTime}. */
    final long at;

    private final Proc process;

    Alarm(Proc process, long at) {
        this.process = process;
        this.at = at;
    }

    @Override
    void run() {
        process.rings(this);
    }
}
