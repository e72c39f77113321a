package org.jlixir.runtime.process;

import java.util.Map;
import java.util.function.Function;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * What a process does to others, and to itself: the protocols of spawning, links, monitors, aliases and exit signals. Every
 * method runs in the process {@code self}.
 */
public final class ProcessSignals {
    private static final Atom NOPROC = Atom.of("noproc");
    private static final Atom NOCONNECTION = Atom.of("noconnection");

    private ProcessSignals() {}

    /**
     * Starts a process.
     *
     * @param initialCall {@code {module, function, arity}}, as {@code Process.info/2} shows it
     * @param called the function value that is called, or the list of arguments of {@code initialCall}
     * @param reference monitors the new process when not null
     * @param alias the mode of the alias that the reference is too, or null
     */
    public static Pid spawn(
            Proc self,
            Function<Proc, Object> body,
            Tuple initialCall,
            Object called,
            boolean link,
            @Nullable Reference reference,
            Object tag,
            @Nullable Atom alias,
            Map<Atom, Object> flags) {
        Proc process = new Proc(self.node(), self);
        process.setInitialCall(initialCall);
        flags.forEach(process::setFlag);
        if (link) {
            process.links().add(self.pid());
            self.links().add(process.pid());
        }
        if (reference != null) {
            activate(self, reference, alias);
            Signal.Monitor monitor = new Signal.Monitor(reference, self, tag, process.pid(), Monitors.PROCESS);
            self.monitors().set.put(reference, monitor);
            process.monitors().addWatcher(monitor);
        }
        if (self.trace() != null || self.node().traceOfNew() != null) {
            Object arguments = called instanceof Fun fun ? TermList.of(fun, EmptyList.NIL) : called;
            Tuple call = Tuple.of(initialCall.get(0), initialCall.get(1), arguments);
            ProcessTrace.spawned(self, process, call, link);
        }
        process.start(body);
        return process.pid();
    }

    public static void link(Proc self, Pid target) {
        if (target.equals(self.pid()) || !self.links().add(target)) {
            return;
        }
        Proc process = self.node().find(target);
        ProcessTrace.linking(self, target, process);
        if (process != null) {
            process.deliver(new Signal.Link(self.pid()));
            return;
        }
        if (!self.trapsExits()) {
            self.links().remove(target);
            throw ElixirException.error(NOPROC);
        }
        self.deliver(new Signal.Exit(target, NOPROC, true));
    }

    public static void unlink(Proc self, Pid target) {
        self.takeSignals();
        if (self.links().remove(target)) {
            ProcessTrace trace = self.trace();
            if (trace != null) {
                trace.event(self, "unlink", target.shown());
            }
            Proc process = self.node().find(target);
            if (process != null) {
                process.deliver(new Signal.Unlink(self.pid()));
            }
        }
    }

    public static void exit(Proc self, Pid target, Object reason) {
        if (target.equals(self.pid())) {
            self.actAtOnce(new Signal.Exit(self.pid(), reason, false));
            return;
        }
        Proc process = self.node().find(target);
        if (process != null) {
            process.exit(self.pid(), reason);
        }
    }

    /**
     * Watches a process.
     *
     * @param target a pid, or {@code {name, node}}
     * @param alias the mode of the alias that the reference is too, or null
     */
    public static Reference monitor(Proc self, Object target, Object tag, @Nullable Atom alias) {
        return monitor(self, target, tag, alias, Monitors.PROCESS);
    }

    /** @param target a port, or {@code {name, node}} */
    public static Reference monitorPort(Proc self, Object target, Object tag, @Nullable Atom alias) {
        return monitor(self, target, tag, alias, Monitors.PORT);
    }

    private static Reference monitor(Proc self, Object target, Object tag, @Nullable Atom alias, Atom type) {
        Reference reference = alias == null ? self.newReference() : self.newAlias();
        activate(self, reference, alias);
        Proc process = find(self, target);
        if (process == self) {
            return reference;
        }
        Signal.Monitor monitor = new Signal.Monitor(reference, self, tag, target, type);
        self.monitors().set.put(reference, monitor);
        if (process != null) {
            process.deliver(monitor);
        } else {
            monitor.tell(
                    target instanceof Tuple2 remote && remote.e1 != self.node().name() ? NOCONNECTION : NOPROC);
        }
        return reference;
    }

    private static @Nullable Proc find(Proc self, Object target) {
        return switch (target) {
            case Pid pid -> self.node().find(pid);
            case Port port -> self.node().find(port);
            case Tuple2 remote
            when remote.e0 instanceof Atom name && remote.e1 == self.node().name() ->
                self.node().find(name);
            default -> null;
        };
    }

    /** @return true when the monitor was there */
    public static boolean demonitor(Proc self, Reference reference) {
        // Signals still in the inbox come too late: an end that was not handled yet is not told any more.
        self.endAliasOf(reference);
        return self.giveUp(reference);
    }

    /** Takes the message of an end that has come already out of the mailbox. */
    public static void flushDown(Proc self, Reference reference) {
        self.flush(message ->
                message instanceof Tuple down && down.size() == 5 && down.get(1).equals(reference));
    }

    /** Ends what the process does now and calls the function when there is a message. */
    public static Object hibernate(Fun target, Object[] arguments) {
        throw new Hibernation(target, arguments);
    }

    // ---- aliases

    private static void activate(Proc self, Reference reference, @Nullable Atom mode) {
        if (mode != null) {
            self.aliases().put(reference, mode);
        }
    }

    public static Reference alias(Proc self, Atom mode) {
        Reference reference = self.newAlias();
        activate(self, reference, mode);
        return reference;
    }

    public static boolean unalias(Proc self, Reference alias) {
        // What has been sent to the alias and is still in the inbox comes too late, as on the BEAM.
        return self.deactivate(alias);
    }

    public static void sendToAlias(Proc self, Reference alias, Object message) {
        Proc process = self.node().findAlias(alias);
        if (process != null) {
            process.deliver(new Signal.AliasMessage(alias, message));
        }
    }

    // ---- names

    /** @return false when the process is gone, or one of the two is taken */
    public static boolean register(Proc self, Atom name, Proc process) {
        if (process.isEnded() || process.registeredName() != null) {
            return false;
        }
        if (self.node().nameTable().putIfAbsent(name, process) != null) {
            return false;
        }
        process.setRegisteredName(name);
        // The process looks for its name after it has closed its inbox: one of the two sees the other.
        if (process.isEnded()) {
            self.node().nameTable().remove(name, process);
            return false;
        }
        traceName(self, process, "register", name);
        return true;
    }

    public static boolean unregister(Proc self, Atom name) {
        Proc process = self.node().nameTable().remove(name);
        if (process == null) {
            return false;
        }
        process.setRegisteredName(null);
        traceName(self, process, "unregister", name);
        return true;
    }

    private static void traceName(Proc self, Proc process, String event, Atom name) {
        ProcessTrace trace = process.trace();
        if (trace == null) {
            return;
        }
        if (process == self) {
            trace.event(self, event, name);
        } else {
            process.request(other -> {
                ProcessTrace own = other.trace();
                if (own != null) {
                    own.event(other, event, name);
                }
            });
        }
    }
}
