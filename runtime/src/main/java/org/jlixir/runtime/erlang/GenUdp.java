package org.jlixir.runtime.erlang;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jlixir.runtime.bits.IoList;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.net.Addresses;
import org.jlixir.runtime.net.UdpDriver;
import org.jlixir.runtime.port.PortDriver;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** The module {@code :gen_udp}. */
@ErlangModule("gen_udp")
public final class GenUdp {
    private GenUdp() {}

    private static @Nullable UdpDriver driver(Proc self, Object socket) {
        if (!(socket instanceof Port)) {
            throw Args.functionClause();
        }
        return PortDriver.of(self, socket) instanceof UdpDriver driver ? driver : null;
    }

    @Builtin("open")
    public static Object open(Proc self, Object port) {
        return open(self, port, EmptyList.NIL);
    }

    @Builtin("open")
    public static Object open(Proc self, Object port, Object options) {
        return UdpDriver.open(self, GenTcp.port(port), GenTcp.options(options));
    }

    @Builtin("send")
    public static Object send(Proc self, Object socket, Object data) {
        return send(self, socket, (InetSocketAddress) null, data);
    }

    /** To {@code {address, port}}. */
    @Builtin("send")
    public static Object send(Proc self, Object socket, Object target, Object data) {
        if (!(target instanceof Tuple pair && pair.size() == 2)) {
            throw Args.functionClause();
        }
        return send(self, socket, pair.get(0), pair.get(1), data);
    }

    @Builtin("send")
    public static Object send(Proc self, Object socket, Object host, Object port, Object data) {
        InetSocketAddress target = target(host, port);
        return target == null ? GenTcp.error("nxdomain") : send(self, socket, target, data);
    }

    private static Object send(Proc self, Object socket, @Nullable InetSocketAddress target, Object data) {
        UdpDriver driver = driver(self, socket);
        if (driver == null) {
            return GenTcp.error("closed");
        }
        Bitstring bytes;
        try {
            bytes = IoList.toBinary(data);
        } catch (ElixirException _) {
            return GenTcp.error("einval");
        }
        return driver.send(self, target, bytes);
    }

    private static @Nullable InetSocketAddress target(Object host, Object port) {
        boolean six = host instanceof Tuple parts && parts.size() == 8;
        List<InetAddress> found = Addresses.resolve(host, six);
        return found.isEmpty() ? null : new InetSocketAddress(found.getFirst(), GenTcp.port(port));
    }

    @Builtin("connect")
    public static Object connect(Proc self, Object socket, Object host, Object port) {
        UdpDriver driver = driver(self, socket);
        InetSocketAddress target = target(host, port);
        if (driver == null) {
            return GenTcp.error("closed");
        }
        return target == null ? GenTcp.error("nxdomain") : driver.connect(self, target);
    }

    @Builtin("recv")
    public static Object receive(Proc self, Object socket, Object length) {
        return receive(self, socket, length, Atom.INFINITY);
    }

    /** A message comes whole: the length is not looked at. */
    @Builtin("recv")
    public static Object receive(Proc self, Object socket, Object length, Object timeout) {
        UdpDriver driver = driver(self, socket);
        return driver == null ? GenTcp.error("closed") : driver.receive(self, GenTcp.nanos(timeout));
    }

    @Builtin("close")
    public static Object close(Proc self, Object socket) {
        UdpDriver driver = driver(self, socket);
        return driver == null ? Atom.OK : driver.closeQuietly(self);
    }
}
