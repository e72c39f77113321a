package org.jlixir.runtime.erlang;

import org.jlixir.runtime.bits.IoList;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.net.SocketDriver;
import org.jlixir.runtime.net.SocketOptions;
import org.jlixir.runtime.net.Tcp;
import org.jlixir.runtime.net.TcpDriver;
import org.jlixir.runtime.net.TcpListener;
import org.jlixir.runtime.port.PortDriver;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** The module {@code :gen_tcp}. A call that waits parks the process that makes it. */
@ErlangModule("gen_tcp")
public final class GenTcp {
    private static final long FOREVER = Proc.FOREVER;

    private GenTcp() {}

    static Tuple error(String reason) {
        return Tuple.of(Atom.ERROR, Atom.of(reason));
    }

    /** A time limit in milliseconds, or {@code :infinity}, as nanoseconds. */
    static long nanos(Object timeout) {
        if (timeout == Atom.INFINITY) {
            return FOREVER;
        }
        return Args.integer(timeout, 0, Integer.MAX_VALUE) * 1_000_000L;
    }

    /** Options that are none end the caller, as on the BEAM. */
    static SocketOptions options(Object list) {
        SocketOptions options = SocketOptions.parse(list);
        if (options == null) {
            throw ElixirException.exit(Atom.of("badarg"));
        }
        return options;
    }

    static int port(Object port) {
        if (port instanceof Long number && number >= 0 && number < 65536) {
            return number.intValue();
        }
        throw ElixirException.exit(Atom.of("badarg"));
    }

    private static @Nullable PortDriver driver(Proc self, Object socket) {
        if (!(socket instanceof Port)) {
            throw Args.functionClause();
        }
        return PortDriver.of(self, socket);
    }

    @Builtin("listen")
    public static Object listen(Proc self, Object port, Object options) {
        return Tcp.listen(self, port(port), options(options));
    }

    @Builtin("accept")
    public static Object accept(Proc self, Object socket) {
        return accept(self, socket, Atom.INFINITY);
    }

    @Builtin("accept")
    public static Object accept(Proc self, Object socket, Object timeout) {
        PortDriver driver = driver(self, socket);
        if (driver instanceof TcpListener listener) {
            return listener.accept(self, nanos(timeout));
        }
        return error(driver == null ? "closed" : "einval");
    }

    @Builtin("connect")
    public static Object connect(Proc self, Object host, Object port, Object options) {
        return connect(self, host, port, options, Atom.INFINITY);
    }

    @Builtin("connect")
    public static Object connect(Proc self, Object host, Object port, Object options, Object timeout) {
        return Tcp.connect(self, host, port(port), options(options), nanos(timeout));
    }

    @Builtin("send")
    public static Object send(Proc self, Object socket, Object data) {
        PortDriver driver = driver(self, socket);
        if (driver == null) {
            return error("closed");
        }
        Bitstring bytes;
        try {
            bytes = IoList.toBinary(data);
        } catch (ElixirException _) {
            return error("einval");
        }
        return driver instanceof TcpDriver connection ? connection.send(self, bytes) : error("enotconn");
    }

    @Builtin("recv")
    public static Object receive(Proc self, Object socket, Object length) {
        return receive(self, socket, length, Atom.INFINITY);
    }

    @Builtin("recv")
    public static Object receive(Proc self, Object socket, Object length, Object timeout) {
        PortDriver driver = driver(self, socket);
        if (!(length instanceof Long count && count >= 0)) {
            throw Args.functionClause();
        }
        if (driver instanceof TcpDriver connection) {
            return connection.receive(self, count, nanos(timeout));
        }
        return error(driver == null ? "closed" : "enotconn");
    }

    @Builtin("shutdown")
    public static Object shutdown(Proc self, Object socket, Object how) {
        PortDriver driver = driver(self, socket);
        if (driver instanceof TcpDriver connection) {
            return connection.shutdown(self, Args.atom(how));
        }
        return error(driver == null ? "closed" : "enotconn");
    }

    @Builtin("close")
    public static Object close(Proc self, Object socket) {
        return driver(self, socket) instanceof SocketDriver driver ? driver.closeQuietly(self) : Atom.OK;
    }
}
