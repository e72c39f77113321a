package org.jlixir.runtime.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Tuple;

/** Opens sockets for connections. */
public final class Tcp {
    private Tcp() {}

    private static StandardProtocolFamily family(boolean six) {
        return six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    }

    /** {@code {:ok, socket}} or {@code {:error, posix}}. */
    public static Object listen(Proc self, int port, SocketOptions options) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open(family(options.six));
            try {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, options.is("reuseaddr"));
                InetAddress local =
                        options.local != null ? options.local : Addresses.parse(Atom.of("any"), options.six);
                channel.bind(new InetSocketAddress(local, port == 0 ? options.localPort : port), (int)
                        Math.max(1, options.number("backlog")));
            } catch (IOException | RuntimeException failure) {
                channel.close();
                return SocketFailure.of(failure);
            }
            return Tuple.of(Atom.OK, new TcpListener(channel, options).open(self));
        } catch (IOException failure) {
            return SocketFailure.of(failure);
        }
    }

    /** {@code {:ok, socket}} or {@code {:error, reason}}: the first address of the host that answers. */
    public static Object connect(Proc self, Object host, int port, SocketOptions options, long nanos) {
        return connect(self, host, port, options, nanos, false);
    }

    /** @param awaitsTls whether the socket is not to be read before it speaks TLS */
    public static Object connect(
            Proc self, Object host, int port, SocketOptions options, long nanos, boolean awaitsTls) {
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
            Proc self,
            InetSocketAddress address,
            SocketOptions own,
            SocketOptions asked,
            long nanos,
            boolean awaitsTls) {
        try {
            SocketChannel channel = SocketChannel.open(family(asked.six));
            try {
                if (asked.local != null || asked.localPort != 0) {
                    InetAddress local = asked.local != null ? asked.local : Addresses.parse(Atom.of("any"), asked.six);
                    channel.bind(new InetSocketAddress(local, asked.localPort));
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
