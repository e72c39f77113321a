package org.jlixir.runtime.process;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a process that waits for a message with a limit. A process has one at most, and keeps it when its message comes in time:
 * the next wait mostly ends later, so that an alarm that rings too early is set anew then. So a server that is called a million
 * times with a limit of five seconds sets a timer every five seconds.
 */
final class Alarm implements Runnable {
    /** When it rings: {@link System#nanoTime}. */
    final long at;

    private final Proc process;
    private volatile @Nullable ScheduledFuture<?> future;

    Alarm(Proc process, long at) {
        this.process = process;
        this.at = at;
    }

    void start(ScheduledThreadPoolExecutor executor) {
        future = executor.schedule(this, at - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** Takes it out of the timers; one that has just been started may still ring, to no effect. */
    void cancel() {
        ScheduledFuture<?> scheduled = future;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }

    @Override
    public void run() {
        try {
            process.rings(this);
        } catch (OutOfMemoryError failure) {
            process.node().failed(failure);
        }
    }
}
