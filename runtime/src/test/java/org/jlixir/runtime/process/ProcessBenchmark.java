package org.jlixir.runtime.process;

import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;

/** Times sending, spawning and a crowd of waiting processes. Run by hand: {@code ProcessBenchmark [crowd size]}. */
final class ProcessBenchmark {
    private static final int ROUNDS = 500_000;

    private ProcessBenchmark() {}

    public static void main(String[] arguments) {
        int crowd = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        new Node().runMain(self -> {
            for (int i = 0; i < 3; i++) {
                report("ping-pong, a round trip", ROUNDS, pingPong(self));
                report("spawn and exit", ROUNDS, spawnAndExit(self));
                report("ring of 1000, a hop", ROUNDS, ring(self));
            }
            for (int i = 0; i < 3; i++) {
                crowd(self, crowd);
            }
            return Atom.OK;
        });
    }

    private static void report(String what, long count, long nanos) {
        System.out.printf("%-28s %8.1f ns%n", what, (double) nanos / count);
    }

    private static long pingPong(Proc self) {
        Pid me = self.pid();
        Pid echo = Bodies.spawn(self, other -> {
            for (int i = 0; i < ROUNDS; i++) {
                Bodies.receive(other);
                Bodies.send(other, me, Atom.OK);
            }
            return Atom.OK;
        });
        long start = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            Bodies.send(self, echo, Atom.OK);
            Bodies.receive(self);
        }
        return System.nanoTime() - start;
    }

    private static long spawnAndExit(Proc self) {
        long start = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            Pid pid = Bodies.spawn(self, _ -> Atom.OK);
            if (i % 1000 == 999) {
                Bodies.down(self, Bodies.monitor(self, pid));
            }
        }
        return System.nanoTime() - start;
    }

    private static long ring(Proc self) {
        Pid next = self.pid();
        for (int i = 1; i < 1000; i++) {
            Pid following = next;
            next = Bodies.spawn(self, other -> {
                Object message;
                do {
                    message = Bodies.receive(other);
                    Bodies.send(other, following, message);
                } while (message != Bodies.STOP);
                return Atom.OK;
            });
        }
        long start = System.nanoTime();
        for (int i = 0; i < ROUNDS / 1000; i++) {
            Bodies.send(self, next, Atom.OK);
            Bodies.receive(self);
        }
        long time = System.nanoTime() - start;
        Bodies.send(self, next, Bodies.STOP);
        Bodies.receive(self);
        return time;
    }

    private static void crowd(Proc self, int size) {
        Pid[] pids = new Pid[size];
        long start = System.nanoTime();
        for (int i = 0; i < size; i++) {
            pids[i] = Bodies.spawn(self, Bodies::receive);
        }
        Reference last = Bodies.monitor(self, pids[size - 1]);
        report("spawn " + size + " that wait", size, System.nanoTime() - start);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf("%-28s %8d bytes%n", "heap a process", (runtime.totalMemory() - runtime.freeMemory()) / size);
        start = System.nanoTime();
        for (Pid pid : pids) {
            Bodies.send(self, pid, Bodies.STOP);
        }
        Bodies.down(self, last);
        while (ProcessView.count(self.node()) > 1) {
            Thread.yield();
        }
        report("wake and end", size, System.nanoTime() - start);
    }
}
