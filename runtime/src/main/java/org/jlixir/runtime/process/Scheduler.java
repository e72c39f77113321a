package org.jlixir.runtime.process;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs virtual threads on carrier threads of its own. What a process wakes stays on its carrier, behind it, so that two that
 * talk to each other do not move between cores; an idle carrier takes work from those that have more than one waiting, and
 * from one that does not get on.
 *
 * <p>Needs {@code --add-opens java.base/java.lang=ALL-UNNAMED}; without it processes run on the JDK's scheduler. The carriers
 * are daemons that start with the first process. Safe for any thread.
 */
final class Scheduler implements Executor {
    private static final @Nullable Access ACCESS = Access.find();
    private static final AtomicIntegerFieldUpdater<Carrier> ASLEEP =
            AtomicIntegerFieldUpdater.newUpdater(Carrier.class, "asleep");

    private final Carrier[] carriers;
    private final ConcurrentLinkedQueue<Runnable> shared = new ConcurrentLinkedQueue<>();
    private final Lanes lanes = new Lanes();

    /** How many carriers sleep and have not been woken. */
    private final AtomicInteger sleeping = new AtomicInteger();

    /** 1 while an idle carrier naps instead of sleeping. */
    private final AtomicInteger watching = new AtomicInteger();

    /** Without a name or a counter it is not changed by making threads, so that any thread may use it. */
    private final Thread.Builder.OfVirtual threads;

    private boolean started;
    private volatile boolean closed;

    /** @param failed told of what ends a carrier */
    Scheduler(int parallelism, Thread.UncaughtExceptionHandler failed) {
        threads = (ACCESS == null ? Thread.ofVirtual() : ACCESS.builder(this)).inheritInheritableThreadLocals(false);
        carriers = new Carrier[parallelism];
        for (int i = 0; i < parallelism; i++) {
            carriers[i] = new Carrier(this, i, parallelism);
            carriers[i].setUncaughtExceptionHandler(failed);
        }
    }

    /** What of {@code java.lang} is opened to us. */
    private record Access(Constructor<?> builder, MethodHandle asker) {
        static @Nullable Access find() {
            try {
                Constructor<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                        .getDeclaredConstructor(Executor.class);
                builder.setAccessible(true);
                MethodHandle current = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                        .findStatic(Thread.class, "currentCarrierThread", MethodType.methodType(Thread.class));
                return new Access(builder, current);
            } catch (ReflectiveOperationException | RuntimeException _) {
                return null;
            }
        }

        Thread.Builder.OfVirtual builder(Scheduler scheduler) {
            try {
                return (Thread.Builder.OfVirtual) builder.newInstance(scheduler);
            } catch (ReflectiveOperationException failure) {
                throw new IllegalStateException("cannot make virtual threads", failure);
            }
        }

        /** The platform thread that runs now: a virtual thread that wakes another is still mounted. */
        Thread currentCarrier() {
            try {
                return (Thread) asker.invokeExact();
            } catch (Throwable failure) {
                throw new IllegalStateException("cannot ask for the carrier", failure);
            }
        }
    }

    int parallelism() {
        return carriers.length;
    }

    /** The processes whose priority is not normal. */
    Lanes lanes() {
        return lanes;
    }

    Carrier[] carriers() {
        return carriers;
    }

    /** A virtual thread, not started. */
    Thread newThread(Runnable task) {
        return threads.unstarted(task);
    }

    /** Whether processes run on hosts, or each on a thread of its own. */
    boolean hasHosts() {
        return ACCESS != null;
    }

    /** Whether what runs next on this carrier has a stack already, so that the host of the one that runs now can not go on with it. */
    boolean isThreadNext() {
        Carrier own = current();
        Runnable next = own == null ? null : own.queue.peek();
        return next != null && !(next instanceof Proc);
    }

    /** The process whose turn is next on this carrier, taken from the queue, if it can run on the stack of the one that runs now. */
    @Nullable
    Proc takeBorrower() {
        Carrier own = lanes.isEmpty() ? current() : null;
        return own == null ? null : own.takeBorrower();
    }

    /** Has a process run that is new or has waited without a stack. */
    void execute(Proc process) {
        if (ACCESS == null) {
            newThread(process).start();
        } else {
            enqueue(current(), process);
        }
    }

    /** Called by the JDK, with the continuation of a virtual thread. */
    @Override
    public void execute(Runnable continuation) {
        Carrier own = current();
        if (own == null || !own.takesAtOnce(continuation)) {
            enqueue(own, continuation);
        }
    }

    private void enqueue(@Nullable Carrier own, Runnable continuation) {
        if (lanes.add(continuation)) {
            if (own == null) {
                start();
            }
            wakeOne();
            return;
        }
        if (own != null && own.queue.add(continuation)) {
            // One that waits alone has its turn here soon; but somebody must watch that it does. The process that wakes
            // others is about to wait, as a rule, so that two have theirs soon as well; one that gives its carrier up
            // is not.
            boolean several = own.queue.size() > (Thread.currentThread().isVirtual() ? 2 : 1);
            if (sleeping.get() > 0 && (several || watching.get() == 0)) {
                wakeOne();
            }
            return;
        }
        shared.add(continuation);
        if (own == null) {
            start();
        }
        wakeOne();
    }

    /** The carrier that this runs on, or null. */
    @Nullable
    Carrier current() {
        return ACCESS != null && ACCESS.currentCarrier() instanceof Carrier carrier && carrier.scheduler() == this
                ? carrier
                : null;
    }

    private synchronized void start() {
        if (!started) {
            started = true;
            for (Carrier carrier : carriers) {
                carrier.start();
            }
        }
    }

    /** Has the carriers end when they have nothing to do. */
    void close() {
        closed = true;
        for (Carrier carrier : carriers) {
            LockSupport.unpark(carrier);
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Nullable
    Runnable takeShared() {
        return shared.isEmpty() ? null : shared.poll();
    }

    void share(Runnable continuation) {
        shared.add(continuation);
    }

    /** How many threads wait for a carrier, about. */
    int queueLength() {
        int length = shared.size() + lanes.size();
        for (Carrier carrier : carriers) {
            length += carrier.queue.size();
        }
        return length;
    }

    /** Whether the process that runs now should let another run. Those behind it are offered to an idle carrier first. */
    boolean isBusy() {
        Carrier own = current();
        if (own == null) {
            return ACCESS == null;
        }
        boolean others = own.queue.size() > 0;
        if (others && sleeping.get() > 0) {
            wakeOne();
        }
        return others || !shared.isEmpty() || !lanes.isEmpty();
    }

    // ---- idle carriers

    /** @return true when the carrier is to nap and watch */
    boolean beginIdle(Carrier carrier) {
        ASLEEP.set(carrier, 1);
        int asleep = sleeping.incrementAndGet();
        return asleep < carriers.length && watching.compareAndSet(0, 1);
    }

    void endIdle(Carrier carrier, boolean watched) {
        if (ASLEEP.compareAndSet(carrier, 1, 0)) {
            sleeping.decrementAndGet();
        }
        if (watched) {
            watching.set(0);
        }
    }

    private void wakeOne() {
        if (sleeping.get() == 0) {
            return;
        }
        for (Carrier carrier : carriers) {
            if (ASLEEP.get(carrier) == 1 && ASLEEP.compareAndSet(carrier, 1, 0)) {
                sleeping.decrementAndGet();
                LockSupport.unpark(carrier);
                return;
            }
        }
    }
}
