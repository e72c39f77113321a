package org.jlixir.runtime.net;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** TLS on connections, and what the JDK knows of it. */
public final class Tls {
    private Tls() {}

    /**
     * Begins a TLS connection on an open one and waits for the handshake.
     *
     * @param term what the socket is called in messages to its owner
     * @param settings see {@link TlsSettings}
     * @return {@code :ok}, or an error, after which the socket is closed; {@code {:error, {:settings, text}}} leaves it as it was
     */
    public static Object start(Proc caller, TcpDriver driver, Object term, ElixirMap settings, long nanos) {
        TlsSettings parsed;
        try {
            parsed = TlsSettings.parse(settings);
        } catch (GeneralSecurityException unreadable) {
            return Tuple.of(
                    Atom.ERROR, Tuple.of(Atom.of("settings"), Bitstring.of(String.valueOf(unreadable.getMessage()))));
        }
        return driver.startTls(caller, term, parsed, nanos);
    }

    /** {@code {:ok, {role, version, suite, session_id, server_name}}} in the JDK's names; {@code :undefined} for no name. */
    public static Object information(Proc caller, TcpDriver driver) {
        return driver.askTls(caller, layer -> {
            SSLSession session = layer.session();
            return Tuple.of(
                    Atom.OK,
                    Tuple.of(
                            Atom.of(layer.isClient() ? "client" : "server"),
                            Bitstring.of(session.getProtocol()),
                            Bitstring.of(session.getCipherSuite()),
                            Bitstring.ofBytes(session.getId()),
                            requestedName(session)));
        });
    }

    private static Object requestedName(SSLSession session) {
        if (session instanceof ExtendedSSLSession extended) {
            for (SNIServerName name : extended.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return Bitstring.of(host.getAsciiName());
                }
            }
        }
        return Atom.UNDEFINED;
    }

    /** {@code {:ok, der}} or {@code {:error, :no_peercert}}. */
    public static Object peerCertificate(Proc caller, TcpDriver driver) {
        return driver.askTls(caller, layer -> {
            try {
                Certificate[] chain = layer.session().getPeerCertificates();
                return Tuple.of(Atom.OK, Bitstring.ofBytes(chain[0].getEncoded()));
            } catch (SSLPeerUnverifiedException | CertificateEncodingException _) {
                return SocketFailure.error("no_peercert");
            }
        });
    }

    /** {@code {:ok, name}} or {@code {:error, :protocol_not_negotiated}}. */
    public static Object applicationProtocol(Proc caller, TcpDriver driver) {
        return driver.askTls(caller, layer -> {
            String name = layer.applicationProtocol();
            return name.isEmpty()
                    ? SocketFailure.error("protocol_not_negotiated")
                    : Tuple.of(Atom.OK, Bitstring.of(name));
        });
    }

    /** The names of the cipher suites that the JDK has switched on. */
    public static Object suites() {
        try {
            List<String> names = Arrays.asList(
                    SSLContext.getDefault().getDefaultSSLParameters().getCipherSuites());
            return TermList.from(names.stream().map(Bitstring::of).toList());
        } catch (NoSuchAlgorithmException none) {
            throw new IllegalStateException(none);
        }
    }

    /** The certificates that the JDK trusts, in DER. */
    public static Object trustedCertificates() {
        ListBuilder encoded = new ListBuilder();
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager trust) {
                    for (X509Certificate certificate : trust.getAcceptedIssuers()) {
                        encoded.add(Bitstring.ofBytes(certificate.getEncoded()));
                    }
                }
            }
        } catch (GeneralSecurityException none) {
            throw new IllegalStateException(none);
        }
        return encoded.finish();
    }
}
