package org.jlixir.runtime.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jlixir.runtime.port.Framing;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A connection, with or without TLS. It reads no more than {@link #READ_AHEAD} bytes that nobody wants yet, so that the other side is
 * slowed down. Without TLS whoever receives and sends does so in its own process, and what comes is read by the thread that
 * waits for all sockets.
 */
public final class TcpDriver extends SocketDriver {
    private static final Atom TCP = Atom.of("tcp");
    private static final Atom TCP_CLOSED = Atom.of("tcp_closed");
    private static final Atom TCP_ERROR = Atom.of("tcp_error");
    private static final Atom TCP_PASSIVE = Atom.of("tcp_passive");
    private static final Atom SSL = Atom.of("ssl");
    private static final Atom SSL_CLOSED = Atom.of("ssl_closed");
    private static final Atom SSL_ERROR = Atom.of("ssl_error");
    private static final Atom SSL_PASSIVE = Atom.of("ssl_passive");
    private static final int CHUNK = 1 << 16;
    private static final int READ_AHEAD = 1 << 16;

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

    /** Nothing is read before TLS is there: what comes first belongs to it. */
    private boolean awaitsTls;

    private @Nullable TlsLayer tls;
    private @Nullable CompletableFuture<Object> shaker;
    private @Nullable Object socket;

    /** @param channel a connected one, or one that is about to be */
    TcpDriver(SocketChannel channel, SocketOptions options, boolean connected, boolean awaitsTls) throws IOException {
        super(options);
        this.channel = channel;
        this.connected = connected;
        this.awaitsTls = awaitsTls;
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
    Object connect(Proc caller, SocketAddress address, long nanos) {
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
        return awaitAnywhere(caller, nanos, answer -> {
            if (options.isActive()) {
                answer.complete(SocketFailure.INVALID);
            } else if (receiver != null) {
                answer.complete(SocketFailure.error("ealready"));
            } else if (endTold) {
                answer.complete(tls == null ? SocketFailure.NOT_CONNECTED : SocketFailure.CLOSED);
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
        if (shaker == answer) {
            shaker = null;
            end(Atom.NORMAL);
        }
        outputs.removeIf(output -> output.answer == answer && output.bytes.position() == 0);
    }

    @Override
    void optionsChanged() {
        pump();
    }

    /** Hands on what there is as long as it is wanted, then reads more. */
    private void pump() {
        while (connected && isOpen() && wantsInput()) {
            if (tooLong()) {
                fail(SocketFailure.MESSAGE_SIZE);
                return;
            }
            int available = input.available();
            Bitstring packet = packet();
            if (packet != null) {
                if (tls == null) {
                    received.count(available - input.available());
                }
                hand(packet);
            } else if (ended) {
                tellEnd();
                return;
            } else if (awaitsInput || !read()) {
                return;
            }
        }
    }

    private boolean wantsInput() {
        return !awaitsTls && (receiver != null || options.isActive() || shaker != null);
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
            tell(Tuple.of(tls == null ? TCP : SSL, socket(), data));
            if (options.counted()) {
                tellPassive();
            }
        } else {
            answer(Tuple.of(Atom.OK, data));
        }
    }

    @Override
    void tellPassive() {
        tell(Tuple.of(tls == null ? TCP_PASSIVE : SSL_PASSIVE, socket()));
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
                accept(count);
            } else if (count == 0) {
                awaitInput();
                return false;
            } else {
                ended = true;
            }
        } catch (IOException _) {
            ended = true;
        }
        return true;
    }

    private void awaitInput() {
        awaitsInput = true;
        if (worksAnywhere()) {
            Readiness.of(process().node()).whileReadable(channel, this::inputReady);
        } else {
            when(SelectionKey.OP_READ, this::inputCame);
        }
    }

    private void inputCame() {
        awaitsInput = false;
        pump();
    }

    /** Called by the thread that waits for all sockets. @return whether it is to go on waiting for this one */
    private boolean inputReady() {
        boolean[] goesOn = {false};
        try {
            if (tryWork(() -> goesOn[0] = readAhead())) {
                return goesOn[0];
            }
            post(this::inputCame);
        } catch (RuntimeException | OutOfMemoryError failure) {
            // It ends this port, not the thread of all sockets.
            post(() -> {
                throw failure;
            });
        }
        return false;
    }

    private boolean readAhead() {
        if (!read()) {
            return true;
        }
        if (!ended) {
            // Reads nothing more meanwhile.
            pump();
            if (isOpen() && (wantsInput() || input.available() < READ_AHEAD)) {
                return true;
            }
        }
        inputCame();
        return false;
    }

    @Override
    protected boolean worksAnywhere() {
        return tls == null && !awaitsTls;
    }

    private void accept(int count) {
        TlsLayer layer = tls;
        if (layer == null) {
            input.add(Arrays.copyOf(buffer.array(), count));
        } else {
            received.count(count);
            layer.received(buffer.array(), count);
            settle(layer);
        }
    }

    /** Does what follows from a step of TLS: sends what it wants sent, ends the handshake, or everything. */
    private void settle(TlsLayer layer) {
        byte[] bytes = layer.takeOutgoing();
        if (bytes.length > 0) {
            enqueue(bytes, new CompletableFuture<>());
        }
        ended |= layer.isEnded();
        CompletableFuture<Object> waiting = shaker;
        Object failure = layer.takeFailure();
        if (failure != null) {
            ended = true;
            if (waiting != null) {
                refuse(waiting, failure);
            } else {
                fail(failure);
            }
        } else if (waiting != null && !layer.isShaking()) {
            shaker = null;
            waiting.complete(Atom.OK);
        }
    }

    private void refuse(CompletableFuture<Object> waiting, Object failure) {
        shaker = null;
        end(Atom.NORMAL);
        waiting.complete(failure);
    }

    /**
     * Begins a TLS connection on this one.
     *
     * @param term what the socket is called in messages to its owner
     * @return {@code :ok}, or an error, after which the socket is closed
     */
    Object startTls(Proc caller, Object term, TlsSettings settings, long nanos) {
        return await(caller, nanos, answer -> {
            if (tls != null) {
                answer.complete(SocketFailure.INVALID);
                return;
            }
            watchOwner();
            try {
                TlsLayer layer = new TlsLayer(settings, process(), input::add);
                tls = layer;
                socket = term;
                awaitsTls = false;
                shaker = answer;
                layer.begin();
                int early = input.available();
                if (early > 0) {
                    layer.received(input.takeAll().toBytes(), early);
                }
                settle(layer);
                pump();
            } catch (GeneralSecurityException | SSLException unknown) {
                refuse(answer, SocketFailure.error("insufficient_security"));
            }
        });
    }

    /** Answers a question about the TLS connection. @return {@code {:error, :closed}} when there is none */
    Object askTls(Proc caller, Function<TlsLayer, Object> question) {
        return ask(caller, SocketFailure.CLOSED, answer -> {
            TlsLayer layer = tls;
            answer.complete(layer == null || endTold ? SocketFailure.CLOSED : question.apply(layer));
        });
    }

    private Object socket() {
        Object term = socket;
        return term == null ? port() : term;
    }

    @Override
    protected void release() {
        TlsLayer layer = tls;
        // Who gives up a handshake closes the connection without a word; one that has failed has an alert to send.
        if (layer != null && channel.isOpen() && (!layer.isShaking() || layer.isEnded())) {
            layer.close();
            sayFarewell(layer.takeOutgoing());
        }
        super.release();
    }

    /** After what is on its way, if the system takes it at once. */
    private void sayFarewell(byte[] bytes) {
        try {
            for (Output output : outputs) {
                channel.write(output.bytes);
                if (output.bytes.hasRemaining()) {
                    return;
                }
            }
            channel.write(ByteBuffer.wrap(bytes));
        } catch (IOException | RuntimeException _) {
            // The other side has gone.
        }
    }

    /** What is left of an incomplete packet is dropped. */
    private void tellEnd() {
        CompletableFuture<Object> waiting = shaker;
        if (waiting != null) {
            refuse(waiting, SocketFailure.CLOSED);
            return;
        }
        if (options.isActive()) {
            tell(Tuple.of(tls == null ? TCP_CLOSED : SSL_CLOSED, socket()));
            if (tls != null || options.is("exit_on_close")) {
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
            tell(Tuple.of(tls == null ? TCP_ERROR : SSL_ERROR, socket(), ((Tuple) error).get(1)));
            if (tls == null) {
                tell(Tuple.of(TCP_CLOSED, port()));
            }
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
        return awaitAnywhere(caller, nanos, answer -> {
            byte[] framed = Framing.framed(options.packet, data);
            if (framed == null) {
                answer.complete(SocketFailure.MESSAGE_SIZE);
            } else if (!channel.isOpen() || tls != null && ended) {
                answer.complete(sendRefused && tls == null ? SocketFailure.NOT_CONNECTED : SocketFailure.CLOSED);
                sendRefused = true;
            } else {
                transmit(framed, answer);
            }
        });
    }

    private void transmit(byte[] bytes, CompletableFuture<Object> answer) {
        try {
            enqueue(tls == null ? bytes : tls.sealed(bytes), answer);
        } catch (SSLException _) {
            answer.complete(SocketFailure.CLOSED);
        }
    }

    private void enqueue(byte[] bytes, CompletableFuture<Object> answer) {
        sent.count(bytes.length);
        outputs.add(new Output(ByteBuffer.wrap(bytes), answer));
        if (outputs.size() == 1) {
            flush();
        }
    }

    @Override
    long unsent() {
        return outputs.stream().mapToLong(output -> output.bytes.remaining()).sum();
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
            transmit(framed, answer);
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
                TlsLayer layer = tls;
                if (layer != null && how != Atom.of("read")) {
                    layer.close();
                    ended = true;
                    enqueue(layer.takeOutgoing(), new CompletableFuture<>());
                }
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
        if (shaker != null) {
            shaker.complete(reply);
        }
        outputs.forEach(output -> output.answer.complete(reply));
        outputs.clear();
    }
}
