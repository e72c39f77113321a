package org.jlixir.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private static final long MILLI = 1_000_000;

    private final BlockingQueue<Note> run = new LinkedBlockingQueue<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final TimerQueue queue = new TimerQueue(failures::add);

    private final class Note extends TimerQueue.Entry {
        private final long at;

        Note(long at) {
            this.at = at;
        }

        @Override
        void run() {
            run.add(this);
            assertTrue(System.nanoTime() - at >= 0, "too early");
        }
    }

    private Note add(long millis) {
        Note note = new Note(System.nanoTime() + millis * MILLI);
        queue.add(note, note.at);
        return note;
    }

    private Note next() throws InterruptedException {
        return run.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void entriesRunInTheOrderOfTheirTimes() throws InterruptedException {
        Random random = new Random(3);
        List<Note> kept = new ArrayList<>();
        List<Note> removed = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            (i % 3 == 0 ? removed : kept).add(add(200 + random.nextInt(100)));
        }
        removed.forEach(queue::remove);
        kept.sort((a, b) -> Long.compare(a.at - b.at, 0));
        for (Note expected : kept) {
            assertEquals(expected.at, next().at);
        }
        assertTrue(run.isEmpty());
        assertEquals(List.of(), failures);
    }

    @Test
    void anEarlierEntryWakesTheThreadThatSleepsForALaterOne() throws InterruptedException {
        Note late = add(3_600_000);
        Note soon = add(5);
        assertEquals(soon, next());
        queue.remove(late);
        queue.remove(late);
        assertEquals(List.of(), failures);
    }

    @Test
    void aFailureIsToldAndOthersGoOn() throws InterruptedException {
        queue.add(
                new TimerQueue.Entry() {
                    @Override
                    void run() {
                        throw new IllegalStateException("expected");
                    }
                },
                System.nanoTime());
        Note after = add(5);
        assertEquals(after, next());
        assertEquals(1, failures.size());
    }

    @Test
    void aClosedQueueRunsNothingAndEndsItsThread() throws InterruptedException {
        queue.add(
                new TimerQueue.Entry() {
                    @Override
                    void run() {
                        run.add(new Note(0));
                        Thread.currentThread().setName("jlixir-timers-to-be-closed");
                    }
                },
                System.nanoTime());
        next();
        add(20);
        queue.close();
        add(20);
        Thread.sleep(60);
        assertTrue(run.isEmpty());
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("jlixir-timers-to-be-closed")));
    }
}
