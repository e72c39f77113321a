package org.jlixir.runtime.process;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.error.StackTrace;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * What is traced of one process, and who is told. A process that nobody traces has none, and looks no further. Confined to the
 * process; what others do to it that is traced, they have it do itself.
 */
public final class ProcessTrace {
    private static final Atom TRACE = Atom.of("trace");
    private static final Atom TRACE_TS = Atom.of("trace_ts");
    private static final Atom SEND = Atom.of("send");
    private static final Atom SEND_TO_NONE = Atom.of("send_to_non_existing_process");
    private static final Atom RECEIVE = Atom.of("receive");
    private static final Atom IN = Atom.of("in");
    private static final Atom OUT = Atom.of("out");

    private final int flags;
    private final Pid tracer;

    /** A call that has not returned and whose return somebody wants to hear of. */
    public record PendingReturn(Tuple function, boolean value, boolean exception, boolean caller) {}

    private final List<PendingReturn> pendingReturns;
    private boolean localCall;

    ProcessTrace(int flags, Pid tracer) {
        this(flags, tracer, new ArrayList<>());
    }

    private ProcessTrace(int flags, Pid tracer, List<PendingReturn> pendingReturns) {
        this.flags = flags;
        this.tracer = tracer;
        this.pendingReturns = pendingReturns;
    }

    /** The same with other flags: null when there are none left. */
    @Nullable
    ProcessTrace with(int newFlags) {
        return newFlags == 0 ? null : new ProcessTrace(newFlags, tracer, pendingReturns);
    }

    /** What another process gets that is to be traced alike. */
    private @Nullable ProcessTrace inherited(int mask) {
        return (flags & mask) == 0 ? null : new ProcessTrace(flags & mask, tracer);
    }

    int flags() {
        return flags;
    }

    public boolean follows(TraceFlag flag) {
        return flag.in(flags);
    }

    Pid tracer() {
        return tracer;
    }

    Object flagList() {
        ListBuilder list = new ListBuilder();
        for (TraceFlag flag : TraceFlag.values()) {
            if (flag.in(flags)) {
                list.add(flag.atom());
            }
        }
        return list.finish();
    }

    /** Tells the tracer {@code {:trace, pid, parts...}}. A tracer that is gone ends the trace. */
    public void tell(Proc self, Object... parts) {
        Proc told = self.node().find(tracer);
        if (told == null) {
            self.setTrace(null);
            return;
        }
        Object time = time(self);
        Object[] message = new Object[parts.length + (time == null ? 2 : 3)];
        message[0] = time == null ? TRACE : TRACE_TS;
        message[1] = self.pid().shown();
        System.arraycopy(parts, 0, message, 2, parts.length);
        if (time != null) {
            message[message.length - 1] = time;
        }
        told.send(Tuple.ofArray(message));
    }

    private @Nullable Object time(Proc self) {
        if (follows(TraceFlag.TIMESTAMP)) {
            long micros = self.node().clock().system() / 1000;
            return Tuple.of(micros / 1_000_000_000_000L, micros / 1_000_000 % 1_000_000, micros % 1_000_000);
        }
        if (follows(TraceFlag.STRICT_MONOTONIC_TIMESTAMP)) {
            return Tuple.of(
                    self.node().clock().monotonic(),
                    self.node().uniqueIntegers().next(true, false));
        }
        return follows(TraceFlag.MONOTONIC_TIMESTAMP)
                ? (Object) self.node().clock().monotonic()
                : null;
    }

    // ---- messages

    /** Before a message is sent. {@code target}: as the program names it. */
    public void sending(Proc self, Object target, Object message) {
        if (!follows(TraceFlag.SEND)) {
            return;
        }
        Node node = self.node();
        boolean exists = switch (target) {
            case Pid pid -> node.find(pid) != null;
            case Reference alias -> node.findAlias(alias) != null;
            default -> true;
        };
        if (!(target instanceof Atom name) || node.find(name) != null) {
            tell(self, exists ? SEND : SEND_TO_NONE, message, target);
        }
    }

    void received(Proc self, Object message) {
        if (follows(TraceFlag.RECEIVE)) {
            tell(self, RECEIVE, message);
        }
    }

    // ---- the life of processes

    /** Tells of what happens to the process, such as {@code :link} and a pid. */
    void event(Proc self, String event, Object... details) {
        if (follows(TraceFlag.PROCS)) {
            Object[] parts = new Object[details.length + 1];
            parts[0] = Atom.of(event);
            System.arraycopy(details, 0, parts, 1, details.length);
            tell(self, parts);
        }
    }

    /** Tells of the end, and of the name that becomes free; null for none. */
    void ended(Proc self, Object reason, @Nullable Atom name) {
        event(self, "exit", reason);
        if (name != null) {
            event(self, "unregister", name);
        }
    }

    /** The process is put on a carrier, or taken off it. */
    void scheduled(Proc self, boolean in) {
        if (follows(TraceFlag.RUNNING) || follows(TraceFlag.RUNNING_PROCS)) {
            Object place = StackTrace.current() instanceof Cons entries && entries.head instanceof Tuple frame
                    ? Tuple.of(frame.get(0), frame.get(1), frame.get(2))
                    : 0L;
            tell(self, in ? IN : OUT, place);
        }
    }

    /**
     * Before a new process starts.
     *
     * @param call {@code {module, function, arguments}}
     */
    static void spawned(Proc parent, Proc child, Tuple call, boolean linked) {
        ProcessTrace trace = parent.trace();
        if (trace != null) {
            trace.event(parent, "spawn", child.pid(), call);
            if (linked) {
                trace.event(parent, "link", child.pid());
            }
        }
        ProcessTrace inherited = ofChild(parent);
        if (inherited != null) {
            child.setTrace(inherited);
            inherited.event(child, "spawned", parent.pid().shown(), call);
            if (linked) {
                inherited.event(child, "getting_linked", parent.pid().shown());
            }
        }
    }

    private static @Nullable ProcessTrace ofChild(Proc parent) {
        ProcessTrace trace = parent.trace();
        if (trace != null) {
            if (trace.follows(TraceFlag.SET_ON_FIRST_SPAWN)) {
                parent.setTrace(trace.with(trace.flags & TraceFlag.INHERITED_ON_FIRST_SPAWN));
                return trace.inherited(TraceFlag.INHERITED_ON_FIRST_SPAWN);
            }
            if (trace.follows(TraceFlag.SET_ON_SPAWN)) {
                return trace.inherited(TraceFlag.ALL);
            }
        }
        ProcessTrace ofNew = parent.node().traceOfNew();
        return ofNew == null ? null : ofNew.inherited(TraceFlag.ALL);
    }

    /** Before a link is made: the other process may have to be traced from then on. */
    static void linking(Proc self, Pid target, @Nullable Proc other) {
        ProcessTrace trace = self.trace();
        if (trace == null) {
            return;
        }
        trace.event(self, "link", target.shown());
        ProcessTrace inherited = null;
        if (trace.follows(TraceFlag.SET_ON_FIRST_LINK)) {
            self.setTrace(trace.with(trace.flags & TraceFlag.INHERITED_ON_FIRST_LINK));
            inherited = trace.inherited(TraceFlag.INHERITED_ON_FIRST_LINK);
        } else if (trace.follows(TraceFlag.SET_ON_LINK)) {
            inherited = trace.inherited(TraceFlag.ALL);
        }
        if (other != null && inherited != null) {
            ProcessTrace given = inherited;
            other.request(process -> {
                if (process.trace() == null) {
                    process.setTrace(given);
                }
            });
        }
    }

    // ---- calls

    /** Called before a function of a traced module calls another of the same: such a call is not one of its interface. */
    public void markLocalCall() {
        localCall = true;
    }

    /** @return true when the call that is entered now has been marked */
    public boolean takeLocalCall() {
        boolean marked = localCall;
        localCall = false;
        return marked;
    }

    /** The returns that somebody waits for, innermost last. */
    public List<PendingReturn> pendingReturns() {
        return pendingReturns;
    }
}
