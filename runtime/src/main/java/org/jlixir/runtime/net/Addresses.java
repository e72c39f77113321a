package org.jlixir.runtime.net;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.file.FileName;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** Internet addresses, tuples of four bytes or of eight 16-bit numbers, and those of sockets that are files. */
public final class Addresses {
    private static final Atom LOCAL = Atom.of("local");

    private Addresses() {}

    public static Object term(InetAddress address) {
        byte[] bytes = address.getAddress();
        int width = bytes.length == 4 ? 1 : 2;
        Object[] parts = new Object[bytes.length / width];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = width == 1
                    ? (long) (bytes[i] & 0xFF)
                    : (long) ((bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF);
        }
        return Tuple.ofArray(parts);
    }

    /** {@code {address, port}}. */
    static Object term(InetSocketAddress address) {
        return Tuple.of(term(address.getAddress()), (long) address.getPort());
    }

    /** What a socket is called: {@code {address, port}}, or {@code {:local, path}}, with an empty path for one without a name. */
    static @Nullable Object term(@Nullable SocketAddress address) {
        return switch (address) {
            case InetSocketAddress internet -> term(internet);
            case UnixDomainSocketAddress file ->
                Tuple.of(LOCAL, Bitstring.of(file.getPath().toString()));
            case null, default -> null;
        };
    }

    /** The file that {@code {:local, path}} names; null for another term, and for what cannot be a path. */
    static @Nullable UnixDomainSocketAddress file(Object term) {
        if (!(term instanceof Tuple pair && pair.size() == 2 && pair.get(0) == LOCAL)) {
            return null;
        }
        try {
            return UnixDomainSocketAddress.of(FileName.text(pair.get(1)));
        } catch (IOException | InvalidPathException _) {
            return null;
        }
    }

    /** The address that a tuple stands for; {@code :any} and {@code :loopback} too; null for another term. */
    static @Nullable InetAddress parse(Object term, boolean six) {
        try {
            if (term == Atom.of("any")) {
                return InetAddress.getByAddress(new byte[six ? 16 : 4]);
            }
            if (term == Atom.of("loopback")) {
                return InetAddress.getByAddress(
                        six ? new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1} : new byte[] {127, 0, 0, 1});
            }
            if (!(term instanceof Tuple parts && (parts.size() == 4 || parts.size() == 8))) {
                return null;
            }
            int width = parts.size() == 4 ? 1 : 2;
            byte[] bytes = new byte[parts.size() * width];
            for (int i = 0; i < parts.size(); i++) {
                if (!(parts.get(i) instanceof Long part && part >= 0 && part < 1L << 8 * width)) {
                    return null;
                }
                if (width == 2) {
                    bytes[2 * i] = (byte) (part >> 8);
                }
                bytes[width * i + width - 1] = part.byteValue();
            }
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException _) {
            return null;
        }
    }

    /** The addresses of a name or address, of one family; none when it is not known. */
    public static List<InetAddress> resolve(Object host, boolean six) {
        InetAddress literal = parse(host, six);
        if (literal != null) {
            return List.of(literal);
        }
        List<InetAddress> found = new ArrayList<>();
        try {
            for (InetAddress address : InetAddress.getAllByName(FileName.text(host))) {
                if (address instanceof Inet6Address == six) {
                    found.add(address);
                }
            }
        } catch (IOException _) {
            return List.of();
        }
        return found;
    }
}
