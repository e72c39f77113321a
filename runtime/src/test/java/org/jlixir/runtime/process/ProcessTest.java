package org.jlixir.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import org.jlixir.runtime.erlang.ErlangProcessState;
import org.jlixir.runtime.erlang.ErlangProcesses;
import org.jlixir.runtime.erlang.ErlangSuspension;
import org.jlixir.runtime.erlang.ErlangTimers;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes written in Java: how they end, and who hears of it. */
@Timeout(120)
@SuppressWarnings("ThreadPriorityCheck") // The threads are processes: their scheduler is ours.
class ProcessTest {
    private static final Atom KILL = Atom.of("kill");
    private static final Atom KILLED = Atom.of("killed");
    private static final Atom BOOM = Atom.of("boom");

    private static Object run(Function<Proc, Object> program) {
        Node.Ended ended = new Node().runMain(program);
        if (ended.failure() != null) {
            throw ended.failure();
        }
        return ended.value();
    }

    /** The reason with which a process running {@code body} ends. */
    private static Object end(Proc self, Function<Proc, Object> body) {
        Pid pid = Bodies.spawn(self, other -> {
            Bodies.receive(other);
            return body.apply(other);
        });
        Reference monitor = Bodies.monitor(self, pid);
        Bodies.send(self, pid, Bodies.STOP);
        return Bodies.down(self, monitor);
    }

    @Test
    void aProcessEndsWithItsReason() {
        run(self -> {
            assertEquals(Atom.NORMAL, end(self, _ -> Atom.OK));
            assertEquals(BOOM, end(self, _ -> {
                throw ElixirException.exit(BOOM);
            }));
            Tuple error = assertInstanceOf(Tuple.class, end(self, _ -> {
                throw ElixirException.error(BOOM);
            }));
            assertEquals(BOOM, error.get(0));
            Tuple thrown = assertInstanceOf(Tuple.class, end(self, _ -> {
                throw ElixirException.thrown(BOOM);
            }));
            assertEquals(Tuple.of(Atom.of("nocatch"), BOOM), thrown.get(0));
            return Atom.OK;
        });
    }

    @Test
    void selectiveReceiveKeepsTheOrderOfTheOthers() {
        run(self -> {
            for (long i = 0; i < 10; i++) {
                self.send(i);
            }
            self.receiveStart();
            while (!Long.valueOf(5).equals(self.receivePeek())) {
                self.receiveNext();
            }
            self.receiveRemove();
            for (long i = 0; i < 10; i++) {
                if (i != 5) {
                    assertEquals(i, Bodies.receive(self));
                }
            }
            self.receiveStart();
            self.receiveTimeout(0L);
            assertNull(self.receivePeek());
            assertFalse(self.receiveWait());
            return Atom.OK;
        });
    }

    @Test
    void manySendersLoseNothing() {
        run(self -> {
            int senders = 50;
            long each = 2000;
            Pid me = self.pid();
            for (long s = 0; s < senders; s++) {
                long sender = s;
                Bodies.spawn(self, other -> {
                    for (long i = 0; i < each; i++) {
                        Bodies.send(other, me, Tuple.of(sender, i));
                    }
                    return Atom.OK;
                });
            }
            long[] next = new long[senders];
            for (long i = 0; i < senders * each; i++) {
                Tuple message = (Tuple) Bodies.receive(self);
                int sender = (int) (long) (Long) message.get(0);
                assertEquals(next[sender]++, message.get(1));
            }
            return Atom.OK;
        });
    }

    @Test
    void spinnersAreKilledWhileOthersAnswer() {
        run(self -> {
            Pid me = self.pid();
            Pid[] spinners = new Pid[2 * self.node().schedulers()];
            for (int i = 0; i < spinners.length; i++) {
                spinners[i] = Bodies.spawn(self, Bodies::spin);
            }
            Pid echo = Bodies.spawn(self, other -> {
                while (true) {
                    Bodies.receive(other);
                    Bodies.send(other, me, Atom.OK);
                }
            });
            for (int i = 0; i < 100; i++) {
                Bodies.send(self, echo, Atom.OK);
                assertEquals(Atom.OK, Bodies.receive(self));
            }
            for (Pid spinner : spinners) {
                Reference monitor = Bodies.monitor(self, spinner);
                ErlangProcesses.exit(self, spinner, KILL);
                assertEquals(KILLED, Bodies.down(self, monitor));
            }
            return Atom.OK;
        });
    }

    @Test
    void theEndOfAHubEndsWhatIsLinkedToIt() {
        run(self -> {
            Pid me = self.pid();
            Pid hub = Bodies.spawn(self, other -> {
                Reference[] monitors = new Reference[200];
                Object pids = EmptyList.NIL;
                for (int i = 0; i < monitors.length; i++) {
                    pids = new Cons(Bodies.spawnLink(other, Bodies::sleepForever), pids);
                }
                Bodies.send(other, me, pids);
                Bodies.receive(other);
                throw ElixirException.exit(BOOM);
            });
            var leaves = TermList.toJava(Bodies.receive(self));
            var monitors =
                    leaves.stream().map(pid -> Bodies.monitor(self, (Pid) pid)).toList();
            Bodies.send(self, hub, Bodies.STOP);
            for (Reference monitor : monitors) {
                assertEquals(BOOM, Bodies.down(self, monitor));
            }
            return Atom.OK;
        });
    }

    @Test
    void everyMonitorHearsOfAnEndThatRacesWithIt() {
        run(self -> {
            for (int i = 0; i < 5000; i++) {
                Pid pid = Bodies.spawn(self, _ -> Atom.OK);
                Object reason = Bodies.down(self, Bodies.monitor(self, pid));
                assertTrue(reason == Atom.NORMAL || reason == Atom.of("noproc"));
            }
            return Atom.OK;
        });
    }

    @Test
    void everyLinkHearsOfAnEndThatRacesWithIt() {
        run(self -> {
            ProcessView.setTrapsExits(self, true);
            for (int i = 0; i < 5000; i++) {
                Pid pid = Bodies.spawn(self, _ -> Atom.OK);
                ErlangProcesses.link(self, pid);
                Tuple exit = (Tuple) Bodies.receive(self);
                assertEquals(pid, exit.get(1));
            }
            return Atom.OK;
        });
    }

    @Test
    void processesThatAskEachOtherAnswer() {
        run(self -> {
            Pid me = self.pid();
            Function<Proc, Object> asker = other -> {
                Pid peer = (Pid) Bodies.receive(other);
                for (int i = 0; i < 2000; i++) {
                    assertInstanceOf(
                            Tuple.class, ErlangProcessState.processInfo(other, peer, Atom.of("message_queue_len")));
                }
                // Neither may end while the other still asks.
                Bodies.send(other, me, Bodies.STOP);
                return Bodies.receive(other);
            };
            Pid one = Bodies.spawn(self, asker);
            Pid two = Bodies.spawn(self, asker);
            Reference first = Bodies.monitor(self, one);
            Reference second = Bodies.monitor(self, two);
            for (Pid[] pair : new Pid[][] {{one, two}, {two, one}}) {
                Bodies.send(self, pair[0], pair[1]);
            }
            Bodies.receive(self);
            Bodies.receive(self);
            Bodies.send(self, one, Bodies.STOP);
            Bodies.send(self, two, Bodies.STOP);
            assertEquals(Atom.NORMAL, Bodies.down(self, first));
            assertEquals(Atom.NORMAL, Bodies.down(self, second));
            return Atom.OK;
        });
    }

    @Test
    void aSuspendedProcessWaitsUntilResumedAndCanBeKilled() {
        run(self -> {
            Pid me = self.pid();
            Pid echo = Bodies.spawn(self, other -> {
                while (true) {
                    Bodies.send(other, me, Bodies.receive(other));
                }
            });
            ErlangSuspension.suspend(self, echo);
            assertEquals(
                    Tuple.of(Atom.of("status"), Atom.of("suspended")),
                    ErlangProcessState.processInfo(self, echo, Atom.of("status")));
            Bodies.send(self, echo, 1L);
            self.receiveStart();
            self.receiveTimeout(20L);
            assertNull(self.receivePeek());
            while (self.receiveWait()) {
                assertNull(self.receivePeek());
            }
            ErlangSuspension.resume(self, echo);
            assertEquals(1L, Bodies.receive(self));
            ErlangSuspension.suspend(self, echo);
            Reference monitor = Bodies.monitor(self, echo);
            ErlangProcesses.exit(self, echo, KILL);
            assertEquals(KILLED, Bodies.down(self, monitor));
            return Atom.OK;
        });
    }

    @Test
    void timersFireInOrderAndCanBeStopped() {
        run(self -> {
            Pid me = self.pid();
            Object stopped = ErlangTimers.sendAfter(self, 60_000L, me, BOOM);
            ErlangTimers.sendAfter(self, 60L, me, 2L);
            ErlangTimers.sendAfter(self, 5L, me, 1L);
            assertNotNull(ErlangTimers.cancelTimer(self, stopped));
            assertEquals(Atom.FALSE, ErlangTimers.cancelTimer(self, stopped));
            assertEquals(1L, Bodies.receive(self));
            assertEquals(2L, Bodies.receive(self));
            return Atom.OK;
        });
    }

    @Test
    void flagsAreRememberedAndAWaitingProcessSaysSo() {
        run(self -> {
            Atom priority = Atom.of("priority");
            assertEquals(Atom.NORMAL, ErlangProcessState.processFlag(self, priority, Atom.of("high")));
            assertEquals(Atom.of("high"), ErlangProcessState.processFlag(self, priority, Atom.NORMAL));
            Pid waiting = Bodies.spawn(self, Bodies::sleepForever);
            Object status;
            do {
                Thread.yield();
                status = ErlangProcessState.processInfo(self, waiting, Atom.of("status"));
            } while (!status.equals(Tuple.of(Atom.of("status"), Atom.of("waiting"))));
            return Atom.OK;
        });
    }

    private static long depth(Proc self, long n) {
        if (--self.reductions <= 0) {
            self.reductionsExhausted();
        }
        return n == 0 ? 0 : 1 + depth(self, n - 1);
    }

    @Test
    void aStackThatOverflowsEndsItsProcessAlone() {
        run(self -> {
            assertEquals(1_000_000L, depth(self, 1_000_000L));
            Tuple reason = assertInstanceOf(Tuple.class, end(self, other -> depth(other, Long.MAX_VALUE)));
            assertEquals(Atom.of("system_limit"), reason.get(0));
            return Atom.OK;
        });
    }
}
