package org.jlixir.runtime.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.jlixir.runtime.process.Node;

/** The one thread of a node that waits for its sockets. Safe for any thread. */
final class Readiness {
    private final Selector selector;
    private final ConcurrentLinkedQueue<Wish> wishes = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<CompletableFuture<Boolean>> closings = new ConcurrentLinkedQueue<>();

    /** @param ready says whether it is to be called again */
    private record Wish(SelectableChannel channel, int operation, BooleanSupplier ready) {}

    private Readiness() {
        try {
            selector = Selector.open();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread thread = new Thread(this::run, "jlixir-sockets");
        thread.setDaemon(true);
        thread.start();
    }

    static Readiness of(Node node) {
        return node.state(Readiness.class, Readiness::new);
    }

    /**
     * Runs {@code ready} once when the channel can do the operation without waiting, or is closed.
     *
     * @param operation of {@link SelectionKey}
     */
    void when(SelectableChannel channel, int operation, Runnable ready) {
        wish(new Wish(channel, operation, () -> {
            ready.run();
            return false;
        }));
    }

    /** Runs {@code ready} whenever there is something to be read from the channel, as long as that returns true. */
    void whileReadable(SelectableChannel channel, BooleanSupplier ready) {
        wish(new Wish(channel, SelectionKey.OP_READ, ready));
    }

    private void wish(Wish wish) {
        wishes.add(wish);
        selector.wakeup();
    }

    /**
     * Waits until a closed channel is closed for the operating system too: a selector keeps what is registered with it until it
     * looks again.
     */
    void settle(SelectableChannel channel) {
        if (channel.isRegistered()) {
            CompletableFuture<Boolean> settled = new CompletableFuture<>();
            closings.add(settled);
            selector.wakeup();
            settled.join();
        }
    }

    private void run() {
        while (true) {
            try {
                selector.select();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            for (SelectionKey key : selector.selectedKeys()) {
                ready(key);
            }
            selector.selectedKeys().clear();
            // Before the wishes: it takes away the wake-up of one that comes meanwhile.
            for (CompletableFuture<Boolean> closing = closings.poll(); closing != null; closing = closings.poll()) {
                dropClosed();
                closing.complete(true);
            }
            for (Wish wish = wishes.poll(); wish != null; wish = wishes.poll()) {
                register(wish);
            }
        }
    }

    private void dropClosed() {
        try {
            selector.selectNow();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<Integer, BooleanSupplier> waiting(SelectionKey key) {
        return (Map<Integer, BooleanSupplier>) key.attachment();
    }

    private void register(Wish wish) {
        try {
            SelectionKey key = wish.channel.keyFor(selector);
            if (key == null) {
                key = wish.channel.register(selector, 0, new HashMap<Integer, BooleanSupplier>());
            }
            waiting(key).put(wish.operation, wish.ready);
            key.interestOpsOr(wish.operation);
        } catch (ClosedChannelException | CancelledKeyException _) {
            var _ = wish.ready.getAsBoolean();
        }
    }

    private static void ready(SelectionKey key) {
        try {
            int operations = key.readyOps();
            for (int operation = 1; operation <= operations; operation <<= 1) {
                if ((operations & operation) != 0 && !goesOn(waiting(key), operation)) {
                    key.interestOpsAnd(~operation);
                }
            }
        } catch (CancelledKeyException _) {
            // Closed meanwhile: the port that asked is gone too.
        }
    }

    private static boolean goesOn(Map<Integer, BooleanSupplier> waiting, int operation) {
        BooleanSupplier ready = waiting.get(operation);
        if (ready != null && ready.getAsBoolean()) {
            return true;
        }
        waiting.remove(operation);
        return false;
    }
}
