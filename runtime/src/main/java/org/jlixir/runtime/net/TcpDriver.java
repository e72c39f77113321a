package org.jlixir.runtime.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jlixir.runtime.port.Framing;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** A connection. It reads only when somebody wants what comes, so that the other side is slowed down by who does not. */
public final class TcpDriver extends SocketDriver {
    private static final Atom TCP = Atom.of("tcp");
    private static final Atom TCP_CLOSED = Atom.of("tcp_closed");
    private static final Atom TCP_ERROR = Atom.of("tcp_error");
    private static final Atom TCP_PASSIVE = Atom.of("tcp_passive");
    private static final int CHUNK = 1 << 16;

    private record Output(ByteBuffer bytes, CompletableFuture<Object> answer) {}

    private final SocketChannel channel;
    private final Framing input = new Framing();
    private final ArrayDeque<Output> outputs = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    private @Nullable CompletableFuture<Object> receiver;
    private long wanted;
    private boolean connected;
    private boolean awaitsInput;
    private boolean ended;
    private boolean endTold;
    private boolean sendRefused;

    /** @param channel a connected one, or one that is about to be */
    TcpDriver(SocketChannel channel, SocketOptions options, boolean connected) throws IOException {
        super(options);
        this.channel = channel;
        this.connected = connected;
        channel.configureBlocking(false);
    }

    @Override
    SocketChannel channel() {
        return channel;
    }

    @Override
    String name() {
        return "tcp_inet";
    }

    @Override
    @Nullable
    SocketAddress peer() throws IOException {
        return channel.getRemoteAddress();
    }

    /** Connects to the other side, when the port is open. */
    Object connect(Proc caller, InetSocketAddress address, long nanos) {
        return await(caller, nanos, answer -> {
            try {
                if (channel.connect(address)) {
                    connected(answer);
                } else {
                    when(SelectionKey.OP_CONNECT, () -> finishConnect(answer));
                }
            } catch (IOException | RuntimeException failure) {
                answer.complete(SocketFailure.of(failure));
            }
        });
    }

    private void finishConnect(CompletableFuture<Object> answer) {
        try {
            if (channel.finishConnect()) {
                connected(answer);
            } else {
                when(SelectionKey.OP_CONNECT, () -> finishConnect(answer));
            }
        } catch (IOException | RuntimeException failure) {
            answer.complete(SocketFailure.of(failure));
        }
    }

    private void connected(CompletableFuture<Object> answer) {
        connected = true;
        answer.complete(Atom.OK);
        pump();
    }

    /** The next packet; {@code length} bytes in raw mode when it is not 0. */
    public Object receive(Proc caller, long length, long nanos) {
        return await(caller, nanos, answer -> {
            if (options.isActive()) {
                answer.complete(SocketFailure.INVALID);
            } else if (receiver != null) {
                answer.complete(SocketFailure.error("ealready"));
            } else if (endTold) {
                answer.complete(SocketFailure.NOT_CONNECTED);
            } else {
                receiver = answer;
                wanted = length;
                pump();
            }
        });
    }

    @Override
    void forget(CompletableFuture<Object> answer) {
        if (receiver == answer) {
            receiver = null;
        }
        outputs.removeIf(output -> output.answer == answer && output.bytes.position() == 0);
    }

    @Override
    void optionsChanged() {
        pump();
    }

    /** Hands on what there is as long as it is wanted, then reads more. */
    private void pump() {
        while (connected && isOpen() && (receiver != null || options.isActive())) {
            if (tooLong()) {
                fail(SocketFailure.MESSAGE_SIZE);
                return;
            }
            Bitstring packet = packet();
            if (packet != null) {
                hand(packet);
            } else if (ended) {
                tellEnd();
                return;
            } else if (awaitsInput || !read()) {
                return;
            }
        }
    }

    private boolean tooLong() {
        long limit = options.number("packet_size");
        return limit > 0
                && options.packet != Framing.Kind.LINE
                && options.packet != Framing.Kind.RAW
                && input.packetLength(options.packet) > limit;
    }

    private @Nullable Bitstring packet() {
        int available = input.available();
        return switch (options.packet) {
            case RAW -> {
                long needed = options.isActive() ? 0 : wanted;
                yield available == 0 || available < needed ? null : input.take(needed == 0 ? available : (int) needed);
            }
            case LINE -> {
                int limit = (int) Math.max(1, options.number("buffer"));
                int length = input.lineLength(limit);
                yield length > 0 ? input.take(length) : available >= limit ? input.take(limit) : null;
            }
            default -> input.packet(options.packet);
        };
    }

    private void hand(Bitstring packet) {
        Object data = data(packet, options.binary);
        if (options.isActive()) {
            tell(Tuple.of(TCP, port(), data));
            if (options.counted()) {
                tellPassive();
            }
        } else {
            answer(Tuple.of(Atom.OK, data));
        }
    }

    @Override
    void tellPassive() {
        tell(Tuple.of(TCP_PASSIVE, port()));
    }

    private void answer(Object reply) {
        CompletableFuture<Object> waiting = receiver;
        receiver = null;
        if (waiting != null) {
            waiting.complete(reply);
        }
    }

    /** @return false when there is nothing yet */
    private boolean read() {
        try {
            buffer.clear();
            int count = channel.read(buffer);
            if (count > 0) {
                input.add(Arrays.copyOf(buffer.array(), count));
            } else if (count == 0) {
                awaitsInput = true;
                when(SelectionKey.OP_READ, () -> {
                    awaitsInput = false;
                    pump();
                });
                return false;
            } else {
                ended = true;
            }
        } catch (IOException _) {
            ended = true;
        }
        return true;
    }

    /** What is left of an incomplete packet is dropped. */
    private void tellEnd() {
        if (options.isActive()) {
            tell(Tuple.of(TCP_CLOSED, port()));
            if (options.is("exit_on_close")) {
                end(Atom.NORMAL);
            } else {
                options.active = SocketOptions.PASSIVE;
            }
        } else {
            endTold = true;
            if (options.is("exit_on_close")) {
                closeChannel();
            }
            answer(SocketFailure.CLOSED);
        }
    }

    private void fail(Object error) {
        if (options.isActive()) {
            tell(Tuple.of(TCP_ERROR, port(), ((Tuple) error).get(1)));
            tell(Tuple.of(TCP_CLOSED, port()));
            end(Atom.NORMAL);
        } else {
            endTold = true;
            closeChannel();
            answer(error);
        }
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException _) {
            // Nothing more can be done for a socket that does not close.
        }
    }

    /** Sends one packet. @return {@code :ok} when the operating system has taken all of it */
    public Object send(Proc caller, Bitstring data) {
        Object limit = options.get("send_timeout");
        long nanos = limit instanceof Long millis ? millis * 1_000_000L : Proc.FOREVER;
        return await(caller, nanos, answer -> {
            byte[] framed = Framing.framed(options.packet, data);
            if (framed == null) {
                answer.complete(SocketFailure.MESSAGE_SIZE);
            } else if (!channel.isOpen()) {
                answer.complete(sendRefused ? SocketFailure.NOT_CONNECTED : SocketFailure.CLOSED);
                sendRefused = true;
            } else {
                outputs.add(new Output(ByteBuffer.wrap(framed), answer));
                if (outputs.size() == 1) {
                    flush();
                }
            }
        });
    }

    private void flush() {
        while (!outputs.isEmpty()) {
            Output first = outputs.getFirst();
            try {
                channel.write(first.bytes);
                if (first.bytes.hasRemaining()) {
                    when(SelectionKey.OP_WRITE, this::flush);
                    return;
                }
                first.answer.complete(Atom.OK);
            } catch (IOException _) {
                first.answer.complete(SocketFailure.CLOSED);
            } catch (RuntimeException _) {
                first.answer.complete(SocketFailure.NOT_CONNECTED);
            }
            outputs.removeFirst();
        }
    }

    @Override
    protected CompletableFuture<?> output(Bitstring data) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        byte[] framed = Framing.framed(options.packet, data);
        if (framed != null && channel.isOpen()) {
            outputs.add(new Output(ByteBuffer.wrap(framed), answer));
            if (outputs.size() == 1) {
                flush();
            }
        }
        return answer;
    }

    /**
     * Closes one direction, or both.
     *
     * @param how {@code :read}, {@code :write} or {@code :read_write}
     */
    public Object shutdown(Proc caller, Atom how) {
        return ask(caller, SocketFailure.CLOSED, answer -> {
            try {
                if (how != Atom.of("write")) {
                    channel.shutdownInput();
                }
                if (how != Atom.of("read")) {
                    channel.shutdownOutput();
                }
                answer.complete(Atom.OK);
            } catch (IOException | RuntimeException _) {
                answer.complete(SocketFailure.NOT_CONNECTED);
            }
        });
    }

    @Override
    void abandon(Object reply) {
        answer(reply);
        outputs.forEach(output -> output.answer.complete(reply));
        outputs.clear();
    }
}
