package org.jlixir.runtime.erlang;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jlixir.runtime.net.Addresses;
import org.jlixir.runtime.net.Interfaces;
import org.jlixir.runtime.net.SocketDriver;
import org.jlixir.runtime.port.PortDriver;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** The module {@code :inet}: sockets of any kind, and names of hosts. */
@ErlangModule("inet")
public final class Inet {
    private static final Atom OK = Atom.OK;
    private static final Atom INET6 = Atom.of("inet6");

    private Inet() {}

    private static @Nullable SocketDriver driver(Proc self, Object socket) {
        return PortDriver.of(self, socket) instanceof SocketDriver driver ? driver : null;
    }

    @Builtin("sockname")
    public static Object sockname(Proc self, Object socket) {
        SocketDriver driver = driver(self, socket);
        return driver == null ? GenTcp.error("einval") : driver.sockname(self);
    }

    @Builtin("peername")
    public static Object peername(Proc self, Object socket) {
        SocketDriver driver = driver(self, socket);
        return driver == null ? GenTcp.error("einval") : driver.peername(self);
    }

    /** The own port, {@code {:ok, number}}. */
    @Builtin("port")
    public static Object port(Proc self, Object socket) {
        return sockname(self, socket) instanceof Tuple name && name.get(0) == OK && name.get(1) instanceof Tuple address
                ? Tuple.of(OK, address.get(1))
                : GenTcp.error("einval");
    }

    @Builtin("setopts")
    public static Object setopts(Proc self, Object socket, Object options) {
        SocketDriver driver = driver(self, socket);
        return driver == null ? GenTcp.error("einval") : driver.setOptions(self, options);
    }

    @Builtin("getopts")
    public static Object getopts(Proc self, Object socket, Object names) {
        SocketDriver driver = driver(self, socket);
        return driver == null ? GenTcp.error("einval") : driver.getOptions(self, names);
    }

    @Builtin("getstat")
    public static Object getstat(Proc self, Object socket, Object names) {
        SocketDriver driver = driver(self, socket);
        return driver == null ? GenTcp.error("einval") : driver.statistics(self, names);
    }

    @Builtin("close")
    public static Object close(Proc self, Object socket) {
        SocketDriver driver = driver(self, socket);
        return driver == null ? OK : driver.closeQuietly(self);
    }

    /** The halves of {@code controlling_process/2}, between which the messages of the socket are passed on. */
    @Builtin("jlixir_suspend")
    public static Object suspend(Proc self, Object socket) {
        SocketDriver driver = driver(self, socket);
        return driver == null ? GenTcp.error("closed") : driver.suspend(self);
    }

    @Builtin("jlixir_hand_over")
    public static Object handOver(Proc self, Object socket, Object owner, Object active) {
        SocketDriver driver = driver(self, socket);
        return driver == null || !(owner instanceof Pid pid)
                ? GenTcp.error("closed")
                : driver.handOver(self, pid, active);
    }

    @Builtin("getaddr")
    public static Object getaddr(Object host, Object family) {
        List<InetAddress> found = Addresses.resolve(host, family == INET6);
        return found.isEmpty() ? GenTcp.error("nxdomain") : Tuple.of(OK, Addresses.term(found.getFirst()));
    }

    @Builtin("getaddrs")
    public static Object getaddrs(Object host, Object family) {
        List<InetAddress> found = Addresses.resolve(host, family == INET6);
        return found.isEmpty()
                ? GenTcp.error("nxdomain")
                : Tuple.of(OK, TermList.from(found.stream().map(Addresses::term).toList()));
    }

    /** What there is of network interfaces: {@code {:ok, [{name, properties}]}}. */
    @Builtin("getifaddrs")
    public static Object getifaddrs() {
        return Interfaces.list();
    }

    /** The name of this host, {@code {:ok, charlist}}. */
    @Builtin("gethostname")
    public static Object gethostname() {
        try {
            return Tuple.of(OK, Args.charlist(InetAddress.getLocalHost().getHostName()));
        } catch (UnknownHostException _) {
            return Tuple.of(OK, Args.charlist("localhost"));
        }
    }
}
