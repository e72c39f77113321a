package org.jlixir.runtime.erlang;

import java.util.Locale;
import java.util.Set;
import org.jlixir.runtime.code.ExternalFun;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.ProcessSignals;
import org.jlixir.runtime.process.SystemProcesses;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What signals of the operating system do. A handled one is a message {@code {:notify, signal}} to {@code :erl_signal_server}.
 */
public final class OsSignals {
    private static final Set<String> NAMES = Set.of(
            "sighup",
            "sigquit",
            "sigabrt",
            "sigalrm",
            "sigterm",
            "sigusr1",
            "sigusr2",
            "sigchld",
            "sigstop",
            "sigtstp",
            "sigcont",
            "sigwinch",
            "siginfo");
    private static final Atom SERVER = Atom.of("erl_signal_server");
    private static final Atom NOTIFY = Atom.of("notify");

    private static final Atom HANDLER = Atom.of("erl_signal_handler");

    /** The exit code of a program that SIGINT has ended. */
    private static final int INTERRUPTED = 130;

    private OsSignals() {}

    /**
     * Has the request to end, SIGTERM, handled by {@code :erl_signal_server}, as every system does. The server is a process that does
     * nothing until it hears of a signal or somebody calls it.
     */
    public static void start(Node node) {
        ExternalFun serve = new ExternalFun(HANDLER, Atom.of("serve"), 0);
        SystemProcesses.start(node, SERVER, _ -> ProcessSignals.hibernate(serve, new Object[0]));
        handle(node, Atom.of("sigterm"), Atom.of("handle"));
    }

    /** Has an interrupt from the keyboard halt the system, so that what is to be done before that is done. */
    public static void haltOnInterrupt(Node node) {
        Signal.handle(new Signal("INT"), _ -> node.halt(INTERRUPTED));
    }

    /** @param action {@code :default}, {@code :ignore} or {@code :handle}; signals that the JVM keeps stay as they are */
    static Object set(Proc self, Atom signal, Atom action) {
        if (!NAMES.contains(signal.name())) {
            throw ElixirException.badArgument();
        }
        return handle(self.node(), signal, action);
    }

    private static Object handle(Node node, Atom signal, Atom action) {
        SignalHandler handler = switch (action.name()) {
            case "default" -> SignalHandler.SIG_DFL;
            case "ignore" -> SignalHandler.SIG_IGN;
            case "handle" -> new Notification(node, signal);
            default -> throw ElixirException.badArgument();
        };
        try {
            Signal.handle(new Signal(signal.name().substring(3).toUpperCase(Locale.ROOT)), handler);
        } catch (IllegalArgumentException _) {
            // The JVM needs this one itself, or this system has no such signal.
            return Atom.OK;
        }
        return Atom.OK;
    }

    private record Notification(Node node, Atom signal) implements SignalHandler {
        @Override
        public void handle(Signal raised) {
            Proc server = node.find(SERVER);
            if (server != null) {
                server.send(Tuple.of(NOTIFY, signal));
            }
        }
    }
}
