package org.jlixir.runtime.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** A socket that waits for connections; they go to those who ask for them, in order. */
public final class TcpListener extends SocketDriver {
    private final ServerSocketChannel channel;
    private final ArrayDeque<CompletableFuture<Object>> acceptors = new ArrayDeque<>();
    private boolean awaits;

    TcpListener(ServerSocketChannel channel, SocketOptions options) throws IOException {
        super(options);
        this.channel = channel;
        channel.configureBlocking(false);
    }

    @Override
    ServerSocketChannel channel() {
        return channel;
    }

    @Override
    String name() {
        return "tcp_inet";
    }

    @Override
    @Nullable
    SocketAddress peer() {
        return null;
    }

    @Override
    void optionsChanged() {}

    @Override
    void tellPassive() {}

    /** The next connection, {@code {:ok, socket}}: a port of the caller's, with the options of this one. */
    public Object accept(Proc caller, long nanos) {
        return accept(caller, nanos, false);
    }

    /** @param awaitsTls whether the socket is not to be read before it speaks TLS */
    public Object accept(Proc caller, long nanos, boolean awaitsTls) {
        Object reply = await(caller, nanos, answer -> {
            acceptors.add(answer);
            pump();
        });
        if (!(reply instanceof Accepted accepted)) {
            return reply;
        }
        try {
            return Tuple.of(Atom.OK, new TcpDriver(accepted.channel, accepted.options, true, awaitsTls).open(caller));
        } catch (IOException failure) {
            return SocketFailure.of(failure);
        }
    }

    /** Not a term: it never leaves {@link #accept}. */
    private record Accepted(SocketChannel channel, SocketOptions options) {}

    private void pump() {
        try {
            while (!acceptors.isEmpty()) {
                SocketChannel accepted = channel.accept();
                if (accepted == null) {
                    awaitOne();
                    return;
                }
                acceptors.removeFirst().complete(new Accepted(accepted, options.copy()));
            }
        } catch (IOException failure) {
            acceptors.removeFirst().complete(SocketFailure.of(failure));
        }
    }

    private void awaitOne() {
        if (!awaits) {
            awaits = true;
            when(SelectionKey.OP_ACCEPT, () -> {
                awaits = false;
                pump();
            });
        }
    }

    @Override
    void forget(CompletableFuture<Object> answer) {
        acceptors.removeIf(acceptor -> acceptor == answer);
    }

    @Override
    void abandon(Object reply) {
        acceptors.forEach(acceptor -> acceptor.complete(reply));
        acceptors.clear();
    }
}
