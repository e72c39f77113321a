package org.jlixir.runtime.process;

import org.jlixir.runtime.code.Calls;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Tuple;

/**
 * The end of a process: the exit reason that a failure leads to, and who is told of it. Every method runs in the process {@code self},
 * unless it says otherwise.
 */
final class ProcessExit {
    private static final Atom NOCATCH = Atom.of("nocatch");
    private static final Atom SYSTEM_LIMIT = Atom.of("system_limit");

    private ProcessExit() {}

    /** Reports a failure that nobody has handled. @return the exit reason */
    static Object crashed(Proc self, ElixirException failure) {
        if (failure.kind() == Atom.EXIT) {
            return failure.reason();
        }
        Object stacktrace = failure.stacktrace();
        Object cause = failure.kind() == Atom.THROW ? Tuple.of(NOCATCH, failure.reason()) : failure.reason();
        try {
            self.node().crashReport().crashed(self, failure);
        } catch (ElixirException | ProcessKilled _) {
            // A report that fails must not change how the process ends.
        }
        return Tuple.of(cause, stacktrace);
    }

    /** As {@link #crashed}, for an error of the JVM. */
    static Object crashedByError(Proc self, Error failure) {
        try {
            return crashed(self, Calls.javaFailure(failure));
        } catch (OutOfMemoryError _) {
            // Not even for saying so: the process ends all the same, or those who wait for it would wait for good.
            return SYSTEM_LIMIT;
        }
    }

    /** Tells everybody who is concerned. Signals that come later find the inbox closed. */
    static void end(Proc self, Object reason) {
        FlightEvents.ended(self, reason);
        Node node = self.node();
        node.runExitHooks(self);
        Atom name = self.registeredName();
        ProcessTrace trace = self.trace();
        if (trace != null) {
            trace.ended(self, reason, name);
        }
        if (name != null) {
            node.nameTable().remove(name, self);
        }
        if (self.suspension != null) {
            self.suspension.resumeAll();
        }
        node.addReductions(self.reductionsUsed());
        self.forgetPriority();
        leaveTables(self);
        Signal last = self.close();
        Atom lateName = self.registeredName();
        if (lateName != null) {
            node.nameTable().remove(lateName, self);
        }
        for (Signal signal : Inbox.inOrder(last)) {
            refuse(self, signal, reason);
        }
        node.timers().cancelAll(self);
        self.cancelAlarm();
        tellLinks(self, reason);
        Monitors monitors = self.monitors;
        if (monitors != null) {
            monitors.forEachWatcher(monitor -> monitor.tell(reason));
            monitors.set.forEach((_, monitor) -> monitor.cancel());
        }
        PortProcess driver = self.behind();
        if (driver != null) {
            driver.ended();
        }
    }

    private static void leaveTables(Proc self) {
        Pid pid = self.pid();
        Node node = self.node();
        pid.bind(null);
        node.processTable().remove(pid);
        if (pid.port() != null) {
            node.portTable().remove(pid.port());
        }
    }

    private static void tellLinks(Proc self, Object reason) {
        RedBlackTree<Pid> links = self.links;
        if (links != null) {
            links.forEach(linked -> tellLinked(self, linked, reason));
        }
    }

    private static void tellLinked(Proc self, Pid linked, Object reason) {
        Proc other = self.node().find(linked);
        if (other != null) {
            other.deliver(new Signal.Exit(self.pid(), reason, true));
        }
    }

    /** What becomes of a signal to a process that has ended. Safe for any thread. */
    static void refuse(Proc ended, Signal signal, Object reason) {
        switch (signal) {
            case Signal.Link link -> tellLinked(ended, link.from, reason);
            case Signal.Monitor monitor -> monitor.tell(reason);
            case Signal.Request request -> request.action.accept(ended);
            default -> {}
        }
    }
}
