package org.jlixir.runtime.erlang;

import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.port.PortDriver;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.ProcessSignals;
import org.jlixir.runtime.process.ProcessTrace;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** The functions of {@code :erlang} that send signals between processes. */
@ErlangModule("erlang")
public final class ErlangProcesses {
    private static final Atom PROCESS = Atom.of("process");
    private static final Atom PORT = Atom.of("port");
    private static final Atom FLUSH = Atom.of("flush");
    private static final Atom INFO = Atom.of("info");
    private static final Atom EXPLICIT_UNALIAS = Atom.of("explicit_unalias");
    private static final Atom DEMONITOR = Atom.of("demonitor");
    private static final Atom REPLY_DEMONITOR = Atom.of("reply_demonitor");
    private static final Atom TIME_OFFSET = Atom.of("time_offset");
    private static final Atom REPLY = Atom.of("reply");
    private static final Atom NOCONNECT = Atom.of("noconnect");
    private static final Atom NODE = Atom.of("nonode@nohost");
    private static final Atom NOSUSPEND = Atom.of("nosuspend");

    private ErlangProcesses() {}

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
        if (parsed.alias() != null
                && parsed.alias() != EXPLICIT_UNALIAS
                && parsed.alias() != DEMONITOR
                && parsed.alias() != REPLY_DEMONITOR) {
            throw ElixirException.badArgument();
        }
        Object target = switch (item) {
            case Pid pid when type == PROCESS -> pid;
            case Port port when type == PORT -> port;
            case Atom name -> Tuple.of(name, NODE);
            case Tuple2 pair when pair.e0 instanceof Atom && pair.e1 == NODE -> pair;
            default -> throw ElixirException.badArgument();
        };
        return type == PORT
                ? ProcessSignals.monitorPort(self, target, parsed.tag(), parsed.alias())
                : ProcessSignals.monitor(self, target, parsed.tag(), parsed.alias());
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
