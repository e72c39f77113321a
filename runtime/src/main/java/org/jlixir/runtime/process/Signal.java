package org.jlixir.runtime.process;

import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What one process sends another. A signal is a link of the receiver's inbox, so that sending allocates one object. The order
 * of signals between two processes is that of sending.
 */
abstract sealed class Signal {
    /** The signal sent before it while both are in the inbox; the next one in the receiver's list of messages. */
    @Nullable
    Signal next;

    /** A message. */
    static final class Message extends Signal {
        final Object term;

        Message(Object term) {
            this.term = term;
        }
    }

    /** A message sent to an alias: dropped when the alias is no longer active. */
    static final class AliasMessage extends Signal {
        final Reference alias;
        final Object term;

        AliasMessage(Reference alias, Object term) {
            this.alias = alias;
            this.term = term;
        }
    }

    static final class Link extends Signal {
        final Pid from;

        Link(Pid from) {
            this.from = from;
        }
    }

    static final class Unlink extends Signal {
        final Pid from;

        Unlink(Pid from) {
            this.from = from;
        }
    }

    /** {@code exit(pid, reason)}; with {@code linked} the end of a linked process. */
    static final class Exit extends Signal {
        final Pid from;
        final Object reason;
        final boolean linked;

        Exit(Pid from, Object reason, boolean linked) {
            this.from = from;
            this.reason = reason;
            this.linked = linked;
        }
    }

    static final class Monitor extends Signal {
        final Reference reference;
        final Monitors.Watcher watcher;

        Monitor(Reference reference, Monitors.Watcher watcher) {
            this.reference = reference;
            this.watcher = watcher;
        }
    }

    static final class Demonitor extends Signal {
        final Reference reference;

        Demonitor(Reference reference) {
            this.reference = reference;
        }
    }

    /** The end of what the reference monitors. */
    static final class Down extends Signal {
        final Reference reference;
        final Object message;

        Down(Reference reference, Object message) {
            this.reference = reference;
            this.message = message;
        }
    }

    /** Something to be done by the process itself, between two of its instructions. */
    static final class Request extends Signal {
        final java.util.function.Consumer<Proc> action;

        Request(java.util.function.Consumer<Proc> action) {
            this.action = action;
        }
    }

    /** Stands in the inbox of a process that has ended. */
    static final class Closed extends Signal {}
}
