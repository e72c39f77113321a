package org.jlixir.runtime.net;

import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple;

/** The POSIX names of what goes wrong with sockets. */
final class SocketFailure {
    static final Object CLOSED = error("closed");
    static final Object NOT_CONNECTED = error("enotconn");
    static final Object INVALID = error("einval");
    static final Object TIMEOUT = error("timeout");
    static final Object MESSAGE_SIZE = error("emsgsize");

    private static final Map<String, String> BY_TEXT = Map.ofEntries(
            Map.entry("Connection refused", "econnrefused"),
            Map.entry("Connection reset", "closed"),
            Map.entry("Connection reset by peer", "closed"),
            Map.entry("Broken pipe", "closed"),
            Map.entry("Network is unreachable", "enetunreach"),
            Map.entry("No route to host", "ehostunreach"),
            Map.entry("Connection timed out", "etimedout"),
            Map.entry("Address already in use", "eaddrinuse"),
            Map.entry("Cannot assign requested address", "eaddrnotavail"),
            Map.entry("Permission denied", "eacces"),
            Map.entry("No such file or directory", "enoent"));

    private SocketFailure() {}

    static Tuple error(String reason) {
        return Tuple.of(Atom.ERROR, Atom.of(reason));
    }

    /** {@code {:error, posix}}. */
    static Object of(Exception failure) {
        if (failure instanceof UnresolvedAddressException) {
            return error("nxdomain");
        }
        String text = String.valueOf(failure.getMessage());
        return error(failure instanceof IOException ? BY_TEXT.getOrDefault(text, "einval") : "einval");
    }
}
