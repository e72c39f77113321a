package org.jlixir.runtime.process;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * Sees to it that a system whose heap is full ends instead of collecting garbage for good. A process that cannot get memory ends by
 * itself, which mostly gives it back; but what fills the heap may hang on another one, such as a message queue, and then the
 * JVM spends its time on finding a few free bytes again and again.
 */
final class MemoryWatch extends Thread {
    private static final long PERIOD_MILLIS = 1000;

    /** Nothing is wrong while more of the heap than this share is free. */
    private static final double LITTLE = 0.05;

    /** The share of the time that goes into collecting garbage when nothing else gets on. */
    private static final double MOST = 0.8;

    /** So many periods in a row have to be bad. */
    private static final int PATIENCE = 5;

    private final Exhaustion exhaustion;

    MemoryWatch(Exhaustion exhaustion) {
        super(null, null, "jlixir-memory", 0, false);
        this.exhaustion = exhaustion;
        setDaemon(true);
    }

    @Override
    public void run() {
        try {
            awaitNeed();
            exhaustion.end();
        } catch (InterruptedException _) {
            interrupt();
        } catch (OutOfMemoryError | LinkageError _) {
            exhaustion.end();
        }
    }

    private static void awaitNeed() throws InterruptedException {
        int bad = 0;
        long collecting = 0;
        long since = 0;
        while (bad < PATIENCE) {
            sleep(PERIOD_MILLIS);
            if (!isNearlyFull()) {
                bad = 0;
                continue;
            }
            long now = System.nanoTime();
            long total = collectingMillis();
            // The first bad period has nothing to compare with.
            boolean busy = bad > 0 && (total - collecting) * 1_000_000.0 >= MOST * (now - since);
            bad = bad == 0 || busy ? bad + 1 : 0;
            collecting = total;
            since = now;
        }
    }

    private static boolean isNearlyFull() {
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        return free < LITTLE * runtime.maxMemory();
    }

    private static long collectingMillis() {
        long total = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            total += collector.getCollectionTime();
        }
        return total;
    }
}
