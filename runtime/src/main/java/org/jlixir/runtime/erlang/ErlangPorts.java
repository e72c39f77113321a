package org.jlixir.runtime.erlang;

import org.jlixir.runtime.bits.IoList;
import org.jlixir.runtime.port.PortDriver;
import org.jlixir.runtime.port.Ports;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.TermList;
import org.jspecify.annotations.Nullable;

/** The functions of {@code :erlang} about ports. A port may be named by the atom that it is registered under. */
@ErlangModule("erlang")
public final class ErlangPorts {
    private static final String[] INFORMATION = {"name", "links", "id", "connected", "input", "output", "os_pid"};

    private ErlangPorts() {}

    @Builtin("open_port")
    public static Object openPort(Proc self, Object name, Object options) {
        return Ports.open(self, name, options, Os.environment(self));
    }

    private static @Nullable PortDriver find(Proc self, Object port) {
        if (port instanceof Atom name) {
            Proc process = self.node().find(name);
            return process != null && process.behind() instanceof PortDriver driver ? driver : null;
        }
        if (!(port instanceof Port)) {
            throw Args.badarg();
        }
        return PortDriver.of(self, port);
    }

    private static PortDriver open(Proc self, Object port) {
        PortDriver driver = find(self, port);
        if (driver == null) {
            throw Args.badarg();
        }
        return driver;
    }

    @Builtin("port_command")
    public static Object portCommand(Proc self, Object port, Object data) {
        PortDriver driver = open(self, port);
        Bitstring bytes = IoList.toBinary(data);
        if (!driver.command(self, bytes)) {
            throw Args.badarg();
        }
        return Atom.TRUE;
    }

    @Builtin("port_command")
    public static Object portCommand(Proc self, Object port, Object data, Object options) {
        for (Object option : Args.elements(options)) {
            if (option != Atom.of("force") && option != Atom.of("nosuspend")) {
                throw Args.badarg();
            }
        }
        return portCommand(self, port, data);
    }

    @Builtin("port_close")
    public static Object portClose(Proc self, Object port) {
        if (!open(self, port).close(self)) {
            throw Args.badarg();
        }
        return Atom.TRUE;
    }

    @Builtin("port_connect")
    public static Object portConnect(Proc self, Object port, Object owner) {
        PortDriver driver = open(self, port);
        if (!(owner instanceof Pid pid) || self.node().find(pid) == null || !driver.connect(self, pid)) {
            throw Args.badarg();
        }
        return Atom.TRUE;
    }

    @Builtin("port_info")
    public static Object portInfo(Proc self, Object port) {
        PortDriver driver = find(self, port);
        if (driver == null) {
            return Atom.UNDEFINED;
        }
        ListBuilder list = new ListBuilder();
        for (String item : INFORMATION) {
            Object value = driver.information(self, Atom.of(item));
            if (value == Atom.UNDEFINED) {
                return value;
            }
            if (value != null) {
                list.add(value);
            }
        }
        return list.finish();
    }

    @Builtin("port_info")
    public static Object portInfo(Proc self, Object port, Object item) {
        Atom name = Args.atom(item);
        PortDriver driver = find(self, port);
        Object value = driver == null ? Atom.UNDEFINED : driver.information(self, name);
        if (value == null) {
            throw Args.badarg();
        }
        boolean unnamed = value instanceof org.jlixir.runtime.term.Tuple pair
                && name == Atom.of("registered_name")
                && pair.get(1) == org.jlixir.runtime.term.EmptyList.NIL;
        return unnamed ? org.jlixir.runtime.term.EmptyList.NIL : value;
    }

    @Builtin("ports")
    public static Object ports(Proc self) {
        return TermList.from(self.node().ports().stream().sorted().toList());
    }
}
