package org.jlixir.runtime.process;

import java.lang.management.ManagementFactory;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;

/** Times sending, spawning and a crowd of waiting processes. Run by hand: {@code ProcessBenchmark [crowd size]}. */
@SuppressWarnings("ThreadPriorityCheck") // The threads are processes: their scheduler is ours.
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
            Spent start = Spent.now();
            int depth = depth(self, 10_000_000);
            report("recursion, 10 M deep", depth, start.untilNow());
            for (int i = 0; i < 3; i++) {
                crowd(self, crowd);
            }
            return Atom.OK;
        });
    }

    private static void report(String what, long count, Spent spent) {
        System.out.printf(
                "%-28s %8.1f ns, %8.1f ns of all cores%n",
                what, (double) spent.wall / count, (double) spent.cpu / count);
    }

    /** Nanoseconds since the start, on the clock and summed over the cores: the second says more on a busy machine. */
    private record Spent(long wall, long cpu) {
        static Spent now() {
            var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Spent(System.nanoTime(), system.getProcessCpuTime());
        }

        Spent untilNow() {
            Spent now = now();
            return new Spent(now.wall - wall, now.cpu - cpu);
        }
    }

    private static int depth(Proc self, int n) {
        if (--self.reductions <= 0) {
            self.reductionsExhausted();
        }
        return n == 0 ? 0 : 1 + depth(self, n - 1);
    }

    private static Spent pingPong(Proc self) {
        Pid me = self.pid();
        Pid echo = Bodies.spawn(self, other -> {
            for (int i = 0; i < ROUNDS; i++) {
                Bodies.receive(other);
                Bodies.send(other, me, Atom.OK);
            }
            return Atom.OK;
        });
        Spent start = Spent.now();
        for (int i = 0; i < ROUNDS; i++) {
            Bodies.send(self, echo, Atom.OK);
            Bodies.receive(self);
        }
        return start.untilNow();
    }

    private static Spent spawnAndExit(Proc self) {
        Spent start = Spent.now();
        for (int i = 0; i < ROUNDS; i++) {
            Pid pid = Bodies.spawn(self, _ -> Atom.OK);
            if (i % 1000 == 999) {
                Bodies.down(self, Bodies.monitor(self, pid));
            }
        }
        return start.untilNow();
    }

    private static Spent ring(Proc self) {
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
        Spent start = Spent.now();
        for (int i = 0; i < ROUNDS / 1000; i++) {
            Bodies.send(self, next, Atom.OK);
            Bodies.receive(self);
        }
        Spent time = start.untilNow();
        Bodies.send(self, next, Bodies.STOP);
        Bodies.receive(self);
        return time;
    }

    private static void crowd(Proc self, int size) {
        Pid[] pids = new Pid[size];
        Spent start = Spent.now();
        for (int i = 0; i < size; i++) {
            pids[i] = Bodies.spawn(self, Bodies::receive);
        }
        Reference last = Bodies.monitor(self, pids[size - 1]);
        report("spawn " + size + " that wait", size, start.untilNow());
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf("%-28s %8d bytes%n", "heap a process", (runtime.totalMemory() - runtime.freeMemory()) / size);
        start = Spent.now();
        for (Pid pid : pids) {
            Bodies.send(self, pid, Bodies.STOP);
        }
        Bodies.down(self, last);
        while (ProcessView.count(self.node()) > 1) {
            Thread.yield();
        }
        report("wake and end", size, start.untilNow());
    }
}
