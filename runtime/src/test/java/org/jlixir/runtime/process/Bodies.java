package org.jlixir.runtime.process;

import java.util.Map;
import java.util.function.Function;
import org.jlixir.runtime.erlang.ErlangProcesses;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Tuple;

/** Shorthands for processes written in Java. */
final class Bodies {
    static final Atom STOP = Atom.of("stop");
    private static final Tuple CALL = Tuple.of(Atom.of("erlang"), Atom.of("apply"), 2L);

    private Bodies() {}

    static Pid spawn(Proc self, Function<Proc, Object> body) {
        return ProcessSignals.spawn(self, body, CALL, EmptyList.NIL, false, null, EmptyList.NIL, null, Map.of());
    }

    static Pid spawnLink(Proc self, Function<Proc, Object> body) {
        return ProcessSignals.spawn(self, body, CALL, EmptyList.NIL, true, null, EmptyList.NIL, null, Map.of());
    }

    static Reference monitor(Proc self, Pid target) {
        return (Reference) ErlangProcesses.monitor(self, Atom.of("process"), target);
    }

    static void send(Proc self, Pid target, Object message) {
        ErlangProcesses.send(self, target, message);
    }

    /** The oldest message. */
    static Object receive(Proc self) {
        return self.receiveAny();
    }

    /** Waits for the end of what {@code reference} monitors. @return the reason */
    static Object down(Proc self, Reference reference) {
        self.receiveStart();
        while (true) {
            Object message = self.receivePeek();
            if (message == null) {
                self.receiveWait();
            } else if (message instanceof Tuple down
                    && down.size() == 5
                    && down.get(1).equals(reference)) {
                self.receiveRemove();
                return down.get(4);
            } else {
                self.receiveNext();
            }
        }
    }

    /** A loop as the compiler makes it: one reduction a round. */
    static Object spin(Proc self) {
        while (true) {
            if (--self.reductions <= 0) {
                self.reductionsExhausted();
            }
        }
    }

    static Object sleepForever(Proc self) {
        self.receiveStart();
        while (true) {
            if (self.receivePeek() == null) {
                self.receiveWait();
            } else {
                self.receiveNext();
            }
        }
    }
}
