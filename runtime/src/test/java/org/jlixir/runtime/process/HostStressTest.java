package org.jlixir.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that wait without a stack, woken from all sides. Runs for {@code -Djlixir.stress.millis}, 500 when nothing is said. */
@Timeout(600)
class HostStressTest {
    private static final Atom STOP = Atom.of("stop");
    private static final Atom TICK = Atom.of("tick");

    /** A server as the compiler makes one: a receive is all that it does, and it ends in a call of itself. */
    private static final class Adder extends Fun {
        private final Object timeout;
        private final Pid told;

        /** @param told hears of each time that nothing has come for {@code timeout} milliseconds, and of the sum at the end */
        Adder(Object timeout, Pid told) {
            super(1);
            this.timeout = timeout;
            this.told = told;
        }

        @Override
        public Object call1(Proc self, Object sum) {
            int budget = self.tailBudget;
            long total = (Long) sum;
            while (true) {
                self.receiveStart();
                self.receiveTimeout(timeout);
                Object message = self.receivePeek();
                while (!(message instanceof Long || message == STOP)) {
                    if (message != null) {
                        self.receiveNext();
                    } else if (budget == Proc.BOTTOM_BUDGET && self.mayLeave()) {
                        return self.tailCall1(this, total);
                    } else if (!self.receiveWait()) {
                        Bodies.send(self, told, TICK);
                        return self.tailCall1(this, total);
                    }
                    message = self.receivePeek();
                }
                self.receiveRemove();
                if (message == STOP) {
                    Bodies.send(self, told, Tuple.of(self.pid(), total, (long) self.messageCount()));
                    return Atom.OK;
                }
                total += (Long) message;
            }
        }

        @Override
        public Atom module() {
            return Atom.of("adder");
        }

        @Override
        public Atom name() {
            return Atom.of("loop");
        }

        Pid spawn(Proc self) {
            return Bodies.spawnLink(self, process -> process.startAtBottom(this, new Object[] {0L}));
        }
    }

    private static void bombard(Proc self, List<Pid> servers, int senders, long each) {
        for (int s = 0; s < senders; s++) {
            Bodies.spawnLink(self, sender -> {
                for (long i = 1; i <= each; i++) {
                    for (Pid server : servers) {
                        Bodies.send(sender, server, i);
                        if (i % 16 == 0) {
                            Bodies.send(sender, server, TICK);
                        }
                        StressRounds.pause();
                    }
                }
                Bodies.send(sender, self.pid(), STOP);
                return Atom.OK;
            });
        }
    }

    private static List<Tuple> sums(Proc self, List<Pid> servers, int senders) {
        for (int stopped = 0; stopped < senders; ) {
            if (Bodies.receive(self) == STOP) {
                stopped++;
            }
        }
        servers.forEach(server -> Bodies.send(self, server, STOP));
        List<Tuple> sums = new ArrayList<>();
        while (sums.size() < servers.size()) {
            if (Bodies.receive(self) instanceof Tuple sum) {
                sums.add(sum);
            }
        }
        return sums;
    }

    private static List<Pid> servers(Proc self, int count, Object timeout) {
        List<Pid> servers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            servers.add(new Adder(timeout, self.pid()).spawn(self));
        }
        return servers;
    }

    private static void check(List<Tuple> sums, int senders, long each) {
        for (Tuple sum : sums) {
            assertEquals(senders * each * (each + 1) / 2, sum.get(1), "the numbers, none lost and none twice");
            assertEquals(senders * (each / 16), sum.get(2), "what was not received is still there");
        }
    }

    @Test
    void takeEveryMessageOnce() {
        StressRounds.repeat(self -> {
            List<Pid> servers = servers(self, 10, Atom.INFINITY);
            bombard(self, servers, 4, 64);
            check(sums(self, servers, 4), 4, 64);
        });
    }

    @Test
    void takeEveryMessageOnceWhileTimeRunsOut() {
        StressRounds.repeat(self -> {
            List<Pid> servers = servers(self, 10, 1L);
            bombard(self, servers, 4, 64);
            check(sums(self, servers, 4), 4, 64);
        });
    }

    @Test
    void hearOfNothingInTime() {
        StressRounds.repeat(self -> {
            List<Pid> servers = servers(self, 20, 1L);
            for (int ticks = 0; ticks < 60; ) {
                if (Bodies.receive(self) == TICK) {
                    ticks++;
                }
            }
            check(sums(self, servers, 0), 0, 0);
        });
    }

    @Test
    void dieWhereTheyWait() {
        StressRounds.repeat(self -> {
            List<Pid> servers = servers(self, 10, Atom.INFINITY);
            for (Pid server : servers) {
                ProcessSignals.unlink(self, server);
                var reference = Bodies.monitor(self, server);
                Bodies.spawn(self, sender -> {
                    for (long i = 0; i < 20; i++) {
                        Bodies.send(sender, server, i);
                        StressRounds.pause();
                    }
                    return Atom.OK;
                });
                StressRounds.pause();
                ProcessSignals.exit(self, server, Atom.of("kill"));
                assertEquals(Atom.of("killed"), Bodies.down(self, reference));
            }
        });
    }
}
