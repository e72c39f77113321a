package org.jlixir.runtime.process;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is due later: a binary heap and a thread that waits for its first entry. Most timers of a running system are taken back
 * long before they are due, so that is made cheap: the thread is left to wake up for one that is gone, and is told only of an entry
 * that is due before it would wake up by itself. Safe for any thread.
 */
final class TimerQueue {
    private static final int FIRST_CAPACITY = 16;

    /** The thread sleeps for good. */
    private static final long NEVER = Long.MAX_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Consumer<Throwable> failed;

    /** Guarded by {@link #lock}, like the fields of the entries. */
    private @Nullable Entry[] heap = new Entry[FIRST_CAPACITY];

    private int size;

    /** How long after {@link #start} the thread wakes up by itself: nanoseconds. Guarded by {@link #lock}. */
    private long wakesAt = NEVER;

    /** Times are counted from here, so that comparing them can not overflow. */
    private final long start = System.nanoTime();

    private @Nullable Thread thread;

    private boolean closed;

    /** @param failed told of what an entry throws */
    TimerQueue(Consumer<Throwable> failed) {
        this.failed = failed;
    }

    /** Something to be done once, on the thread of the queue. */
    abstract static class Entry {
        /** Nanoseconds after the start of the queue. Set by {@link TimerQueue#add}. */
        private long due;

        /** Its place in the heap; negative while it is in none. */
        private int place = -1;

        abstract void run();
    }

    /** @param at when it is due: {@link System#nanoTime} */
    void add(Entry entry, long at) {
        long due = at - start;
        Thread woken = null;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            entry.due = due;
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            rise(entry, size++);
            if (due < wakesAt) {
                wakesAt = due;
                woken = thread();
            }
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(woken);
    }

    private Thread thread() {
        Thread running = thread;
        if (running == null) {
            running = new Thread(this::serve, "jlixir-timers");
            running.setDaemon(true);
            thread = running;
            running.start();
        }
        return running;
    }

    /** Takes an entry out, unless it has been run or taken out already. */
    void remove(Entry entry) {
        lock.lock();
        try {
            if (entry.place >= 0 && !closed) {
                takeOut(entry);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all entries, and ends the thread. */
    void close() {
        lock.lock();
        try {
            closed = true;
            heap = new Entry[0];
            size = 0;
            LockSupport.unpark(thread);
        } finally {
            lock.unlock();
        }
    }

    private void takeOut(Entry entry) {
        int place = entry.place;
        entry.place = -1;
        Entry last = heap[--size];
        heap[size] = null;
        if (last != entry) {
            rise(last, place);
            sink(last);
        }
    }

    /** Puts an entry at a free place, or above it. */
    private void rise(Entry entry, int free) {
        int place = free;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            if (heap[parent].due <= entry.due) {
                break;
            }
            put(heap[parent], place);
            place = parent;
        }
        put(entry, place);
    }

    private void sink(Entry entry) {
        int place = entry.place;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && heap[child + 1].due < heap[child].due) {
                child++;
            }
            if (heap[child].due >= entry.due) {
                break;
            }
            put(heap[child], place);
            place = child;
        }
        put(entry, place);
    }

    private void put(Entry entry, int place) {
        heap[place] = entry;
        entry.place = place;
    }

    private void serve() {
        do {
            Entry entry = next();
            while (entry != null) {
                run(entry);
                entry = next();
            }
        } while (sleep());
    }

    private void run(Entry entry) {
        try {
            entry.run();
        } catch (RuntimeException | Error failure) {
            failed.accept(failure);
        }
    }

    /** The next entry that is due, taken out; null when there is none, and {@link #wakesAt} says when to look again. */
    private @Nullable Entry next() {
        lock.lock();
        try {
            Entry first = size == 0 ? null : heap[0];
            if (first != null && first.due <= System.nanoTime() - start) {
                takeOut(first);
                return first;
            }
            wakesAt = first == null ? NEVER : first.due;
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there may be something to do. @return false when the queue is closed */
    private boolean sleep() {
        long until;
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            until = wakesAt;
        } finally {
            lock.unlock();
        }
        if (until == NEVER) {
            LockSupport.park(this);
        } else {
            // An entry added meanwhile that is due earlier has left a permit: this returns at once.
            LockSupport.parkNanos(this, until - (System.nanoTime() - start));
        }
        return true;
    }
}
