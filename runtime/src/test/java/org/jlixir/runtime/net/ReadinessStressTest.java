package org.jlixir.runtime.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jlixir.runtime.process.Node;
import org.junit.jupiter.api.Test;

class ReadinessStressTest {
    private static final long MILLIS = Long.getLong("jlixir.stress.millis", 500);

    private final Readiness readiness = Readiness.of(new Node());

    /** Looking for what is closed takes away what wakes the selector: a wish that comes at that moment must not be forgotten. */
    @Test
    void servesAWishWhileAChannelCloses() throws Exception {
        long end = System.nanoTime() + MILLIS * 1_000_000;
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            while (System.nanoTime() < end) {
                Pipe closing = readable();
                await(wish(closing));
                Pipe open = readable();
                CountDownLatch started = new CountDownLatch(1);
                Future<?> closed = other.submit(() -> {
                    started.countDown();
                    closing.source().close();
                    readiness.settle(closing.source());
                    return null;
                });
                started.await();
                pause();
                await(wish(open));
                closed.get();
                closing.sink().close();
                open.sink().close();
                open.source().close();
            }
        }
    }

    private static Pipe readable() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        pipe.sink().write(ByteBuffer.wrap(new byte[1]));
        return pipe;
    }

    private CountDownLatch wish(Pipe pipe) {
        CountDownLatch told = new CountDownLatch(1);
        readiness.when(pipe.source(), SelectionKey.OP_READ, told::countDown);
        return told;
    }

    private static void await(CountDownLatch told) throws InterruptedException {
        assertTrue(told.await(10, TimeUnit.SECONDS), "never");
    }

    private static void pause() {
        for (int i = ThreadLocalRandom.current().nextInt(2000); i > 0; i--) {
            Thread.onSpinWait();
        }
    }
}
