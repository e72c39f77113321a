package org.jlixir.runtime.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** Sets what is traced of processes, and tells what is. Every method runs in the process {@code self}. */
public final class Tracing {
    /** How long a process that blocks in Java code is waited for: nanoseconds. */
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private Tracing() {}

    /**
     * Has processes traced, or not traced any more, when it returns.
     *
     * @param flags what to add to what is traced of them, or to take away
     * @return false when one of them is traced by somebody else
     */
    public static boolean change(Proc self, List<Proc> processes, boolean on, int flags, Pid tracer) {
        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        for (Proc process : processes) {
            if (process == self) {
                answers.add(CompletableFuture.completedFuture(change(process, on, flags, tracer)));
            } else {
                CompletableFuture<Boolean> answer = new CompletableFuture<>();
                process.request(other -> answer.complete(other.isEnded() || change(other, on, flags, tracer)));
                answers.add(answer);
            }
        }
        boolean all = true;
        for (CompletableFuture<Boolean> answer : answers) {
            Boolean done = self.await(answer, PATIENCE_NANOS);
            all &= done == null || done;
        }
        return all;
    }

    /** Changes what is traced of the process itself, which is traced already. */
    public static void changeOwn(Proc self, boolean on, TraceFlag flag) {
        ProcessTrace trace = self.trace();
        if (trace != null) {
            self.setTrace(changed(trace, on, flag.bit(), trace.tracer()));
        }
    }

    private static boolean change(Proc process, boolean on, int flags, Pid tracer) {
        ProcessTrace trace = alive(process);
        if (on && trace != null && !trace.tracer().equals(tracer)) {
            return false;
        }
        process.setTrace(changed(trace, on, flags, tracer));
        return true;
    }

    private static @Nullable ProcessTrace changed(@Nullable ProcessTrace trace, boolean on, int flags, Pid tracer) {
        if (trace == null) {
            return on && flags != 0 ? new ProcessTrace(flags, tracer) : null;
        }
        return trace.with(on ? trace.flags() | flags : trace.flags() & ~flags);
    }

    /** The trace of the process; one whose tracer is gone has ended. */
    private static @Nullable ProcessTrace alive(Proc process) {
        ProcessTrace trace = process.trace();
        if (trace != null && process.node().find(trace.tracer()) == null) {
            process.setTrace(null);
            return null;
        }
        return trace;
    }

    /** Changes what is traced of processes from their start. */
    public static void changeNew(Node node, boolean on, int flags, Pid tracer) {
        node.setTraceOfNew(changed(node.traceOfNew(), on, flags, tracer));
    }

    /** {@code flags} or {@code tracer} of processes that have not started yet. */
    public static Object ofNew(Node node, Atom item) {
        return item(node.traceOfNew(), item);
    }

    /** {@code flags} or {@code tracer} of a process: null when it has ended. */
    public static @Nullable Object of(Proc self, Proc process, Atom item) {
        if (process == self) {
            return item(alive(self), item);
        }
        CompletableFuture<Object> answer = new CompletableFuture<>();
        process.request(other -> answer.complete(other.isEnded() ? Atom.UNDEFINED : item(alive(other), item)));
        Object found = self.await(answer, PATIENCE_NANOS);
        return found == Atom.UNDEFINED ? null : found;
    }

    private static Object item(@Nullable ProcessTrace trace, Atom item) {
        boolean flags = item == Atom.of("flags");
        Object value = trace == null ? EmptyList.NIL : flags ? trace.flagList() : trace.tracer();
        return Tuple.of(item, value);
    }
}
