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

/** Starting processes and going from one to another. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class SchedulerBenchmark {
    private static final int ROUNDS = 10_000;
    private static final Atom STOP = Atom.of("stop");

    private final Node node = new Node();

    /** How many processes take part. */
    @State(Scope.Thread)
    public static class Crowd {
        @Param({"10", "1000"})
        public int crowd;
    }

    /** A process that starts, sends one message and ends. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void spawnAndEnd() throws InterruptedException {
        Processes.run(node, self -> {
            for (int i = 0; i < ROUNDS; i++) {
                Processes.spawn(self, _ -> {
                    self.send(STOP);
                    return Atom.OK;
                });
                Processes.receive(self);
            }
        });
    }

    /** A message there and one back. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void pingPong() throws InterruptedException {
        Processes.run(node, self -> {
            Proc echo = echo(self, self);
            for (int i = 0; i < ROUNDS; i++) {
                echo.send(Atom.OK);
                Processes.receive(self);
            }
            echo.send(STOP);
            Processes.receive(self);
        });
    }

    /** A message that goes round; the figure is for the way from one process to the next. */
    @Benchmark
    @OperationsPerInvocation(ROUNDS)
    public void ring(Crowd processes) throws InterruptedException {
        Processes.run(node, self -> {
            Proc next = self;
            for (int i = 1; i < processes.crowd; i++) {
                next = echo(self, next);
            }
            for (int i = 0; i < ROUNDS / processes.crowd; i++) {
                next.send(Atom.OK);
                Processes.receive(self);
            }
            next.send(STOP);
            Processes.receive(self);
        });
    }

    /** Processes that compute side by side: a time slice ends, another process goes on. */
    @Benchmark
    public void timeSlices(Crowd processes) throws InterruptedException {
        Processes.run(node, self -> {
            for (int i = 0; i < processes.crowd; i++) {
                Processes.spawn(self, worker -> {
                    count(worker, 10 * Proc.REDUCTIONS);
                    self.send(Atom.OK);
                    return Atom.OK;
                });
            }
            for (int i = 0; i < processes.crowd; i++) {
                Processes.receive(self);
            }
        });
    }

    /** As generated code does: one reduction a round. */
    private static void count(Proc self, int rounds) {
        for (int i = 0; i < rounds; i++) {
            if (--self.reductions <= 0) {
                self.reductionsExhausted();
            }
        }
    }

    /** A process that sends on what it gets, to the last. */
    private static Proc echo(Proc self, Proc target) {
        return Processes.spawn(self, echo -> {
            Object message;
            do {
                message = Processes.receive(echo);
                target.send(message);
            } while (message != STOP);
            return Atom.OK;
        });
    }
}
