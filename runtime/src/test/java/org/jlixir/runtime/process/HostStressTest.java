package org.jlixir.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that wait without a stack, woken from all sides. Runs for {@code -Djlixir.stress.millis}, 500 when nothing is said. */
@Timeout(600)
class HostStressTest {
    private static final Atom STOP = Atom.of("stop");
    private static final Atom TICK = Atom.of("tick");

    /** Ends a server with an error. */
    private static final long FAIL = -1;

    /**
     * A server as the compiler makes one: a receive is all that it does, and it ends in a call of itself. It adds numbers and tells
     * a process that sends its pid the sum.
     */
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
                while (!(message instanceof Long || message instanceof Pid || message == STOP)) {
                    if (message != null) {
                        self.receiveNext();
                    } else if (budget == Proc.BOTTOM_BUDGET && self.mayLeave(timeout == Atom.INFINITY)) {
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
                if (message instanceof Pid asker) {
                    Bodies.send(self, asker, Tuple.of(total, self.pid()));
                } else if ((Long) message == FAIL) {
                    throw ElixirException.error(STOP);
                } else {
                    total += (Long) message;
                }
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

    @Test
    void answerThoseThatWait() {
        StressRounds.repeat(self -> {
            List<Pid> servers = servers(self, 3, Atom.INFINITY);
            for (int a = 0; a < 4; a++) {
                Bodies.spawnLink(self, asker -> {
                    for (long i = 1; i <= 64; i++) {
                        Pid server = servers.get((int) i % 3);
                        Bodies.send(asker, server, i);
                        Bodies.send(asker, server, asker.pid());
                        Tuple answer = (Tuple) Bodies.receive(asker);
                        assertEquals(server, answer.get(1));
                        StressRounds.pause();
                    }
                    Bodies.send(asker, self.pid(), STOP);
                    return Atom.OK;
                });
            }
            long total = 0;
            for (Tuple sum : sums(self, servers, 4)) {
                total += (Long) sum.get(1);
            }
            assertEquals(4 * 64 * 65 / 2, total);
        });
    }

    @Test
    void failForThemselves() {
        StressRounds.repeat(self -> {
            for (Pid server : servers(self, 10, Atom.INFINITY)) {
                ProcessSignals.unlink(self, server);
                var reference = Bodies.monitor(self, server);
                Bodies.send(self, server, 1L);
                StressRounds.pause();
                Bodies.send(self, server, FAIL);
                Tuple reason = (Tuple) Bodies.down(self, reference);
                assertEquals(STOP, reason.get(0));
                assertEquals(List.of(), TermList.toJava(reason.get(1)), "nothing of whoever waits");
            }
        });
    }
}
