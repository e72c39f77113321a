package org.jlixir.runtime.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread that runs processes, one after the other: each until it ends or waits without a stack, see {@link Proc}. A process
 * that waits or is interrupted in the middle of something keeps the host's stack, and so the host, until it comes to such a place.
 *
 * <p>So a process that never waits costs no thread, and one that waits at the end of its loop keeps none.
 */
final class Host implements Runnable {
    private static final VarHandle NEXT;

    static {
        try {
            NEXT = MethodHandles.lookup().findVarHandle(Host.class, "next", Proc.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Scheduler scheduler;
    private final Thread thread;

    private boolean started;

    /** Set by the carrier that it rests at. */
    private volatile boolean ends;

    /** What a carrier has given it to run while it rested. */
    private @Nullable Proc next;

    Host(Scheduler scheduler) {
        this.scheduler = scheduler;
        this.thread = scheduler.newThread(this);
    }

    /** Gives a resting host, or a new one, something to run. Called by the carrier that it rests at. */
    void give(Proc process) {
        NEXT.setRelease(this, process);
        if (started) {
            LockSupport.unpark(thread);
        } else {
            started = true;
            thread.start();
        }
    }

    /** Ends a resting host. Called by the carrier that it rests at. */
    void end() {
        ends = true;
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        while (true) {
            Proc process = (Proc) NEXT.getAcquire(this);
            if (process == null && ends) {
                return;
            }
            if (process == null) {
                // Somebody who meant to wake a process that ran here before may wake it early.
                LockSupport.park();
                continue;
            }
            NEXT.setRelease(this, null);
            if (!runAll(process)) {
                return;
            }
        }
    }

    /** Runs the process, and those that follow it on the carrier. @return false when this thread is not to be used again */
    private boolean runAll(Proc first) {
        Proc process = first;
        while (process.runOnHost()) {
            Carrier carrier = scheduler.current();
            if (carrier == null) {
                return false;
            }
            Runnable following = carrier.next();
            if (following instanceof Proc another) {
                process = another;
            } else {
                return carrier.rest(this, following);
            }
        }
        return false;
    }
}
