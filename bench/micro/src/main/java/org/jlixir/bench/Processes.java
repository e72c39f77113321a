package org.jlixir.bench;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.ProcessSignals;
import org.jlixir.runtime.process.SystemProcesses;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Tuple;

/** Processes written in Java, for benchmarks. */
final class Processes {
    /** Where the processes are said to have started. */
    private static final Tuple CALL = Tuple.of(Atom.of("bench"), Atom.of("run"), 0L);

    private Processes() {}

    /** Runs {@code work} in a process of the node and waits for its end. */
    static void run(Node node, Consumer<Proc> work) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        SystemProcesses.start(node, self -> {
            work.accept(self);
            done.countDown();
            return Atom.OK;
        });
        done.await();
    }

    static Proc spawn(Proc self, Function<Proc, Object> body) {
        Pid pid = ProcessSignals.spawn(self, body, CALL, EmptyList.NIL, false, null, EmptyList.NIL, null, Map.of());
        return self.node().find(pid);
    }

    /** The oldest message, removed. */
    static Object receive(Proc self) {
        self.receiveStart();
        while (true) {
            Object message = self.receivePeek();
            if (message != null) {
                self.receiveRemove();
                return message;
            }
            self.receiveWait();
        }
    }

    /** The oldest message that is {@code wanted}, removed. */
    static Object receive(Proc self, Object wanted) {
        self.receiveStart();
        while (true) {
            Object message = self.receivePeek();
            if (message == null) {
                self.receiveWait();
            } else if (message == wanted) {
                self.receiveRemove();
                return message;
            } else {
                self.receiveNext();
            }
        }
    }
}
