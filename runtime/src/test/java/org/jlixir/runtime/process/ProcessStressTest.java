package org.jlixir.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The protocols between processes, again and again with random pauses. Each runs for {@code -Djlixir.stress.millis}, 500 when
 * nothing is said.
 */
@Timeout(600)
@SuppressWarnings("ThreadPriorityCheck") // The threads are processes: their scheduler is ours.
class ProcessStressTest {
    private static final Atom BOOM = Atom.of("boom");
    private static final Atom DONE = Atom.of("done");

    private static Object receiveAtMost(Proc self, long millis) {
        self.receiveStart();
        self.receiveTimeout(millis);
        while (true) {
            Object message = self.receivePeek();
            if (message != null) {
                self.receiveRemove();
                return message;
            }
            if (!self.receiveWait()) {
                return DONE;
            }
        }
    }

    @Test
    void messagesOfEachSenderComeInOrderAndNoneIsLost() {
        StressRounds.repeat(self -> {
            int senders = 8;
            long each = 200;
            Pid me = self.pid();
            for (long s = 0; s < senders; s++) {
                long sender = s;
                Bodies.spawn(self, other -> {
                    for (long i = 0; i < each; i++) {
                        Bodies.send(other, me, Tuple.of(sender, i));
                        StressRounds.pause();
                    }
                    return Atom.OK;
                });
            }
            // Senders are heard one after the other, so that messages stay behind and are looked at again.
            for (long sender = 0; sender < senders; sender++) {
                for (long i = 0; i < each; i++) {
                    assertEquals(i, nextFrom(self, sender));
                }
            }
            assertEquals(DONE, receiveAtMost(self, 0));
        });
    }

    private static Object nextFrom(Proc self, long sender) {
        self.receiveStart();
        while (true) {
            Object message = self.receivePeek();
            if (message == null) {
                self.receiveWait();
            } else if (message instanceof Tuple pair && pair.get(0).equals(sender)) {
                self.receiveRemove();
                return pair.get(1);
            } else {
                self.receiveNext();
            }
        }
    }

    @Test
    void nobodySleepsThroughAMessage() {
        StressRounds.repeat(self -> {
            Pid me = self.pid();
            Pid echo = Bodies.spawn(self, other -> {
                Object message = Bodies.receive(other);
                while (message != Bodies.STOP) {
                    StressRounds.pause();
                    Bodies.send(other, me, message);
                    message = Bodies.receive(other);
                }
                return Atom.OK;
            });
            for (long i = 0; i < 500; i++) {
                Bodies.send(self, echo, i);
                StressRounds.pause();
                assertEquals(i, receiveAtMost(self, 60_000));
            }
            Bodies.send(self, echo, Bodies.STOP);
        });
    }

    @Test
    void aMonitorTellsOnceOrNotAtAll() {
        StressRounds.repeat(self -> {
            Pid target = Bodies.spawn(self, _ -> {
                StressRounds.pause();
                return Atom.OK;
            });
            StressRounds.pause();
            List<Reference> kept = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Reference reference = Bodies.monitor(self, target);
                StressRounds.pause();
                if (i % 2 == 0) {
                    ProcessSignals.demonitor(self, reference);
                    ProcessSignals.flushDown(self, reference);
                } else {
                    kept.add(reference);
                }
            }
            for (Reference reference : kept) {
                Bodies.down(self, reference);
            }
            assertEquals(DONE, receiveAtMost(self, 0));
            assertTrue(self.monitors().set.isEmpty());
        });
    }

    @Test
    void linksThatRaceWithEndsAndUnlinksLeaveNothing() {
        StressRounds.repeat(self -> {
            ProcessView.setTrapsExits(self, true);
            Map<Pid, Boolean> linked = new HashMap<>();
            for (int i = 0; i < 20; i++) {
                Pid target = Bodies.spawn(self, other -> {
                    StressRounds.pause();
                    ProcessSignals.exit(other, other.pid(), BOOM);
                    return Atom.OK;
                });
                StressRounds.pause();
                ProcessSignals.link(self, target);
                StressRounds.pause();
                boolean unlinks = ThreadLocalRandom.current().nextBoolean();
                if (unlinks) {
                    ProcessSignals.unlink(self, target);
                }
                linked.put(target, !unlinks);
            }
            // Who stays linked is heard of; who is unlinked may be, when the end came first.
            long due = linked.values().stream().filter(stays -> stays).count();
            while (due > 0) {
                Tuple exit = (Tuple) receiveAtMost(self, 60_000);
                if (linked.get(exit.get(1))) {
                    due--;
                }
            }
            while (receiveAtMost(self, 0) != DONE) {
                StressRounds.pause();
            }
            assertTrue(self.links().isEmpty());
        });
    }

    @Test
    void exitSignalsThroughARingOfLinksEndEverybody() {
        StressRounds.repeat(self -> {
            int size = 30;
            List<Pid> ring = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                ring.add(Bodies.spawn(self, other -> {
                    Object neighbour = Bodies.receive(other);
                    StressRounds.pause();
                    ProcessSignals.link(other, (Pid) neighbour);
                    return Bodies.sleepForever(other);
                }));
            }
            List<Reference> monitors =
                    ring.stream().map(pid -> Bodies.monitor(self, pid)).toList();
            for (int i = 0; i < size; i++) {
                Bodies.send(self, ring.get(i), ring.get((i + 1) % size));
            }
            ProcessSignals.exit(self, ring.get(ThreadLocalRandom.current().nextInt(size)), BOOM);
            for (Reference monitor : monitors) {
                Bodies.down(self, monitor);
            }
        });
    }

    @Test
    void aTimerFiresOrIsStopped() {
        StressRounds.repeat(self -> {
            Timers timers = self.node().timers();
            List<Reference> due = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                Reference reference = self.node().newReference();
                timers.start(
                        reference,
                        self.pid(),
                        reference,
                        ThreadLocalRandom.current().nextInt(3));
                StressRounds.pause();
                if (ThreadLocalRandom.current().nextBoolean() || timers.cancel(reference) == null) {
                    due.add(reference);
                }
            }
            while (!due.isEmpty()) {
                assertTrue(due.remove(receiveAtMost(self, 60_000)), "a timer that was stopped has fired");
            }
            assertEquals(DONE, receiveAtMost(self, 0));
            assertNull(self.firstTimer);
        });
    }

    /** Many wait with limits at a time, so that they meet at the timers' lock too. */
    @Test
    void anAnswerThatComesInTimeIsHeardByWhoeverWaitsWithALimit() {
        StressRounds.repeat(self -> {
            Pid server = Bodies.spawnLink(self, other -> {
                Object message = Bodies.receive(other);
                while (message instanceof Pid client) {
                    Bodies.send(other, client, BOOM);
                    message = Bodies.receive(other);
                }
                return Atom.OK;
            });
            List<Reference> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                clients.add(Bodies.monitor(self, Bodies.spawn(self, client -> {
                    for (int call = 0; call < 20; call++) {
                        Bodies.send(client, server, client.pid());
                        assertEquals(BOOM, receiveAtMost(client, 30_000 - 1_000 * call));
                        if (ThreadLocalRandom.current().nextInt(8) == 0) {
                            assertEquals(DONE, receiveAtMost(client, 1));
                        }
                    }
                    return Atom.OK;
                })));
            }
            for (Reference client : clients) {
                assertEquals(Atom.NORMAL, Bodies.down(self, client));
            }
            Bodies.send(self, server, DONE);
        });
    }

    @Test
    void timersEndWithTheirReceiver() {
        StressRounds.repeat(self -> {
            Pid target = Bodies.spawn(self, _ -> {
                StressRounds.pause();
                return Atom.OK;
            });
            for (int i = 0; i < 5; i++) {
                self.node().timers().start(self.node().newReference(), target, BOOM, 3_600_000);
                StressRounds.pause();
            }
        });
    }

    @Test
    void aNameBelongsToOneAndGoesWithIt() {
        Atom name = Atom.of("stress_name");
        StressRounds.repeat(self -> {
            Map<Pid, Reference> monitors = new HashMap<>();
            for (int i = 0; i < 6; i++) {
                Function<Proc, Object> body = other -> {
                    // It is not to end before it is watched.
                    Bodies.receive(other);
                    StressRounds.pause();
                    if (ProcessSignals.register(other, name, other)) {
                        StressRounds.pause();
                        assertEquals(other, other.node().find(name));
                        if (ThreadLocalRandom.current().nextBoolean()) {
                            ProcessSignals.unregister(other, name);
                        }
                    }
                    return Atom.OK;
                };
                Pid target = Bodies.spawn(self, body);
                monitors.put(target, Bodies.monitor(self, target));
            }
            monitors.keySet().forEach(target -> Bodies.send(self, target, Bodies.STOP));
            for (Reference monitor : monitors.values()) {
                assertEquals(Atom.NORMAL, Bodies.down(self, monitor));
            }
            assertNull(self.node().find(name));
        });
    }

    @Test
    void aRepliedAliasTakesOneMessage() {
        StressRounds.repeat(self -> {
            AtomicReference<Reference> alias = new AtomicReference<>();
            Pid server = Bodies.spawn(self, other -> {
                Bodies.receive(other);
                for (long i = 0; i < 3; i++) {
                    ProcessSignals.sendToAlias(other, alias.get(), i);
                    StressRounds.pause();
                }
                return Atom.OK;
            });
            Reference reference = ProcessSignals.monitor(self, server, Monitors.DOWN, Atom.of("reply_demonitor"));
            Reference end = Bodies.monitor(self, server);
            alias.set(reference);
            Bodies.send(self, server, Bodies.STOP);
            StressRounds.pause();
            assertEquals(0L, receiveAtMost(self, 60_000));
            Bodies.down(self, end);
            assertEquals(DONE, receiveAtMost(self, 0));
        });
    }

    @Test
    void killedProcessesAreGoneWhateverTheyDo() {
        StressRounds.repeat(self -> {
            List<Reference> monitors = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Pid target = Bodies.spawn(self, i % 2 == 0 ? Bodies::spin : Bodies::sleepForever);
                monitors.add(Bodies.monitor(self, target));
                StressRounds.pause();
                ProcessSignals.exit(self, target, Atom.of("kill"));
            }
            for (Reference monitor : monitors) {
                assertEquals(Atom.of("killed"), Bodies.down(self, monitor));
            }
        });
    }
}
