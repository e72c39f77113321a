package org.jlixir.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thread adds to a run queue and takes from it, others steal. */
@Timeout(600)
class RunQueueStressTest {
    private static final int THIEVES = 3;

    private record Numbered(int number) implements Runnable {
        @Override
        public void run() {}
    }

    /** What one thread has taken. */
    private static final class Taken {
        final BitSet numbers = new BitSet();
        int last = -1;

        void take(RunQueue queue) {
            if (queue.take() instanceof Numbered taken) {
                // First in, first out: what one thread takes comes in order.
                assertEquals(true, taken.number() > last);
                last = taken.number();
                numbers.set(taken.number());
            }
        }
    }

    @Test
    void eachIsTakenOnceAndInOrder() throws InterruptedException {
        long end = System.nanoTime() + Long.getLong("jlixir.stress.millis", 500) * 1_000_000;
        while (System.nanoTime() < end) {
            play(20_000);
        }
    }

    private static void play(int count) throws InterruptedException {
        RunQueue queue = new RunQueue();
        AtomicBoolean done = new AtomicBoolean();
        Taken[] taken = new Taken[THIEVES + 1];
        Thread[] thieves = new Thread[THIEVES];
        for (int i = 0; i < THIEVES; i++) {
            Taken own = new Taken();
            taken[i] = own;
            thieves[i] = Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    own.take(queue);
                }
            });
        }
        Taken own = new Taken();
        taken[THIEVES] = own;
        for (int number = 0; number < count; number++) {
            while (!queue.add(new Numbered(number))) {
                own.take(queue);
            }
            if (number % 3 == 0) {
                own.take(queue);
            }
        }
        while (queue.size() > 0) {
            own.take(queue);
        }
        done.set(true);
        BitSet all = new BitSet();
        int sum = own.numbers.cardinality();
        all.or(own.numbers);
        for (int i = 0; i < THIEVES; i++) {
            thieves[i].join();
            sum += taken[i].numbers.cardinality();
            all.or(taken[i].numbers);
        }
        assertNull(queue.take());
        assertEquals(count, sum, "taken more than once");
        assertEquals(count, all.cardinality(), "lost");
    }
}
