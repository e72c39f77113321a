package org.jlixir.runtime.net;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The TLS protocol between a connection's bytes and its packets, by the JDK's engine. It neither reads nor writes: bytes of the other
 * side are given to {@link #received}, and those for it wait in {@link #takeOutgoing}. Confined to the process behind the port.
 */
final class TlsLayer {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final Pattern ALERT =
            Pattern.compile("(?:\\((\\w+)\\) )?(Received fatal alert: (\\w+))?.*", Pattern.DOTALL);

    private final SSLEngine engine;
    private final TlsTrust trust;
    private final boolean client;
    private final Consumer<byte[]> plain;
    private final ByteArrayOutputStream outgoing = new ByteArrayOutputStream();
    private ByteBuffer incoming;
    private ByteBuffer opened;
    private ByteBuffer sealed;
    private boolean shaking = true;
    private boolean working;
    private boolean ended;
    private @Nullable Object failure;

    /**
     * Begins a handshake.
     *
     * @param plain takes what the other side has written
     * @throws GeneralSecurityException when the JDK does not know something of the settings
     */
    TlsLayer(TlsSettings settings, Proc self, Consumer<byte[]> plain) throws GeneralSecurityException {
        client = settings.client();
        this.plain = plain;
        trust = new TlsTrust(settings, self);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new TlsKeys(settings, self)}, new TrustManager[] {trust}, null);
        engine = context.createSSLEngine();
        engine.setUseClientMode(client);
        try {
            engine.setSSLParameters(parameters(settings, engine.getSSLParameters()));
        } catch (IllegalArgumentException unknown) {
            throw new GeneralSecurityException(unknown);
        }
        SSLSession session = engine.getSession();
        incoming = ByteBuffer.allocate(session.getPacketBufferSize());
        opened = ByteBuffer.allocate(session.getApplicationBufferSize());
        sealed = ByteBuffer.allocate(session.getPacketBufferSize());
    }

    private static SSLParameters parameters(TlsSettings settings, SSLParameters parameters) {
        parameters.setProtocols(settings.versions().toArray(String[]::new));
        if (!settings.suites().isEmpty()) {
            parameters.setCipherSuites(settings.suites().toArray(String[]::new));
        }
        parameters.setApplicationProtocols(settings.protocols().toArray(String[]::new));
        if (settings.client()) {
            String name = settings.serverName();
            parameters.setServerNames(name == null ? List.of() : List.<SNIServerName>of(new SNIHostName(name)));
        } else {
            parameters.setSNIMatchers(List.of(anyName()));
            if (settings.require()) {
                parameters.setNeedClientAuth(true);
            } else if (settings.verify()) {
                parameters.setWantClientAuth(true);
            }
        }
        return parameters;
    }

    /** A name that a server does not know is no reason to refuse a client. */
    private static SNIMatcher anyName() {
        return new SNIMatcher(0) {
            @Override
            public boolean matches(SNIServerName name) {
                return true;
            }
        };
    }

    /** @throws SSLException when there can be no handshake at all, with these settings */
    void begin() throws SSLException {
        engine.beginHandshake();
        advance();
    }

    boolean isShaking() {
        return shaking && failure == null;
    }

    /** Whether the other side has said that nothing more will come. */
    boolean isEnded() {
        return ended;
    }

    /** {@code {:error, {:tls_alert, {name, text}}}} when the connection has failed, once. */
    @Nullable
    Object takeFailure() {
        Object taken = failure;
        failure = null;
        ended |= taken != null;
        return taken;
    }

    /** The bytes that are to be sent to the other side; none, often. */
    byte[] takeOutgoing() {
        byte[] taken = outgoing.toByteArray();
        outgoing.reset();
        return taken;
    }

    void received(byte[] bytes, int count) {
        if (incoming.remaining() < count) {
            ByteBuffer larger = ByteBuffer.allocate(incoming.position() + count);
            larger.put(incoming.flip());
            incoming = larger;
        }
        incoming.put(bytes, 0, count);
        advance();
    }

    /** The records for plain bytes. @throws SSLException when nothing more can be sent */
    byte[] sealed(byte[] bytes) throws SSLException {
        ByteBuffer source = ByteBuffer.wrap(bytes);
        while (source.hasRemaining()) {
            wrap(source);
        }
        return takeOutgoing();
    }

    /** Tells the other side that nothing more will come. */
    void close() {
        try {
            engine.closeOutbound();
            while (!engine.isOutboundDone()
                    && wrap(NOTHING).getStatus() == SSLEngineResult.Status.OK
                    && engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP) {
                // One record at a time.
            }
        } catch (SSLException _) {
            // It will hear of it by the connection's end.
        }
    }

    /** Not when it is called by something that the engine itself has called: a function of the user's may be interrupted by signals. */
    private void advance() {
        if (working) {
            return;
        }
        working = true;
        try {
            while (step()) {
                // Until the engine needs more bytes.
            }
        } catch (SSLException problem) {
            failed(problem);
        } finally {
            working = false;
        }
    }

    /** @return false when nothing more can be done with the bytes that there are */
    private boolean step() throws SSLException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
                yield true;
            }
            case NEED_WRAP -> wrap(NOTHING).getStatus() == SSLEngineResult.Status.OK;
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> unwrap();
        };
    }

    private SSLEngineResult wrap(ByteBuffer source) throws SSLException {
        while (true) {
            sealed.clear();
            SSLEngineResult result = engine.wrap(source, sealed);
            if (result.getStatus() != SSLEngineResult.Status.BUFFER_OVERFLOW) {
                outgoing.write(sealed.array(), 0, sealed.position());
                noticeEnd(result);
                if (result.getStatus() == SSLEngineResult.Status.CLOSED && source.hasRemaining()) {
                    throw new SSLException("closed");
                }
                return result;
            }
            sealed = ByteBuffer.allocate(2 * sealed.capacity());
        }
    }

    private void noticeEnd(SSLEngineResult result) {
        if (result.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.FINISHED) {
            shaking = false;
        }
    }

    private boolean unwrap() throws SSLException {
        if (ended) {
            return false;
        }
        opened.clear();
        incoming.flip();
        SSLEngineResult result;
        try {
            result = engine.unwrap(incoming, opened);
        } finally {
            incoming.compact();
        }
        noticeEnd(result);
        if (opened.position() > 0) {
            byte[] bytes = new byte[opened.position()];
            opened.flip().get(bytes);
            plain.accept(bytes);
        }
        return switch (result.getStatus()) {
            case OK -> true;
            case BUFFER_UNDERFLOW -> false;
            case BUFFER_OVERFLOW -> {
                opened = ByteBuffer.allocate(2 * opened.capacity());
                yield true;
            }
            case CLOSED -> {
                ended = true;
                yield engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP;
            }
        };
    }

    // ---- failures

    private void failed(SSLException problem) {
        failure = Tuple.of(Atom.ERROR, alert(problem));
        // The first attempt may only tell once more what went wrong in a task.
        for (int i = 0; i < 3 && engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP; i++) {
            try {
                wrap(NOTHING);
            } catch (SSLException _) {
                // The alert for the other side comes next.
            }
        }
    }

    private Tuple alert(SSLException problem) {
        String message = String.valueOf(problem.getMessage());
        Matcher known = ALERT.matcher(message);
        boolean matches = known.matches();
        if (matches && known.group(3) != null) {
            return alert(known.group(3), " received " + side(!client), "");
        }
        Tuple refusal = trust.refusal;
        if (refusal != null) {
            return alert(
                    ((Atom) refusal.get(0)).name(),
                    " generated " + side(client),
                    ((Bitstring) refusal.get(1)).latin1());
        }
        String name = matches && known.group(1) != null
                ? known.group(1)
                : message.contains("nrecognized SSL message") ? "unexpected_message" : "handshake_failure";
        return alert(name, " generated " + side(client), message);
    }

    private static String side(boolean client) {
        return client ? "CLIENT" : "SERVER";
    }

    private Tuple alert(String name, String how, String detail) {
        String words = name.replace('_', ' ').toLowerCase(Locale.ROOT);
        String text = "TLS " + (client ? "client" : "server") + ": In state " + (shaking ? "handshake" : "connection")
                + how + " ALERT: Fatal - " + titled(words) + "\n" + (detail.isEmpty() ? "" : " " + detail);
        ListBuilder characters = new ListBuilder();
        text.chars().forEach(character -> characters.add((long) character));
        return Tuple.of(Atom.of("tls_alert"), Tuple.of(Atom.of(name), characters.finish()));
    }

    private static String titled(String words) {
        if (words.equals("unknown ca")) {
            return "Unknown CA";
        }
        StringBuilder title = new StringBuilder(words);
        for (int i = 0; i < title.length(); i++) {
            if (i == 0 || title.charAt(i - 1) == ' ') {
                title.setCharAt(i, Character.toUpperCase(title.charAt(i)));
            }
        }
        return title.toString();
    }

    // ---- what is told of the connection

    boolean isClient() {
        return client;
    }

    SSLSession session() {
        return engine.getSession();
    }

    String applicationProtocol() {
        return String.valueOf(engine.getApplicationProtocol());
    }
}
