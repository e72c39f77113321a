package org.jlixir.runtime.process;

import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Tuple;
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

    /**
     * A monitor: sent to what is watched, which keeps it among its watchers. The watching process keeps it too, and marks it when it
     * does not want to hear of the end any more.
     */
    static final class Monitor extends Signal {
        final Reference reference;

        /** What the message of the end begins with. */
        final Object tag;

        /** What the message names, and {@code Process.info/2} shows: the pid or port, or {@code {name, node}}. */
        final Object item;

        final Atom type;

        /**
         * Null once it is cancelled. A plain field: a watched process that does not see the change yet sends a message that nobody
         * waits for.
         */
        private @Nullable Proc watcher;

        Monitor(Reference reference, Proc watcher, Object tag, Object item, Atom type) {
            this.reference = reference;
            this.watcher = watcher;
            this.tag = tag;
            this.item = item;
            this.type = type;
        }

        /** The process that watches, or null when it has given the monitor up. */
        @Nullable
        Proc watcher() {
            return watcher;
        }

        /** Called by the process that watches. */
        void cancel() {
            watcher = null;
        }

        /** Tells the watching process of the end. */
        void tell(Object reason) {
            Proc told = watcher;
            if (told != null) {
                told.deliver(new Down(reference, Tuple.of(tag, reference, type, item, reason)));
            }
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
