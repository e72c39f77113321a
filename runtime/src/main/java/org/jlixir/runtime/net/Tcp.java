package org.jlixir.runtime.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** Opens sockets for connections. */
public final class Tcp {
    private Tcp() {}

    private static StandardProtocolFamily family(@Nullable SocketAddress address, boolean six) {
        if (address instanceof UnixDomainSocketAddress) {
            return StandardProtocolFamily.UNIX;
        }
        return six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    }

    /** {@code {:ok, socket}} or {@code {:error, posix}}. */
    public static Object listen(Proc self, int port, SocketOptions options) {
        if (options.file != null && port != 0) {
            return SocketFailure.INVALID;
        }
        try {
            ServerSocketChannel channel = ServerSocketChannel.open(family(options.file, options.six));
            try {
                if (options.file == null) {
                    options.applyReuse(channel);
                }
                channel.bind(local(options, port), (int) Math.max(1, options.number("backlog")));
            } catch (IOException | RuntimeException failure) {
                channel.close();
                return SocketFailure.of(failure);
            }
            return Tuple.of(Atom.OK, new TcpListener(channel, options).open(self));
        } catch (IOException failure) {
            return SocketFailure.of(failure);
        }
    }

    /** The own address that options ask for, with a port if they name none. */
    private static SocketAddress local(SocketOptions options, int port) {
        if (options.file != null) {
            return options.file;
        }
        InetAddress address = options.local != null ? options.local : Addresses.parse(Atom.of("any"), options.six);
        return new InetSocketAddress(address, port == 0 ? options.localPort : port);
    }

    /** {@code {:ok, socket}} or {@code {:error, reason}}: the first address of the host that answers. */
    public static Object connect(Proc self, Object host, int port, SocketOptions options, long nanos) {
        return connect(self, host, port, options, nanos, false);
    }

    /** @param awaitsTls whether the socket is not to be read before it speaks TLS */
    public static Object connect(
            Proc self, Object host, int port, SocketOptions options, long nanos, boolean awaitsTls) {
        SocketAddress file = Addresses.file(host);
        if (file != null) {
            return port == 0 ? connect(self, file, options.copy(), options, nanos, awaitsTls) : SocketFailure.INVALID;
        }
        InetAddress literal = Addresses.parse(host, options.six);
        options.six |= literal instanceof java.net.Inet6Address;
        List<InetAddress> addresses = Addresses.resolve(host, options.six);
        Object result = SocketFailure.error("nxdomain");
        long end = System.nanoTime() + nanos;
        for (InetAddress address : addresses) {
            result = connect(
                    self,
                    new InetSocketAddress(address, port),
                    options.copy(),
                    options,
                    end - System.nanoTime(),
                    awaitsTls);
            if (((Tuple) result).get(0) == Atom.OK) {
                return result;
            }
        }
        return result;
    }

    private static Object connect(
            Proc self, SocketAddress address, SocketOptions own, SocketOptions asked, long nanos, boolean awaitsTls) {
        try {
            SocketChannel channel = SocketChannel.open(family(address, asked.six));
            try {
                if (asked.file != null || asked.local != null || asked.localPort != 0) {
                    channel.bind(local(asked, 0));
                }
            } catch (IOException | RuntimeException failure) {
                channel.close();
                return SocketFailure.of(failure);
            }
            TcpDriver driver = new TcpDriver(channel, own, false, awaitsTls);
            Port port = driver.open(self);
            Object result = driver.connect(self, address, nanos);
            if (result == Atom.OK) {
                return Tuple.of(Atom.OK, port);
            }
            driver.closeQuietly(self);
            return result;
        } catch (IOException failure) {
            return SocketFailure.of(failure);
        }
    }
}
