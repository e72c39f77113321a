package org.jlixir.runtime.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The continuations that wait for one carrier, first in first out: a ring of fixed size. The carrier alone adds; it and
 * carriers that steal take.
 */
final class RunQueue {
    private static final int SIZE = 256;
    private static final int MASK = SIZE - 1;
    private static final VarHandle HEAD;

    static {
        try {
            HEAD = MethodHandles.lookup().findVarHandle(RunQueue.class, "head", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final AtomicReferenceArray<@Nullable Runnable> ring = new AtomicReferenceArray<>(SIZE);
    private volatile int head;
    private volatile int tail;

    /** Called by the carrier. @return false when the ring is full */
    boolean add(Runnable continuation) {
        int at = tail;
        // Whoever takes the entry empties it after moving the head: until then its place is not free.
        if (at - head >= SIZE || ring.getOpaque(at & MASK) != null) {
            return false;
        }
        ring.setOpaque(at & MASK, continuation);
        tail = at + 1;
        return true;
    }

    /** The one that waits longest, or null. Safe for any thread. */
    @Nullable
    Runnable take() {
        while (true) {
            int at = head;
            if (at == tail) {
                return null;
            }
            Runnable continuation = ring.getAcquire(at & MASK);
            if (HEAD.compareAndSet(this, at, at + 1)) {
                ring.setRelease(at & MASK, null);
                return continuation;
            }
        }
    }

    /** The one that {@link #take} would answer, as far as can be told: others may take it. */
    @Nullable
    Runnable peek() {
        return ring.getAcquire(head & MASK);
    }

    /** How many wait, about. */
    int size() {
        int first = head;
        return Math.max(0, tail - first);
    }

    /** Counts what has been taken: a waiting one is stuck while it does not change. */
    int taken() {
        return head;
    }
}
