package org.jlixir.runtime.erlang;

import org.jlixir.runtime.net.Tcp;
import org.jlixir.runtime.net.TcpDriver;
import org.jlixir.runtime.net.TcpListener;
import org.jlixir.runtime.net.Tls;
import org.jlixir.runtime.port.PortDriver;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;

/** The module {@code :jlixir_tls}, for {@code :ssl}: TLS on the ports of {@code :gen_tcp}. */
@ErlangModule("jlixir_tls")
public final class JlixirTls {
    private JlixirTls() {}

    /** As {@code :gen_tcp.accept/2}; nothing of what comes is read before {@link #start}. */
    @Builtin("accept")
    public static Object accept(Proc self, Object socket, Object timeout) {
        return PortDriver.of(self, socket) instanceof TcpListener listener
                ? listener.accept(self, GenTcp.nanos(timeout), true)
                : GenTcp.error("closed");
    }

    /** As {@code :gen_tcp.connect/4}; nothing of what comes is read before {@link #start}. */
    @Builtin("connect")
    public static Object connect(Proc self, Object host, Object port, Object options, Object timeout) {
        return Tcp.connect(self, host, GenTcp.port(port), GenTcp.options(options), GenTcp.nanos(timeout), true);
    }

    /**
     * Begins TLS on a connected port and waits for the handshake.
     *
     * @param term what the socket is called in messages
     * @return {@code :ok}; {@code {:error, {:settings, text}}} when something of the settings cannot be read, another error when the
     *     other side is not content, or silent
     */
    @Builtin("start")
    public static Object start(Proc self, Object port, Object term, Object settings, Object timeout) {
        return PortDriver.of(self, port) instanceof TcpDriver driver
                ? Tls.start(self, driver, term, Args.map(settings), GenTcp.nanos(timeout))
                : GenTcp.error("closed");
    }

    @Builtin("information")
    public static Object information(Proc self, Object port) {
        return PortDriver.of(self, port) instanceof TcpDriver driver
                ? Tls.information(self, driver)
                : GenTcp.error("closed");
    }

    @Builtin("peer_certificate")
    public static Object peerCertificate(Proc self, Object port) {
        return PortDriver.of(self, port) instanceof TcpDriver driver
                ? Tls.peerCertificate(self, driver)
                : GenTcp.error("closed");
    }

    @Builtin("application_protocol")
    public static Object applicationProtocol(Proc self, Object port) {
        return PortDriver.of(self, port) instanceof TcpDriver driver
                ? Tls.applicationProtocol(self, driver)
                : GenTcp.error("closed");
    }

    /** The JDK's names of its cipher suites. */
    @Builtin("suites")
    public static Object suites() {
        return Tls.suites();
    }

    /** The certificates that the JDK trusts, in DER. */
    @Builtin("trusted_certificates")
    public static Object trustedCertificates() {
        return Tls.trustedCertificates();
    }

    /** Whether a port listens. */
    @Builtin("is_listening")
    public static Object isListening(Proc self, Object port) {
        return Atom.of(PortDriver.of(self, port) instanceof TcpListener);
    }
}
