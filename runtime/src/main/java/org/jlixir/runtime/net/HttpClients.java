package org.jlixir.runtime.net;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP clients of a node, one for each way to be: a map of {@code :redirects} (whether they are followed), {@code :connect_timeout}
 * (milliseconds, or {@code :infinity}), {@code :proxy} ({@code {host, port}} or nil) and {@code :tls}, which is nil or a map of
 * {@code :verify}, {@code :anchors} and {@code :identities}, as in {@link TlsSettings}. They share connections, and start threads when first
 * used; those that have not been asked for longest are given up when there are many. Safe for any thread.
 */
public final class HttpClients {
    private static final int MOST = 8;

    private final Map<ElixirMap, HttpClient> clients = new LinkedHashMap<>(MOST, 0.75f, true);

    /** @throws GeneralSecurityException when a key or certificate cannot be read */
    public HttpClient of(ElixirMap kind) throws GeneralSecurityException {
        synchronized (clients) {
            HttpClient known = clients.get(kind);
            if (known != null) {
                return known;
            }
            if (clients.size() == MOST) {
                ElixirMap eldest = clients.keySet().iterator().next();
                HttpClient unused = clients.remove(eldest);
                if (unused != null) {
                    unused.shutdown();
                }
            }
            HttpClient made = client(kind);
            clients.put(kind, made);
            return made;
        }
    }

    private static HttpClient client(ElixirMap kind) throws GeneralSecurityException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(
                        kind.get(Atom.of("redirects")) == Atom.TRUE
                                ? HttpClient.Redirect.NORMAL
                                : HttpClient.Redirect.NEVER);
        if (kind.get(Atom.of("connect_timeout")) instanceof Long millis) {
            builder.connectTimeout(Duration.ofMillis(Math.max(1, millis)));
        }
        if (kind.get(Atom.of("proxy")) instanceof Tuple proxy) {
            builder.proxy(ProxySelector.of(InetSocketAddress.createUnresolved(
                    ((Bitstring) proxy.get(0)).utf8(), ((Long) proxy.get(1)).intValue())));
        }
        if (kind.get(Atom.of("tls")) instanceof ElixirMap tls) {
            builder.sslContext(context(tls));
        }
        return builder.build();
    }

    private static SSLContext context(ElixirMap tls) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys(tls), trust(tls), null);
        return context;
    }

    private static KeyManager @Nullable [] keys(ElixirMap tls) throws GeneralSecurityException {
        Object identities = tls.getOrFail(Atom.of("identities"));
        if (identities == EmptyList.NIL) {
            return null;
        }
        KeyStore store = emptyStore();
        int number = 0;
        for (TlsSettings.Identity identity : TlsSettings.identities(identities)) {
            store.setKeyEntry(Integer.toString(number++), identity.key(), new char[0], identity.chain());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static TrustManager @Nullable [] trust(ElixirMap tls) throws GeneralSecurityException {
        if (tls.get(Atom.of("verify")) != Atom.TRUE) {
            return new TrustManager[] {new TrustAll()};
        }
        Object anchors = tls.getOrFail(Atom.of("anchors"));
        if (anchors == EmptyList.NIL) {
            return null;
        }
        KeyStore store = emptyStore();
        int number = 0;
        for (X509Certificate anchor : TlsSettings.certificates(anchors)) {
            store.setCertificateEntry(Integer.toString(number++), anchor);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try {
            store.load(null, null);
        } catch (java.io.IOException impossible) {
            throw new GeneralSecurityException(impossible);
        }
        return store;
    }

    /** For {@code verify: :verify_none}: neither the certificate nor its name is looked at. */
    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
