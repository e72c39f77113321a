package org.jlixir.runtime.process;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs virtual threads on carrier threads of its own. What a process wakes stays on its carrier, behind it, so that two that
 * talk to each other do not move between cores; an idle carrier takes work from the others.
 *
 * <p>Needs {@code --add-opens java.base/java.lang=ALL-UNNAMED}; without it processes run on the JDK's scheduler.
 */
final class Scheduler implements Executor {
    /** Reserved, not used, until a process recurses deeply. */
    private static final long STACK_BYTES = 512L << 20;

    /** How often an idle carrier looks for work before it sleeps. */
    private static final int SPINS = 200;

    private static final @Nullable MethodHandle NEW_THREAD = find();

    private final Carrier[] carriers;
    private final AtomicInteger idle = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();

    Scheduler(int parallelism) {
        carriers = new Carrier[parallelism];
        for (int i = 0; i < parallelism; i++) {
            carriers[i] = new Carrier(i);
        }
        if (NEW_THREAD != null) {
            for (Carrier carrier : carriers) {
                carrier.start();
            }
        }
    }

    /** {@code ThreadBuilders.newVirtualThread(Executor, String, int, Runnable)}, or null when it is not accessible. */
    private static @Nullable MethodHandle find() {
        try {
            Class<?> builders = Class.forName("java.lang.ThreadBuilders");
            Method method = builders.getDeclaredMethod(
                    "newVirtualThread", Executor.class, String.class, int.class, Runnable.class);
            method.setAccessible(true);
            return MethodHandles.lookup().unreflect(method);
        } catch (ReflectiveOperationException | RuntimeException _) {
            return null;
        }
    }

    int parallelism() {
        return carriers.length;
    }

    /** A virtual thread, not started. */
    Thread newThread(Runnable task) {
        if (NEW_THREAD == null) {
            return Thread.ofVirtual().unstarted(task);
        }
        try {
            return (Thread) NEW_THREAD.invoke((Executor) this, (String) null, 0, task);
        } catch (Throwable failure) {
            throw new IllegalStateException("cannot make a virtual thread", failure);
        }
    }

    @Override
    public void execute(Runnable continuation) {
        if (Thread.currentThread() instanceof Carrier own && own.scheduler() == this) {
            own.queue.addLast(continuation);
            // One that waits will soon have its turn here; more than one is work for somebody else.
            if (idle.get() > 0 && own.queue.peekFirst() != continuation) {
                wakeOne();
            }
            return;
        }
        carriers[Math.floorMod(next.getAndIncrement(), carriers.length)].queue.addLast(continuation);
        wakeAll();
    }

    /** How many threads wait for a carrier. */
    int queueLength() {
        int length = 0;
        for (Carrier carrier : carriers) {
            length += carrier.queue.size();
        }
        return length;
    }

    /** Whether a thread waits for a carrier. */
    boolean isBusy() {
        for (Carrier carrier : carriers) {
            if (!carrier.queue.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Lets an idle carrier take what waits behind a process that runs for long. */
    void share() {
        if (idle.get() > 0) {
            wakeOne();
        }
    }

    private void wakeOne() {
        for (Carrier carrier : carriers) {
            if (carrier.asleep) {
                LockSupport.unpark(carrier);
                return;
            }
        }
    }

    private void wakeAll() {
        for (Carrier carrier : carriers) {
            if (carrier.asleep) {
                LockSupport.unpark(carrier);
            }
        }
    }

    private final class Carrier extends Thread {
        final ConcurrentLinkedDeque<Runnable> queue = new ConcurrentLinkedDeque<>();
        final int index;
        volatile boolean asleep;

        Carrier(int index) {
            super(null, null, "jlixir-carrier-" + index, STACK_BYTES);
            this.index = index;
            setDaemon(true);
        }

        Scheduler scheduler() {
            return Scheduler.this;
        }

        @Override
        public void run() {
            while (true) {
                Runnable continuation = queue.pollFirst();
                if (continuation == null) {
                    continuation = steal();
                }
                if (continuation == null) {
                    continuation = await();
                }
                continuation.run();
            }
        }

        private @Nullable Runnable steal() {
            for (int i = 1; i < carriers.length; i++) {
                Runnable continuation = carriers[(index + i) % carriers.length].queue.pollFirst();
                if (continuation != null) {
                    return continuation;
                }
            }
            return null;
        }

        private Runnable await() {
            for (int i = 0; i < SPINS; i++) {
                Runnable continuation = queue.pollFirst();
                if (continuation != null) {
                    return continuation;
                }
                Thread.onSpinWait();
            }
            idle.incrementAndGet();
            try {
                while (true) {
                    asleep = true;
                    Runnable continuation = queue.pollFirst();
                    if (continuation == null) {
                        continuation = steal();
                    }
                    if (continuation != null) {
                        return continuation;
                    }
                    LockSupport.parkNanos(this, 50_000_000L);
                }
            } finally {
                asleep = false;
                idle.decrementAndGet();
            }
        }
    }
}
