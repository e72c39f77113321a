package org.jlixir.runtime.process;

/**
 * The time slice of a process: so many reductions until it looks for signals and lets others run. A part of {@link Proc}, as {@link
 * TailCallRecord} is: compiled functions count {@link #reductions} down. Confined to the process.
 */
abstract sealed class TimeSlice extends TailCallRecord permits Mailbox {
    /** How many reductions a process may use before it looks for signals and lets others run: at most, see {@link #fit}. */
    public static final int REDUCTIONS = 4000;

    private static final int FEWEST_REDUCTIONS = 250;

    /** The first slice is shorter: nobody knows yet what a reduction costs here. */
    private static final int FIRST_REDUCTIONS = 1000;

    /** How long a slice should last when others wait, about: nanoseconds. */
    private static final long SLICE_NANOS = 250_000;

    /** More yields than this may have made the host's stack large. */
    private static final int MANY_YIELDS = 16;

    /** What is left of the time slice: counted down by function entries and loops. */
    public int reductions = FIRST_REDUCTIONS;

    private int slice = FIRST_REDUCTIONS;
    private long reductionsBefore;

    /** When the slice began ({@link System#nanoTime}); 0 when it is not known, or the process has waited since. */
    private long sliceStart;

    /** How often it has let others run since it is on its host. */
    private int yields;

    /** All reductions of the process so far. */
    public final long reductionsUsed() {
        return reductionsBefore + (slice - reductions);
    }

    /** Called when {@link #reductions} has run out: handles signals, yields if others wait, and starts a new slice. */
    @SuppressWarnings("ThreadPriorityCheck") // The thread is a process: its scheduler is ours.
    public final void reductionsExhausted() {
        reductionsBefore += slice - reductions;
        reductions = slice;
        Proc process = proc();
        if (process.borrowsStack) {
            return;
        }
        if (process.hasSignals()) {
            process.takeSignals();
        }
        HeapLimit limit = process.heapLimit();
        if (limit != null) {
            limit.check(process);
        }
        if (process.node().scheduler().isBusy()) {
            fit();
            yields++;
            Thread.yield();
            sliceStart = System.nanoTime();
        } else {
            sliceStart = 0;
            slice = Math.min(REDUCTIONS, slice * 2);
        }
        reductions = slice;
    }

    /**
     * Makes the next slice shorter when this one has taken long, for reductions are not alike: a call may sort a long list, and code
     * that is not compiled yet is slow.
     */
    private void fit() {
        if (sliceStart == 0) {
            return;
        }
        long taken = Math.max(1, System.nanoTime() - sliceStart);
        if (taken >= FlightEvents.LONG_RUN_NANOS) {
            FlightEvents.longRun(proc(), taken);
        }
        long fitting = slice * SLICE_NANOS / taken;
        slice = Math.clamp(fitting, Math.max(FEWEST_REDUCTIONS, slice / 4), Math.min(REDUCTIONS, slice * 2));
    }

    /** The process begins to run for the first time. */
    final void sliceBegins() {
        sliceStart = System.nanoTime();
    }

    /** The process is about to wait: how long the slice lasts says nothing any more. */
    final void sliceIsInterrupted() {
        sliceStart = 0;
    }

    /** The process has come to another host. */
    final void countYieldsAnew() {
        yields = 0;
    }

    /** True when the process may have made its host's stack large. */
    final boolean hasYieldedOften() {
        return yields > MANY_YIELDS;
    }
}
