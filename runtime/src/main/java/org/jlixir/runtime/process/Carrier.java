package org.jlixir.runtime.process;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A platform thread that runs what waits in its own queue, in the shared one, and in those of others that have too many: continuations of
 * virtual threads, and processes that have no thread, for which it has hosts.
 */
final class Carrier extends Thread {
    /** Reserved, not used, until a process recurses deeply. */
    private static final long STACK_BYTES = 512L << 20;

    /** How often an idle carrier looks for work before it sleeps. */
    private static final int SPINS = 50;

    /**
     * After so many continuations of its own a carrier looks at the shared queue, so that nobody there starves. It takes as many as
     * it has had turns: else a queue that timers and other threads fill would only grow while the carriers are busy.
     */
    private static final int FAIRNESS = 61;

    /**
     * For so long one that waits alone is left to its carrier, which may be in cold code or without a core: a process just
     * spawned should not end before its spawner has come to monitor it.
     */
    private static final long STUCK_NANOS = 20_000_000L;

    private static final long SHORTEST_NAP_NANOS = 200_000L;
    private static final long LONGEST_NAP_NANOS = 5_000_000L;

    /** So many hosts rest at a carrier; more end. */
    private static final int MOST_HOSTS = 32;

    final RunQueue queue = new RunQueue();

    /** The fields of this paragraph are confined to the carrier's thread, and so to what runs on it. */
    private final ArrayDeque<Host> hosts = new ArrayDeque<>();

    private int tick;
    private boolean giving;
    private @Nullable Runnable given;
    private @Nullable Runnable handedOver;

    private final Scheduler scheduler;
    private final int index;
    /** What each carrier had taken when this one, idle, saw it move last, and when that was ({@link System#nanoTime}). */
    private final int[] takenBefore;

    private final long[] movedAt;

    Carrier(Scheduler scheduler, int index, int parallelism) {
        super(null, null, "jlixir-carrier-" + index, STACK_BYTES);
        this.scheduler = scheduler;
        this.index = index;
        this.takenBefore = new int[parallelism];
        this.movedAt = new long[parallelism];
        setDaemon(true);
    }

    Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public void run() {
        while (true) {
            Runnable work = next();
            if (work == null) {
                work = find(false);
            }
            if (work == null) {
                work = idle();
            }
            if (work == null) {
                endHosts();
                return;
            }
            while (work != null) {
                if (work instanceof Proc process) {
                    runOnHost(process);
                } else {
                    work.run();
                }
                work = handedOver;
                handedOver = null;
            }
        }
    }

    /** What waits here, in its turn; null when nothing does. Called on this carrier, by it or by a host. */
    @Nullable
    Runnable next() {
        Runnable work = scheduler.lanes().next(++tick);
        if (work == null && tick % FAIRNESS == 0) {
            work = takeShared();
        }
        return work != null ? work : queue.take();
    }

    /** See {@link Scheduler#takeBorrower}. Called on this carrier. */
    @Nullable
    Proc takeBorrower() {
        if ((tick + 1) % FAIRNESS == 0 || !(queue.peek() instanceof Proc next) || !BorrowedStack.mayBorrow(next)) {
            return null;
        }
        Runnable taken = queue.take();
        if (taken == next) {
            tick++;
            return next;
        }
        // Another carrier has been quicker.
        if (taken != null && !queue.add(taken)) {
            scheduler.share(taken);
        }
        return null;
    }

    // ---- hosts

    private void runOnHost(Proc process) {
        Host resting = hosts.pollLast();
        Host host = resting == null ? new Host(scheduler) : resting;
        giving = true;
        host.give(process);
        runGiven();
    }

    private void endHosts() {
        for (Host host = hosts.pollLast(); host != null; host = hosts.pollLast()) {
            giving = true;
            host.end();
            runGiven();
        }
    }

    /** Runs the host that has just been woken, unless it was awake. */
    private void runGiven() {
        giving = false;
        Runnable continuation = given;
        given = null;
        if (continuation != null) {
            continuation.run();
        }
    }

    /** True when the continuation is that of a host which this carrier has just given work: it runs at once. */
    boolean takesAtOnce(Runnable continuation) {
        if (!giving) {
            return false;
        }
        giving = false;
        given = continuation;
        return true;
    }

    /**
     * Called by a host that has nothing to run.
     *
     * @param following what runs next here, or null
     * @return false when there are hosts enough
     */
    boolean rest(Host host, @Nullable Runnable following) {
        handedOver = following;
        if (hosts.size() >= MOST_HOSTS) {
            return false;
        }
        hosts.addLast(host);
        return true;
    }

    /** One from the shared queue; others follow it into the queue of this carrier, behind those that wait there. */
    private @Nullable Runnable takeShared() {
        Runnable first = scheduler.takeShared();
        for (int i = 1; first != null && i < FAIRNESS; i++) {
            Runnable next = scheduler.takeShared();
            if (next == null) {
                break;
            }
            if (!queue.add(next)) {
                scheduler.share(next);
                break;
            }
        }
        return first;
    }

    /** Work from elsewhere. With {@code watches} also the only one of a carrier that has not got on for long. */
    private @Nullable Runnable find(boolean watches) {
        Runnable continuation = scheduler.takeShared();
        Carrier[] carriers = scheduler.carriers();
        for (int i = 1; i < carriers.length && continuation == null; i++) {
            int other = (index + i) % carriers.length;
            continuation = steal(carriers[other].queue, other, watches);
        }
        return continuation == null ? scheduler.lanes().any() : continuation;
    }

    /**
     * One that waits alone will have its turn as soon as whoever woke it waits: it stays where it is, for moving between
     * cores costs more than that. Of several, half are taken.
     */
    private @Nullable Runnable steal(RunQueue other, int otherIndex, boolean watches) {
        int size = other.size();
        if (size < 2) {
            return watches && isStuck(other, otherIndex, size) ? other.take() : null;
        }
        Runnable first = other.take();
        // When somebody else has been quicker nothing may follow: this carrier would sleep on it.
        for (int i = 1; first != null && i < size / 2; i++) {
            Runnable next = other.take();
            if (next == null) {
                break;
            }
            if (!queue.add(next)) {
                scheduler.share(next);
                break;
            }
        }
        return first;
    }

    private boolean isStuck(RunQueue other, int otherIndex, int size) {
        int taken = other.taken();
        long now = System.nanoTime();
        if (size == 0 || taken != takenBefore[otherIndex]) {
            takenBefore[otherIndex] = taken;
            movedAt[otherIndex] = now;
            return false;
        }
        return now - movedAt[otherIndex] >= STUCK_NANOS;
    }

    /**
     * Waits for work. One idle carrier naps and watches those that work, the others sleep until they are woken.
     *
     * @return null when there will be none, for the scheduler is closed
     */
    private @Nullable Runnable idle() {
        for (int i = 0; i < SPINS; i++) {
            Thread.onSpinWait();
            Runnable continuation = find(false);
            if (continuation != null) {
                return continuation;
            }
        }
        Arrays.fill(movedAt, System.nanoTime());
        long nap = SHORTEST_NAP_NANOS;
        while (true) {
            boolean watches = scheduler.beginIdle(this);
            Runnable continuation = find(false);
            if (continuation == null && scheduler.isClosed()) {
                scheduler.endIdle(this, watches);
                return null;
            }
            if (continuation == null) {
                if (watches) {
                    LockSupport.parkNanos(this, nap);
                } else {
                    LockSupport.park(this);
                }
            }
            scheduler.endIdle(this, watches);
            if (continuation == null) {
                continuation = find(watches);
            }
            if (continuation != null) {
                return continuation;
            }
            nap = Math.min(2 * nap, LONGEST_NAP_NANOS);
        }
    }

    /** Whether it sleeps and nobody has woken it yet. Guarded by the scheduler's atomics. */
    volatile int asleep;
}
