package org.jlixir.runtime.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** A socket for single messages. */
public final class UdpDriver extends SocketDriver {
    private static final Atom UDP = Atom.of("udp");
    private static final Atom UDP_PASSIVE = Atom.of("udp_passive");

    private final DatagramChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private @Nullable CompletableFuture<Object> receiver;
    private boolean awaitsInput;

    private UdpDriver(DatagramChannel channel, SocketOptions options) throws IOException {
        super(options);
        this.channel = channel;
        channel.configureBlocking(false);
    }

    /** {@code {:ok, socket}} or {@code {:error, posix}}. */
    public static Object open(Proc self, int port, SocketOptions options) {
        if (options.unix) {
            // The JDK has no datagrams between files.
            return SocketFailure.error("eafnosupport");
        }
        try {
            DatagramChannel channel =
                    DatagramChannel.open(options.six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
            try {
                options.applyReuse(channel);
                InetAddress local =
                        options.local != null ? options.local : Addresses.parse(Atom.of("any"), options.six);
                channel.bind(new InetSocketAddress(local, port == 0 ? options.localPort : port));
            } catch (IOException | RuntimeException failure) {
                channel.close();
                return SocketFailure.of(failure);
            }
            return Tuple.of(Atom.OK, new UdpDriver(channel, options).open(self));
        } catch (IOException failure) {
            return SocketFailure.of(failure);
        }
    }

    @Override
    DatagramChannel channel() {
        return channel;
    }

    @Override
    String name() {
        return "udp_inet";
    }

    @Override
    @Nullable
    SocketAddress peer() throws IOException {
        return channel.getRemoteAddress();
    }

    /** Sends to {@code target}, or to the one that the socket is connected to when it is null. */
    public Object send(Proc caller, @Nullable InetSocketAddress target, Bitstring data) {
        return ask(caller, SocketFailure.CLOSED, answer -> answer.complete(send(target, data)));
    }

    private Object send(@Nullable InetSocketAddress target, Bitstring data) {
        ByteBuffer bytes = ByteBuffer.wrap(data.toBytes());
        try {
            if (target != null) {
                channel.send(bytes, target);
            } else if (channel.isConnected()) {
                channel.write(bytes);
            } else {
                return SocketFailure.error("edestaddrreq");
            }
            sent.count(data.byteSize());
            return Atom.OK;
        } catch (IOException | RuntimeException failure) {
            return String.valueOf(failure.getMessage()).contains("too long")
                    ? SocketFailure.MESSAGE_SIZE
                    : SocketFailure.of(failure);
        }
    }

    /** From now on the socket speaks with one address alone. */
    public Object connect(Proc caller, InetSocketAddress target) {
        return ask(caller, SocketFailure.CLOSED, answer -> {
            try {
                channel.disconnect();
                channel.connect(target);
                answer.complete(Atom.OK);
            } catch (IOException | RuntimeException failure) {
                answer.complete(SocketFailure.of(failure));
            }
        });
    }

    /** The next message, {@code {:ok, {address, port, data}}}. */
    public Object receive(Proc caller, long nanos) {
        return await(caller, nanos, answer -> {
            if (options.isActive()) {
                answer.complete(SocketFailure.INVALID);
            } else if (receiver != null) {
                answer.complete(SocketFailure.error("ealready"));
            } else {
                receiver = answer;
                pump();
            }
        });
    }

    @Override
    void forget(CompletableFuture<Object> answer) {
        if (receiver == answer) {
            receiver = null;
        }
    }

    @Override
    void optionsChanged() {
        pump();
    }

    private void pump() {
        while (isOpen() && !awaitsInput && (receiver != null || options.isActive())) {
            try {
                buffer.clear();
                if (channel.receive(buffer) instanceof InetSocketAddress sender) {
                    received.count(buffer.position());
                    hand(sender, Bitstring.ofBytes(Arrays.copyOf(buffer.array(), buffer.position())));
                } else {
                    awaitsInput = true;
                    when(SelectionKey.OP_READ, () -> {
                        awaitsInput = false;
                        pump();
                    });
                }
            } catch (IOException failure) {
                answer(SocketFailure.of(failure));
                return;
            }
        }
    }

    private void hand(InetSocketAddress sender, Bitstring message) {
        Object data = data(message, options.binary);
        Object address = Addresses.term(sender.getAddress());
        long senderPort = sender.getPort();
        if (!options.isActive()) {
            answer(Tuple.of(Atom.OK, Tuple.of(address, senderPort, data)));
            return;
        }
        tell(Tuple.of(UDP, port(), address, senderPort, data));
        if (options.counted()) {
            tellPassive();
        }
    }

    @Override
    void tellPassive() {
        tell(Tuple.of(UDP_PASSIVE, port()));
    }

    private void answer(Object reply) {
        CompletableFuture<Object> waiting = receiver;
        receiver = null;
        if (waiting != null) {
            waiting.complete(reply);
        }
    }

    @Override
    void abandon(Object reply) {
        answer(reply);
    }
}
