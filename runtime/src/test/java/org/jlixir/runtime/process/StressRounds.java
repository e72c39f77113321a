package org.jlixir.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jlixir.runtime.term.Atom;

/** What stress tests of processes do again and again, for {@code -Djlixir.stress.millis}, 500 when nothing is said. */
@SuppressWarnings("ThreadPriorityCheck") // The threads are processes: their scheduler is ours.
final class StressRounds {
    private static final long MILLIS = Long.getLong("jlixir.stress.millis", 500);

    private StressRounds() {}

    /** One round of a test, in a process. */
    interface Round {
        void play(Proc self);
    }

    static void repeat(Round round) {
        Node node = new Node();
        Node.Ended ended = node.runMain(self -> {
            long end = System.nanoTime() + MILLIS * 1_000_000;
            while (System.nanoTime() < end) {
                round.play(self);
            }
            return Atom.OK;
        });
        if (ended.failure() != null) {
            throw ended.failure();
        }
        await(() -> node.processTable().isEmpty());
        assertTrue(node.nameTable().isEmpty(), "names");
        assertEquals(0, node.timers().count(), "timers");
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "never");
            Thread.yield();
        }
    }

    /** Nothing, a few turns of a loop, or a chance for others. */
    static void pause() {
        int kind = ThreadLocalRandom.current().nextInt(8);
        if (kind == 0) {
            Thread.yield();
        }
        for (int i = 0; i < 20 * kind; i++) {
            Thread.onSpinWait();
        }
    }
}
