package org.jlixir.runtime.process;

import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Tuple;

/**
 * What a process does about the signals that it takes out of its inbox; {@link ProcessSignals} sends them. Every method runs in the
 * process {@code self}, unless it says otherwise.
 */
final class IncomingSignals {
    private static final Atom REPLY_DEMONITOR = Atom.of("reply_demonitor");
    private static final Atom KILL = Atom.of("kill");
    private static final Atom KILLED = Atom.of("killed");
    private static final Atom EXIT_TAG = Atom.of("EXIT");

    private IncomingSignals() {}

    /** Acts on a signal. @throws ProcessKilled when the process is to end of it */
    static void act(Proc self, Signal signal) {
        switch (signal) {
            case Signal.Message message -> receive(self, message);
            case Signal.AliasMessage message -> aliased(self, message);
            case Signal.Link link -> {
                self.links().add(link.from);
                trace(self, "getting_linked", link.from);
            }
            case Signal.Unlink unlink -> {
                self.links().remove(unlink.from);
                trace(self, "getting_unlinked", unlink.from);
            }
            case Signal.Exit exit -> exit(self, exit);
            case Signal.Monitor monitor -> self.monitors().addWatcher(monitor);
            case Signal.Down down -> down(self, down);
            case Signal.Request request -> request.action.accept(self);
            case Signal.Closed _ -> {}
        }
    }

    private static void receive(Proc self, Signal.Message message) {
        ProcessTrace trace = self.trace();
        if (trace != null) {
            trace.received(self, message.term);
        }
        self.append(message);
    }

    private static void trace(Proc self, String event, Pid other) {
        ProcessTrace trace = self.trace();
        if (trace != null) {
            trace.event(self, event, other.shown());
        }
    }

    private static void aliased(Proc self, Signal.AliasMessage message) {
        Atom mode = self.aliasMode(message.alias);
        if (mode == null) {
            return;
        }
        if (mode == REPLY_DEMONITOR) {
            self.deactivate(message.alias);
            self.giveUp(message.alias);
        }
        receive(self, new Signal.Message(message.term));
    }

    private static void down(Proc self, Signal.Down down) {
        if (self.giveUp(down.reference)) {
            self.endAliasOf(down.reference);
            receive(self, new Signal.Message(down.message));
        }
    }

    private static void exit(Proc self, Signal.Exit exit) {
        if (exit.linked) {
            if (!self.links().remove(exit.from)) {
                return;
            }
            trace(self, "getting_unlinked", exit.from);
        }
        if (!exit.linked && exit.reason == KILL) {
            throw new ProcessKilled(KILLED);
        }
        if (self.trapsExits()) {
            receive(self, new Signal.Message(Tuple.of(EXIT_TAG, exit.from.shown(), exit.reason)));
        } else if (exit.reason != Atom.NORMAL || !exit.linked && exit.from.equals(self.pid())) {
            throw new ProcessKilled(exit.reason);
        }
    }

    /** Whether the signal is likely to end {@code process}. Safe for any thread. */
    static boolean endsProcess(Proc process, Signal.Exit exit) {
        return exit.reason == KILL && !exit.linked || !process.trapsExits() && exit.reason != Atom.NORMAL;
    }
}
