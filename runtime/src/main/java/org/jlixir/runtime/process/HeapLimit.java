package org.jlixir.runtime.process;

import org.jlixir.runtime.code.CodeServer;
import org.jlixir.runtime.error.StackTrace;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The flag {@code max_heap_size} of a process that has set it. The JVM has no heap of one process, so that what the process holds is
 * measured ({@link HeldTerms}) when a time slice ends and when it takes signals; the more there was to look at, the longer until the next
 * time. A process that waits meanwhile is woken for it. Confined to the process.
 */
final class HeapLimit {
    private static final Atom LOGGER = Atom.of("jlixir_logger");
    private static final Atom REPORT = Atom.of("heap_limit_reached");
    private static final Atom KILLED = Atom.of("killed");
    private static final Atom SIZE = Atom.of("size");
    private static final Atom KILL = Atom.of("kill");
    private static final Atom ERROR_LOGGER = Atom.of("error_logger");

    /** Measuring is to take a fifth of the process's time at most, once the code that does it is warm. */
    private static final int SHARE = 4;

    /** What the report receives is not measured, for that would be reported too. */
    private boolean reporting;

    /** An empty heap. */
    private static final long FEWEST_WORDS = 233;

    private final long size;
    private final boolean kill;
    private final boolean report;

    /** When to measure again: {@link System#nanoTime}. */
    private long next = System.nanoTime();

    /** It was not time yet when the process was to be measured last. */
    private boolean isOwed;

    /** The process will be woken to be measured. */
    private boolean isReminded;

    private HeapLimit(long size, boolean kill, boolean report) {
        this.size = size;
        this.kill = kill;
        this.report = report;
    }

    /** What the value of the flag asks for: null for no limit. */
    static @Nullable HeapLimit of(Object flag) {
        return flag instanceof ElixirMap map && map.get(SIZE) instanceof Long size && size > 0
                ? new HeapLimit(size, map.get(KILL) == Atom.TRUE, map.get(ERROR_LOGGER) == Atom.TRUE)
                : null;
    }

    /** Measures if it is time. @throws ProcessKilled when the process holds too much and is to end then */
    void check(Proc self) {
        if (reporting) {
            return;
        }
        isOwed = System.nanoTime() - next < 0;
        if (!isOwed) {
            HeldTerms held = HeldTerms.of(self, size + 1);
            // Not what the clock says: a pause of the JVM or cold code would put the next time off for long.
            next = System.nanoTime() + SHARE * held.nanosToFind();
            compare(self, FEWEST_WORDS + held.words());
        }
    }

    /** Called before the process waits: has it take signals when it is time for what has been put off, or it would wait unmeasured. */
    void remind(Proc self) {
        if (isOwed && !isReminded) {
            isReminded = true;
            self.node().timerQueue().add(new Reminder(self), next);
        }
    }

    private final class Reminder extends TimerQueue.Entry {
        private final Proc process;

        Reminder(Proc process) {
            this.process = process;
        }

        @Override
        void run() {
            process.request(_ -> isReminded = false);
        }
    }

    private void compare(Proc self, long words) {
        if (words <= size) {
            return;
        }
        if (report) {
            CodeServer code = self.node().code();
            Tuple limit = Tuple.of(size, Atom.of(kill), Atom.of(report));
            if (code.lookup(self, LOGGER, REPORT, 4) != null) {
                Object stack = StackTrace.current();
                // It may be in a receive, and the report waits for a device.
                reporting = true;
                self.apart(() -> code.call(self, LOGGER, REPORT, limit, words, (long) self.messageCount(), stack));
                reporting = false;
            }
        }
        if (kill) {
            throw new ProcessKilled(KILLED);
        }
    }
}
