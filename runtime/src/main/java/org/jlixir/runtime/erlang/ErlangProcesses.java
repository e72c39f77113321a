package org.jlixir.runtime.erlang;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.port.PortDriver;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.ProcessSignals;
import org.jlixir.runtime.process.ProcessTrace;
import org.jlixir.runtime.process.ProcessView;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** The functions of {@code :erlang} that start processes and send signals between them. */
@ErlangModule("erlang")
public final class ErlangProcesses {
    private static final Atom LINK = Atom.of("link");
    private static final Atom MONITOR = Atom.of("monitor");
    private static final Atom PROCESS = Atom.of("process");
    private static final Atom PORT = Atom.of("port");
    private static final Atom ALIAS = Atom.of("alias");
    private static final Atom TAG = Atom.of("tag");
    private static final Atom DOWN = Atom.of("DOWN");
    private static final Atom FLUSH = Atom.of("flush");
    private static final Atom INFO = Atom.of("info");
    private static final Atom EXPLICIT_UNALIAS = Atom.of("explicit_unalias");
    private static final Atom DEMONITOR = Atom.of("demonitor");
    private static final Atom REPLY_DEMONITOR = Atom.of("reply_demonitor");
    private static final Atom TIME_OFFSET = Atom.of("time_offset");
    private static final Atom REPLY = Atom.of("reply");
    private static final Atom NOCONNECT = Atom.of("noconnect");
    private static final Atom NODE = Atom.of("nonode@nohost");
    private static final Tuple APPLY = Tuple.of(Atom.of("erlang"), Atom.of("apply"), 2L);
    private static final Set<String> TUNING = Set.of(
            "priority",
            "fullsweep_after",
            "min_heap_size",
            "min_bin_vheap_size",
            "max_heap_size",
            "message_queue_data",
            "async_dist");
    private static final Atom NOSUSPEND = Atom.of("nosuspend");

    private ErlangProcesses() {}

    // ---- starting

    @Builtin("spawn")
    public static Object spawn(Proc self, Object function) {
        return start(self, function, EmptyList.NIL);
    }

    @Builtin("spawn")
    public static Object spawn(Proc self, Object module, Object function, Object arguments) {
        return start(self, module, function, arguments, EmptyList.NIL);
    }

    @Builtin("spawn_link")
    public static Object spawnLink(Proc self, Object function) {
        return start(self, function, TermList.of(LINK));
    }

    @Builtin("spawn_link")
    public static Object spawnLink(Proc self, Object module, Object function, Object arguments) {
        return start(self, module, function, arguments, TermList.of(LINK));
    }

    @Builtin("spawn_monitor")
    public static Object spawnMonitor(Proc self, Object function) {
        return start(self, function, TermList.of(MONITOR));
    }

    @Builtin("spawn_monitor")
    public static Object spawnMonitor(Proc self, Object module, Object function, Object arguments) {
        return start(self, module, function, arguments, TermList.of(MONITOR));
    }

    @Builtin("spawn")
    public static Object spawn(Proc self, Object node, Object function) {
        return start(self, function, EmptyList.NIL);
    }

    @Builtin("spawn")
    public static Object spawn(Proc self, Object node, Object module, Object function, Object arguments) {
        return start(self, module, function, arguments, EmptyList.NIL);
    }

    @Builtin("spawn_link")
    public static Object spawnLink(Proc self, Object node, Object function) {
        return start(self, function, TermList.of(LINK));
    }

    @Builtin("spawn_link")
    public static Object spawnLink(Proc self, Object node, Object module, Object function, Object arguments) {
        return start(self, module, function, arguments, TermList.of(LINK));
    }

    @Builtin("spawn_monitor")
    public static Object spawnMonitor(Proc self, Object node, Object function) {
        return start(self, function, TermList.of(MONITOR));
    }

    @Builtin("spawn_monitor")
    public static Object spawnMonitor(Proc self, Object node, Object module, Object function, Object arguments) {
        return start(self, module, function, arguments, TermList.of(MONITOR));
    }

    @Builtin("spawn_opt")
    public static Object spawnOpt(Proc self, Object function, Object options) {
        return start(self, function, options);
    }

    @Builtin("spawn_opt")
    public static Object spawnOpt(Proc self, Object node, Object function, Object options) {
        return start(self, function, options);
    }

    @Builtin("spawn_opt")
    public static Object spawnOpt(Proc self, Object module, Object function, Object arguments, Object options) {
        return start(self, module, function, arguments, options);
    }

    @Builtin("spawn_opt")
    public static Object spawnOpt(
            Proc self, Object node, Object module, Object function, Object arguments, Object options) {
        return start(self, module, function, arguments, options);
    }

    private static Object start(Proc self, Object function, Object options) {
        if (!(function instanceof Fun fun)) {
            throw ElixirException.badArgument();
        }
        return start(self, process -> process.startAtBottom(fun), APPLY, fun, options);
    }

    private static Object start(Proc self, Object module, Object function, Object arguments, Object options) {
        if (!(module instanceof Atom m) || !(function instanceof Atom f) || TermList.properLength(arguments) < 0) {
            throw ElixirException.badArgument();
        }
        Object[] values = TermList.toJava(arguments).toArray();
        Tuple call = Tuple.of(m, f, (long) values.length);
        return start(
                self,
                process -> {
                    Fun target = process.node().code().lookup(process, m, f, values.length);
                    if (target == null) {
                        throw ElixirException.undefined(m, f, values);
                    }
                    return process.startAtBottom(target, values);
                },
                call,
                arguments,
                options);
    }

    private static Object start(
            Proc self, java.util.function.Function<Proc, Object> body, Tuple call, Object called, Object options) {
        boolean link = false;
        Object monitor = null;
        Map<Atom, Object> flags = Map.of();
        Object rest = options;
        while (rest instanceof Cons cell) {
            if (cell.head() == LINK) {
                link = true;
            } else if (cell.head() == MONITOR) {
                monitor = EmptyList.NIL;
            } else if (cell.head() instanceof Tuple2 pair && pair.e0 == MONITOR) {
                monitor = pair.e1;
            } else if (cell.head() instanceof Tuple2 pair
                    && pair.e0 instanceof Atom name
                    && TUNING.contains(name.name())) {
                Object value = ProcessView.accepted(name, pair.e1);
                if (value == null) {
                    throw ElixirException.badArgument();
                }
                flags = with(flags, name, value);
            } else {
                throw ElixirException.badArgument();
            }
            rest = cell.tail();
        }
        if (rest != EmptyList.NIL) {
            throw ElixirException.badArgument();
        }
        MonitorOptions parsed = monitor == null ? null : MonitorOptions.parse(monitor);
        Reference reference = parsed == null ? null : parsed.alias == null ? self.newReference() : self.newAlias();
        Pid pid = ProcessSignals.spawn(
                self,
                body,
                call,
                called,
                link,
                reference,
                parsed == null ? DOWN : parsed.tag,
                parsed == null ? null : parsed.alias,
                flags);
        return reference == null ? pid : Tuple.of(pid, reference);
    }

    private static Map<Atom, Object> with(Map<Atom, Object> flags, Atom name, Object value) {
        Map<Atom, Object> more = new HashMap<>(flags);
        more.put(name, value);
        return more;
    }

    private record MonitorOptions(Object tag, Atom alias) {
        static MonitorOptions parse(Object options) {
            Object tag = DOWN;
            Atom alias = null;
            Object rest = options;
            while (rest instanceof Cons cell) {
                if (cell.head() instanceof Tuple2 pair && pair.e0 == TAG) {
                    tag = pair.e1;
                } else if (cell.head() instanceof Tuple2 pair && pair.e0 == ALIAS && pair.e1 instanceof Atom mode) {
                    alias = mode;
                } else {
                    throw ElixirException.badArgument();
                }
                rest = cell.tail();
            }
            if (rest != EmptyList.NIL) {
                throw ElixirException.badArgument();
            }
            return new MonitorOptions(tag, alias);
        }
    }

    // ---- messages

    @Builtin(value = "self", brief = true)
    public static Object self(Proc self) {
        return self.pid();
    }

    @Builtin(value = "send", brief = true)
    public static Object send(Proc self, Object target, Object message) {
        ProcessTrace trace = self.trace();
        if (trace != null) {
            trace.sending(self, target, message);
        }
        if (target instanceof Pid pid) {
            Proc process = self.node().find(pid);
            if (process != null) {
                process.send(message);
            }
            return message;
        }
        switch (target) {
            case Atom name -> {
                Proc process = self.node().find(name);
                if (process == null) {
                    throw ElixirException.badArgument();
                }
                send(self, process, message);
            }
            case Reference alias -> ProcessSignals.sendToAlias(self, alias, message);
            case Tuple2 remote
            when remote.e0 instanceof Atom name && remote.e1 instanceof Atom node -> {
                Proc process = node == NODE ? self.node().find(name) : null;
                if (process != null) {
                    send(self, process, message);
                }
            }
            case Port port -> PortDriver.send(self, port, message);
            default -> throw ElixirException.badArgument();
        }
        return message;
    }

    /** To a process found by name, which may be that behind a port. */
    private static void send(Proc self, Proc process, Object message) {
        Port port = process.pid().port();
        if (port == null) {
            process.send(message);
        } else {
            PortDriver.send(self, port, message);
        }
    }

    @Builtin(value = "!", brief = true)
    public static Object bang(Proc self, Object target, Object message) {
        return send(self, target, message);
    }

    @Builtin("send")
    public static Object send(Proc self, Object target, Object message, Object options) {
        for (Object option : Args.elements(options)) {
            if (option != NOSUSPEND && option != NOCONNECT) {
                throw ElixirException.badArgument();
            }
        }
        send(self, target, message);
        return Atom.OK;
    }

    @Builtin("send_nosuspend")
    public static Object sendNosuspend(Proc self, Object target, Object message) {
        send(self, target, message, TermList.of(NOSUSPEND));
        return Atom.TRUE;
    }

    // ---- exits and links

    @Builtin("exit")
    public static Object exit(Proc self, Object target, Object reason) {
        Pid pid = linkable(self, target);
        if (pid == null) {
            return Atom.TRUE;
        }
        ProcessSignals.exit(self, pid, reason);
        return Atom.TRUE;
    }

    @Builtin("link")
    public static Object link(Proc self, Object target) {
        Pid pid = linkable(self, target);
        if (pid == null) {
            throw ElixirException.error(Atom.of("noproc"));
        }
        ProcessSignals.link(self, pid);
        return Atom.TRUE;
    }

    @Builtin("unlink")
    public static Object unlink(Proc self, Object target) {
        Pid pid = linkable(self, target);
        if (pid != null) {
            ProcessSignals.unlink(self, pid);
        }
        return Atom.TRUE;
    }

    /** The pid to link to: of a port that of the process behind it, null when it is closed. */
    private static @Nullable Pid linkable(Proc self, Object target) {
        return switch (target) {
            case Pid pid -> pid;
            case Port port -> {
                Proc process = self.node().find(port);
                yield process == null ? null : process.pid();
            }
            default -> throw ElixirException.badArgument();
        };
    }

    // ---- monitors and aliases

    @Builtin("monitor")
    public static Object monitor(Proc self, Object type, Object item) {
        return monitor(self, type, item, EmptyList.NIL);
    }

    @Builtin("monitor")
    public static Object monitor(Proc self, Object type, Object item, Object options) {
        if (type == TIME_OFFSET) {
            return self.node().newReference();
        }
        if (type != PROCESS && type != PORT) {
            throw ElixirException.badArgument();
        }
        MonitorOptions parsed = MonitorOptions.parse(options);
        if (parsed.alias != null
                && parsed.alias != EXPLICIT_UNALIAS
                && parsed.alias != DEMONITOR
                && parsed.alias != REPLY_DEMONITOR) {
            throw ElixirException.badArgument();
        }
        Object target = switch (item) {
            case Pid pid when type == PROCESS -> pid;
            case Port port when type == PORT -> port;
            case Atom name -> Tuple.of(name, NODE);
            case Tuple2 pair when pair.e0 instanceof Atom && pair.e1 instanceof Atom -> pair;
            default -> throw ElixirException.badArgument();
        };
        return type == PORT
                ? ProcessSignals.monitorPort(self, target, parsed.tag, parsed.alias)
                : ProcessSignals.monitor(self, target, parsed.tag, parsed.alias);
    }

    @Builtin("demonitor")
    public static Object demonitor(Proc self, Object reference) {
        return demonitor(self, reference, EmptyList.NIL);
    }

    @Builtin("demonitor")
    public static Object demonitor(Proc self, Object reference, Object options) {
        if (!(reference instanceof Reference ref)) {
            throw ElixirException.badArgument();
        }
        boolean flush = false;
        boolean info = false;
        Object rest = options;
        for (; rest instanceof Cons cell; rest = cell.tail()) {
            flush |= cell.head() == FLUSH;
            info |= cell.head() == INFO;
            if (cell.head() != FLUSH && cell.head() != INFO) {
                throw ElixirException.badArgument();
            }
        }
        if (rest != EmptyList.NIL) {
            throw ElixirException.badArgument();
        }
        boolean found = ProcessSignals.demonitor(self, ref);
        if (flush && !found) {
            ProcessSignals.flushDown(self, ref);
        }
        return info ? Atom.of(found) : Atom.TRUE;
    }

    @Builtin("alias")
    public static Object alias(Proc self) {
        return alias(self, EmptyList.NIL);
    }

    @Builtin("alias")
    public static Object alias(Proc self, Object options) {
        boolean reply = false;
        for (Object option : Args.elements(options)) {
            if (option != REPLY && option != EXPLICIT_UNALIAS) {
                throw ElixirException.badArgument();
            }
            reply |= option == REPLY;
        }
        return ProcessSignals.alias(self, reply ? REPLY_DEMONITOR : EXPLICIT_UNALIAS);
    }

    @Builtin("unalias")
    public static Object unalias(Proc self, Object alias) {
        if (!(alias instanceof Reference reference)) {
            throw ElixirException.badArgument();
        }
        return Atom.of(ProcessSignals.unalias(self, reference));
    }

    @Builtin(value = "make_ref", brief = true)
    public static Object makeRef(Proc self) {
        return self.newReference();
    }
}
