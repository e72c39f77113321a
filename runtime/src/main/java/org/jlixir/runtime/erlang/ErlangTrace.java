package org.jlixir.runtime.erlang;

import java.util.List;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.ets.MatchSpecification;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.ProcessView;
import org.jlixir.runtime.process.TraceFlag;
import org.jlixir.runtime.process.Tracing;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jlixir.runtime.trace.CallTracing;
import org.jspecify.annotations.Nullable;

/** {@code :erlang}: who is told of messages, calls and the life of processes. */
@ErlangModule("erlang")
public final class ErlangTrace {
    private static final Atom TRACER = Atom.of("tracer");
    private static final Atom ANYTHING = Atom.of("_");
    private static final Atom TRACE_DELIVERED = Atom.of("trace_delivered");
    private static final Atom GLOBAL = Atom.of("global");
    private static final Atom LOCAL = Atom.of("local");
    private static final Atom CALL_COUNT = Atom.of("call_count");
    private static final Atom RESTART = Atom.of("restart");
    private static final Atom PAUSE = Atom.of("pause");
    private static final Atom ON_LOAD = Atom.of("on_load");

    private ErlangTrace() {}

    // ---- processes

    /** The processes that {@code trace/3} is told about; with those to come, or only those. */
    private record Tracees(List<Proc> existing, boolean coming, boolean wide) {
        static @Nullable Tracees of(Proc self, Object spec) {
            if (spec instanceof Pid pid) {
                Proc process = self.node().find(pid);
                return process == null ? null : new Tracees(List.of(process), false, false);
            }
            if (!(spec instanceof Atom name)) {
                return null;
            }
            return switch (name.name()) {
                case "all", "processes" -> new Tracees(ProcessView.processes(self.node()), true, true);
                case "existing", "existing_processes" -> new Tracees(ProcessView.processes(self.node()), false, true);
                case "new", "new_processes" -> new Tracees(List.of(), true, true);
                default -> null;
            };
        }

        /** A tracer is not traced unless it is named. */
        List<Proc> without(Pid tracer) {
            return wide
                    ? existing.stream()
                            .filter(process -> !process.pid().equals(tracer))
                            .toList()
                    : existing;
        }
    }

    @Builtin("trace")
    public static Object trace(Proc self, Object spec, Object how, Object flags) {
        int set = 0;
        Pid tracer = self.pid();
        boolean proper = TermList.properLength(flags) >= 0;
        if (!proper || how != Atom.TRUE && how != Atom.FALSE) {
            throw Args.badarg("trace", spec, how, flags);
        }
        for (Object option : Args.elements(flags)) {
            TraceFlag flag = TraceFlag.of(option);
            if (flag != null) {
                set |= flag.bit();
            } else if (option == Atom.of("all")) {
                set |= TraceFlag.ALL & (how == Atom.TRUE ? ~TraceFlag.SILENT.bit() : -1);
            } else if (option instanceof Tuple2 pair && pair.e0 == TRACER && pair.e1 instanceof Pid other) {
                tracer = other;
            } else {
                throw Args.badarg("trace", spec, how, flags);
            }
        }
        Tracees tracees = Tracees.of(self, spec);
        if (tracees == null || self.node().find(tracer) == null) {
            throw Args.badarg("trace", spec, how, flags);
        }
        boolean on = how == Atom.TRUE;
        List<Proc> processes = tracees.without(tracer);
        if (tracees.coming) {
            Tracing.changeNew(self.node(), on, set, tracer);
        }
        if (!Tracing.change(self, processes, on, set, tracer) && !tracees.wide) {
            throw Args.badarg("trace", spec, how, flags);
        }
        return (long) processes.size();
    }

    /** Answers when what has been traced of the process so far has been told: by a message. */
    @Builtin("trace_delivered")
    public static Object traceDelivered(Proc self, Object tracee) {
        Reference reference = self.newReference();
        Tuple message = Tuple.of(TRACE_DELIVERED, tracee, reference);
        Proc process = tracee instanceof Pid pid ? self.node().find(pid) : null;
        if (process == null && !(tracee instanceof Pid) && tracee != Atom.of("all")) {
            throw Args.badarg("trace_delivered", tracee);
        }
        if (process == null || process == self) {
            self.send(message);
        } else {
            process.request(_ -> self.send(message));
        }
        return reference;
    }

    @Builtin("trace_info")
    public static Object traceInfo(Proc self, Object what, Object item) {
        if (!(item instanceof Atom name)) {
            throw Args.badarg("trace_info", what, item);
        }
        if (what == ON_LOAD) {
            return Tuple.of(name, Atom.FALSE);
        }
        if (what instanceof Tuple3 function
                && function.e0 instanceof Atom module
                && function.e1 instanceof Atom called
                && function.e2 instanceof Long arity) {
            Object value = CallTracing.of(self).info(self, module, called, (int) (long) arity, name);
            return Tuple.of(name, value == null ? Atom.UNDEFINED : value);
        }
        boolean coming = what == Atom.of("new") || what == Atom.of("new_processes");
        if (!coming && !(what instanceof Pid) || name != TRACER && name != Atom.of("flags")) {
            throw Args.badarg("trace_info", what, item);
        }
        if (coming) {
            return Tracing.ofNew(self.node(), name);
        }
        Proc process = self.node().find((Pid) what);
        Object found = process == null ? null : Tracing.of(self, process, name);
        return found == null ? Atom.UNDEFINED : found;
    }

    // ---- calls

    @Builtin("trace_pattern")
    public static Object tracePattern(Proc self, Object function, Object specification) {
        return tracePattern(self, function, specification, EmptyList.NIL);
    }

    @Builtin("trace_pattern")
    public static Object tracePattern(Proc self, Object function, Object specification, Object flags) {
        if (!(function instanceof Tuple3 name) || !isPattern(name) || TermList.properLength(flags) < 0) {
            throw Args.badarg("trace_pattern", function, specification, flags);
        }
        boolean local = false;
        boolean count = false;
        boolean calls = flags == EmptyList.NIL;
        for (Object flag : Args.elements(flags)) {
            local |= flag == LOCAL;
            count |= flag == CALL_COUNT;
            calls |= flag == LOCAL || flag == GLOBAL;
            if (flag != LOCAL && flag != GLOBAL && flag != CALL_COUNT) {
                throw Args.badarg("trace_pattern", function, specification, flags);
            }
        }
        Atom module = name.e0 == ANYTHING ? null : (Atom) name.e0;
        Atom called = name.e1 == ANYTHING ? null : (Atom) name.e1;
        int arity = name.e2 instanceof Long number ? (int) (long) number : -1;
        CallTracing tracing = CallTracing.of(self);
        int matched = 0;
        if (count) {
            matched = tracing.count(self, module, called, arity, counting(specification));
        }
        if (calls) {
            boolean all = specification == Atom.TRUE || specification == EmptyList.NIL;
            boolean on = specification != Atom.FALSE;
            MatchSpecification parsed = all || !on ? null : parsed(function, specification, flags);
            matched =
                    tracing.trace(self, module, called, arity, local, on, parsed, all ? EmptyList.NIL : specification);
        }
        return (long) matched;
    }

    private static MatchSpecification parsed(Object function, Object specification, Object flags) {
        try {
            return MatchSpecification.ofCalls(specification);
        } catch (ElixirException _) {
            throw Args.badarg("trace_pattern", function, specification, flags);
        }
    }

    private static CallTracing.Counting counting(Object how) {
        if (how == Atom.FALSE) {
            return CallTracing.Counting.STOP;
        }
        if (how == PAUSE) {
            return CallTracing.Counting.PAUSE;
        }
        if (how == Atom.TRUE || how == RESTART || how == EmptyList.NIL) {
            return CallTracing.Counting.START;
        }
        throw Args.badarg();
    }

    /** What stands behind {@code '_'} must be {@code '_'} too. */
    private static boolean isPattern(Tuple3 name) {
        return name.e0 instanceof Atom
                && name.e1 instanceof Atom
                && (name.e2 == ANYTHING || name.e2 instanceof Long arity && arity >= 0 && arity <= 255)
                && (name.e0 != ANYTHING || name.e1 == ANYTHING)
                && (name.e1 != ANYTHING || name.e2 == ANYTHING);
    }
}
