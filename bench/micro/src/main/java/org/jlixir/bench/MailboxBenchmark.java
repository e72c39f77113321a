package org.jlixir.bench;

import java.util.concurrent.TimeUnit;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Sending and receiving without a change of process; each figure is for one message. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class MailboxBenchmark {
    private static final int MESSAGES = 10_000;
    private static final Atom WANTED = Atom.of("wanted");
    private static final Atom OTHER = Atom.of("other");

    private final Node node = new Node();

    /** How many messages wait that no receive wants. */
    @State(Scope.Thread)
    public static class Backlog {
        @Param({"0", "100", "10000"})
        public int backlog;
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void sendThenReceive() throws InterruptedException {
        Processes.run(node, self -> {
            for (int i = 0; i < MESSAGES; i++) {
                self.send(OTHER);
            }
            for (int i = 0; i < MESSAGES; i++) {
                Processes.receive(self);
            }
        });
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void sendAndReceiveByTurns() throws InterruptedException {
        Processes.run(node, self -> {
            for (int i = 0; i < MESSAGES; i++) {
                self.send(OTHER);
                Processes.receive(self);
            }
        });
    }

    /** The wanted message stands behind all others: the receive looks at each of them once. */
    @Benchmark
    public void selectBehindBacklog(Backlog others) throws InterruptedException {
        Processes.run(node, self -> {
            for (int i = 0; i < others.backlog; i++) {
                self.send(OTHER);
            }
            self.send(WANTED);
            Processes.receive(self, WANTED);
        });
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void fromAnotherProcess() throws InterruptedException {
        Processes.run(node, self -> {
            Processes.spawn(self, sender -> fill(self));
            for (int i = 0; i < MESSAGES; i++) {
                Processes.receive(self);
            }
        });
    }

    private static Atom fill(Proc receiver) {
        for (int i = 0; i < MESSAGES; i++) {
            receiver.send(OTHER);
        }
        return Atom.OK;
    }
}
