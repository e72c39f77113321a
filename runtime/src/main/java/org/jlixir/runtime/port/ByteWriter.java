package org.jlixir.runtime.port;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a pipe on a thread of its own, which is made with the first bytes: a write to a pipe that nobody empties blocks. Safe
 * for any thread.
 */
final class ByteWriter {
    /** More than this on its way makes the sender wait. */
    private static final long BUSY = 64 * 1024;

    private static final byte[] END = {};

    private record Entry(byte[] bytes, CompletableFuture<?> written) {}

    private final OutputStream out;
    private final Runnable failed;
    private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waiting = new AtomicLong();
    private @Nullable Thread thread;

    /** @param failed told when the other side has closed the pipe */
    ByteWriter(OutputStream out, Runnable failed) {
        this.out = out;
        this.failed = failed;
    }

    /** @return completed when the sender may go on */
    synchronized CompletableFuture<?> write(byte[] bytes) {
        CompletableFuture<?> written = new CompletableFuture<>();
        boolean busy = waiting.addAndGet(bytes.length) > BUSY;
        put(new Entry(bytes, written));
        return busy ? written : CompletableFuture.completedFuture(null);
    }

    private void put(Entry entry) {
        queue.add(entry);
        if (thread == null) {
            Thread made = new Thread(this::run, "jlixir-port-writer");
            made.setDaemon(true);
            thread = made;
            made.start();
        }
    }

    /** Closes the pipe behind what is on its way. */
    synchronized void close() {
        put(new Entry(END, new CompletableFuture<>()));
    }

    private void run() {
        try (out) {
            while (true) {
                Entry entry = queue.take();
                if (entry.bytes == END) {
                    return;
                }
                out.write(entry.bytes);
                out.flush();
                waiting.addAndGet(-entry.bytes.length);
                entry.written.complete(null);
            }
        } catch (IOException _) {
            failed.run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            queue.forEach(entry -> entry.written.complete(null));
        }
    }
}
