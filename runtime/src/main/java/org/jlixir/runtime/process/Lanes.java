package org.jlixir.runtime.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/**
 * The run queues of processes whose priority is not normal: those of priority {@code max} run before all others, then those of {@code
 * high}; those of {@code low} have one turn in eight while others are ready. A process of normal priority is in none of them, and
 * nobody looks here while all are normal.
 *
 * <p>Which process a continuation is of shows in the JDK's object for the thread, as {@code java.lang} is open to us; without that all
 * processes are alike. Safe for any thread.
 */
final class Lanes {
    /** Of so many turns one is for a process of low priority. */
    private static final int TURNS = 8;

    private static final Map<Atom, Level> LEVELS =
            Map.of(Atom.of("max"), Level.MAX, Atom.of("high"), Level.HIGH, Atom.of("low"), Level.LOW);

    private enum Level {
        MAX,
        HIGH,
        LOW
    }

    private final ConcurrentHashMap<Runnable, Level> levels = new ConcurrentHashMap<>();
    private final Queue<Runnable> max = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> high = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> low = new ConcurrentLinkedQueue<>();

    /** True once a process has had another priority than the normal one. */
    private volatile boolean used;

    private static final class Holder {
        static final @Nullable VarHandle CONTINUATION = find();

        private static @Nullable VarHandle find() {
            try {
                Class<?> type = Class.forName("java.lang.VirtualThread");
                return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                        .findVarHandle(type, "runContinuation", Runnable.class);
            } catch (ReflectiveOperationException | RuntimeException _) {
                return null;
            }
        }
    }

    /** Sets the priority of what the thread runs: {@code :low}, {@code :normal}, {@code :high} or {@code :max}. */
    void set(Thread thread, @Nullable Object priority) {
        if (Holder.CONTINUATION != null && thread.isVirtual()) {
            set((Runnable) Holder.CONTINUATION.get(thread), priority);
        }
    }

    /** Sets the priority of a continuation, or of a process while it has no thread. */
    void set(Runnable work, @Nullable Object priority) {
        Level level = priority instanceof Atom name ? LEVELS.get(name) : null;
        if (level != null) {
            levels.put(work, level);
            used = true;
        } else if (used) {
            levels.remove(work);
        }
    }

    /** Takes in a continuation that is ready to run. @return false for one of normal priority */
    boolean add(Runnable continuation) {
        Level level = used ? levels.get(continuation) : null;
        if (level == null) {
            return false;
        }
        switch (level) {
            case MAX -> max.add(continuation);
            case HIGH -> high.add(continuation);
            case LOW -> low.add(continuation);
        }
        return true;
    }

    /**
     * What is to run before all of normal priority.
     *
     * @param turn counts the turns of a carrier
     */
    @Nullable
    Runnable next(int turn) {
        if (!used) {
            return null;
        }
        Runnable urgent = urgent();
        return urgent == null && turn % TURNS == 0 ? low.poll() : urgent;
    }

    /** Something to run for a carrier that has nothing else. */
    @Nullable
    Runnable any() {
        if (!used) {
            return null;
        }
        Runnable urgent = urgent();
        return urgent == null ? low.poll() : urgent;
    }

    private @Nullable Runnable urgent() {
        Runnable first = max.poll();
        return first == null ? high.poll() : first;
    }

    boolean isEmpty() {
        return !used || max.isEmpty() && high.isEmpty() && low.isEmpty();
    }

    /** How many wait here. Takes time linear in that. */
    int size() {
        return used ? max.size() + high.size() + low.size() : 0;
    }
}
