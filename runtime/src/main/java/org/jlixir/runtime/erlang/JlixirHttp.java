package org.jlixir.runtime.erlang;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jlixir.runtime.bits.IoList;
import org.jlixir.runtime.net.HttpClients;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;

/** The module {@code :jlixir_http}: requests by the JDK's HTTP client, for {@code :httpc}. */
@ErlangModule("jlixir_http")
public final class JlixirHttp {
    private static final Atom FAILED_CONNECT = Atom.of("failed_connect");

    private static final Pattern ALERT = Pattern.compile("(?:Received fatal alert: |^\\()(\\w+)");

    private JlixirHttp() {}

    /**
     * Sends a request and waits for the whole answer; the process takes its signals meanwhile.
     *
     * @param method the method's name, a binary
     * @param headers {@code [{name, value}]}, binaries; those that the client sets itself are left out
     * @param timeout milliseconds or {@code :infinity}
     * @param client what the client is to be like: see {@link HttpClients}
     * @return {@code {:ok, status, [{name, value}], body}} with names in lower case, or {@code {:error, reason}}
     */
    @Builtin("request")
    public static Object request(
            Proc self, Object method, Object url, Object headers, Object body, Object timeout, Object client) {
        HttpRequest request;
        try {
            request = build(method, url, headers, body, timeout);
        } catch (IllegalArgumentException _) {
            return error("invalid_uri");
        }
        HttpClient sender;
        try {
            sender = self.node().state(HttpClients.class, HttpClients::new).of(Args.map(client));
        } catch (GeneralSecurityException unreadable) {
            return Tuple.of(
                    Atom.ERROR, Tuple.of(Atom.of("options"), Bitstring.of(String.valueOf(unreadable.getMessage()))));
        }
        CompletableFuture<Object> answer = sender.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                .handle((response, failure) -> failure == null ? shown(response) : failed(failure));
        Object result = self.await(answer, Proc.FOREVER);
        return result == null ? error("timeout") : result;
    }

    private static HttpRequest build(Object method, Object url, Object headers, Object body, Object timeout) {
        byte[] bytes = IoList.toBinary(body).toBytes();
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(Args.utf8(url)))
                .method(
                        Args.utf8(method),
                        bytes.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(bytes));
        if (timeout instanceof Long millis) {
            builder.timeout(Duration.ofMillis(Math.max(1, millis)));
        }
        for (Object header : Args.elements(headers)) {
            add(builder, (Tuple2) header);
        }
        return builder.build();
    }

    private static void add(HttpRequest.Builder builder, Tuple2 header) {
        try {
            builder.header(Args.utf8(header.e0), Args.utf8(header.e1));
        } catch (IllegalArgumentException _) {
            // One of those that the client sets itself, such as the length.
        }
    }

    private static Object shown(HttpResponse<byte[]> response) {
        ListBuilder headers = new ListBuilder();
        response.headers().map().forEach((name, values) -> {
            for (String value : values) {
                headers.add(Tuple.of(Bitstring.of(name.toLowerCase(Locale.ROOT)), latin1(value)));
            }
        });
        return Tuple.of(Atom.OK, (long) response.statusCode(), headers.finish(), Bitstring.ofBytes(response.body()));
    }

    private static Bitstring latin1(String text) {
        return Bitstring.ofBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Object failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case HttpConnectTimeoutException _ -> Tuple.of(Atom.ERROR, Tuple.of(FAILED_CONNECT, Atom.of("timeout")));
            case HttpTimeoutException _ -> error("timeout");
            case ConnectException refused ->
                Tuple.of(
                        Atom.ERROR,
                        Tuple.of(FAILED_CONNECT, Atom.of(isUnresolved(refused) ? "nxdomain" : "econnrefused")));
            case SSLException tls -> Tuple.of(Atom.ERROR, Tuple.of(FAILED_CONNECT, alert(tls)));
            case IOException _ -> error("socket_closed_remotely");
            default -> Tuple.of(Atom.ERROR, Bitstring.of(String.valueOf(cause)));
        };
    }

    /** As OTP tells of it: {@code {:tls_alert, {name, text}}}. */
    private static Object alert(SSLException failure) {
        String text = String.valueOf(failure.getMessage());
        Matcher named = ALERT.matcher(text);
        String name = text.contains("PKIX path building failed")
                ? "unknown_ca"
                : text.contains("validity check failed")
                        ? "certificate_expired"
                        : text.contains("No subject alternative") || text.contains("No name matching")
                                ? "bad_certificate"
                                : named.find() ? named.group(1) : "handshake_failure";
        return Tuple.of(Atom.of("tls_alert"), Tuple.of(Atom.of(name), Args.charlist(text)));
    }

    private static boolean isUnresolved(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    private static Object error(String reason) {
        return Tuple.of(Atom.ERROR, Atom.of(reason));
    }
}
