package org.jlixir.runtime.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.NetworkChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jlixir.runtime.port.Framing;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** The options of a socket. Confined to the process behind it once it is open. */
public final class SocketOptions {
    /** {@link #active}: every packet is a message, or none is, or that many are. */
    static final int ALWAYS = -1;

    static final int PASSIVE = 0;

    private static final Atom TRUE = Atom.TRUE;
    private static final Atom ONCE = Atom.of("once");

    /** Options that are kept and told, by their first value; some are passed on to the operating system. */
    private static final Map<String, Object> REMEMBERED = Map.ofEntries(
            Map.entry("nodelay", Atom.FALSE),
            Map.entry("keepalive", Atom.FALSE),
            Map.entry("reuseaddr", Atom.FALSE),
            Map.entry("reuseport", Atom.FALSE),
            Map.entry("broadcast", Atom.FALSE),
            Map.entry("send_timeout_close", Atom.FALSE),
            Map.entry("delay_send", Atom.FALSE),
            Map.entry("show_econnreset", Atom.FALSE),
            Map.entry("ipv6_v6only", Atom.FALSE),
            Map.entry("exit_on_close", Atom.TRUE),
            Map.entry("linger", Tuple.of(Atom.FALSE, 0L)),
            Map.entry("deliver", Atom.of("term")),
            Map.entry("send_timeout", Atom.INFINITY),
            Map.entry("header", 0L),
            Map.entry("priority", 0L),
            Map.entry("tos", 0L),
            Map.entry("packet_size", 0L),
            Map.entry("buffer", 1460L),
            Map.entry("recbuf", 131072L),
            Map.entry("sndbuf", 87040L),
            Map.entry("backlog", 5L),
            Map.entry("high_watermark", 8192L),
            Map.entry("low_watermark", 4096L),
            Map.entry("high_msgq_watermark", 8192L),
            Map.entry("low_msgq_watermark", 4096L));

    private static final Set<String> OPENING = Set.of("ip", "ifaddr", "port", "inet_backend");

    private final Map<String, Object> values = new HashMap<>();
    int active = ALWAYS;
    boolean once;
    boolean binary;
    boolean six;

    /** Whether the socket is to be a file, which for streams the address says as well. */
    boolean unix;

    Framing.Kind packet = Framing.Kind.RAW;

    @Nullable
    InetAddress local;

    /** The own address of a socket that is a file. */
    @Nullable
    UnixDomainSocketAddress file;

    int localPort;

    /** Options as they are at first, with those of a list. @return null when one of them is no option */
    public static @Nullable SocketOptions parse(Object list) {
        SocketOptions options = new SocketOptions();
        return options.change(list, true) ? options : null;
    }

    /** What a socket that comes from a listening one begins with. */
    SocketOptions copy() {
        SocketOptions copy = new SocketOptions();
        copy.values.putAll(values);
        copy.active = active;
        copy.once = once;
        copy.binary = binary;
        copy.six = six;
        copy.unix = unix;
        copy.packet = packet;
        return copy;
    }

    /** Sets options, none if one of them is wrong. */
    boolean set(Object list) {
        SocketOptions trial = copy();
        return trial.change(list, false) && change(list, false);
    }

    private boolean change(Object list, boolean opening) {
        Object rest = list;
        for (; rest instanceof Cons cell; rest = cell.tail()) {
            boolean known = cell.head instanceof Tuple pair && pair.size() == 2 && pair.get(0) instanceof Atom name
                    ? set(name.name(), pair.get(1), opening)
                    : cell.head instanceof Atom flag && flag(flag.name(), opening);
            if (!known) {
                return false;
            }
        }
        return rest == EmptyList.NIL;
    }

    private boolean flag(String name, boolean opening) {
        switch (name) {
            case "binary" -> binary = true;
            case "list" -> binary = false;
            case "inet" -> six = false;
            case "inet6" -> six = true;
            case "local" -> unix = true;
            default -> {
                return false;
            }
        }
        return opening || name.equals("binary") || name.equals("list");
    }

    private boolean set(String name, Object value, boolean opening) {
        return switch (name) {
            case "active" -> setActive(value);
            case "mode" ->
                value instanceof Atom mode
                        && (mode == Atom.of("binary") || mode == Atom.of("list"))
                        && flag(mode.name(), opening);
            case "packet" -> setPacket(value);
            default -> opening && OPENING.contains(name) ? open(name, value) : remember(name, value);
        };
    }

    private boolean setPacket(Object value) {
        Framing.Kind kind = kind(value);
        packet = kind == null ? packet : kind;
        return kind != null;
    }

    private boolean remember(String name, Object value) {
        boolean known = REMEMBERED.containsKey(name) && sameKind(REMEMBERED.get(name), value);
        if (known) {
            values.put(name, value);
            // Lines are cut at the size of the buffer, which is to be no less than what the system receives at once.
            if (name.equals("recbuf") && value instanceof Long size && size > number("buffer")) {
                values.put("buffer", size);
            }
        }
        return known;
    }

    private static boolean sameKind(Object first, Object value) {
        return switch (first) {
            case Atom known ->
                known == Atom.INFINITY
                        ? value == known || value instanceof Long limit && limit >= 0
                        : value instanceof Atom;
            case Long _ -> value instanceof Long number && number >= 0;
            // Whether closing waits, and for how many seconds.
            default ->
                value instanceof Tuple pair
                        && pair.size() == 2
                        && (pair.get(0) == TRUE || pair.get(0) == Atom.FALSE)
                        && pair.get(1) instanceof Long seconds
                        && seconds >= 0
                        && seconds <= Integer.MAX_VALUE;
        };
    }

    private boolean open(String name, Object value) {
        return switch (name) {
            case "ip", "ifaddr" -> setLocal(value);
            case "port" -> {
                localPort = value instanceof Long port && port >= 0 && port < 65536 ? port.intValue() : -1;
                yield localPort >= 0;
            }
            default -> name.equals("inet_backend");
        };
    }

    private boolean setLocal(Object value) {
        file = Addresses.file(value);
        if (file != null) {
            unix = !six;
            return unix;
        }
        six |= value instanceof Tuple parts && parts.size() == 8;
        local = Addresses.parse(value, six);
        return local != null;
    }

    private boolean setActive(Object value) {
        if (value instanceof Long count) {
            if (count < -32768 || count > 32767) {
                return false;
            }
            int former = active == ALWAYS || once ? 0 : active;
            once = false;
            active = (int) Math.max(0, former + count);
            return true;
        }
        if (value != TRUE && value != Atom.FALSE && value != ONCE) {
            return false;
        }
        once = value == ONCE;
        active = value == TRUE ? ALWAYS : value == ONCE ? 1 : PASSIVE;
        return true;
    }

    private static Framing.@Nullable Kind kind(Object value) {
        if (value instanceof Long size) {
            return Framing.Kind.ofSize(size);
        }
        return value == Atom.of("raw") ? Framing.Kind.RAW : value == Atom.of("line") ? Framing.Kind.LINE : null;
    }

    /** The value of an option, or null when there is none of that name. */
    @Nullable
    Object get(String name) {
        return switch (name) {
            case "active" ->
                active == ALWAYS ? TRUE : once ? ONCE : active == PASSIVE ? Atom.FALSE : (Object) (long) active;
            case "mode" -> Atom.of(binary ? "binary" : "list");
            case "packet" -> packet == Framing.Kind.LINE ? Atom.of("line") : (Object) packet.size();
            default -> {
                Object value = values.get(name);
                yield value != null ? value : REMEMBERED.get(name);
            }
        };
    }

    long number(String name) {
        return get(name) instanceof Long number ? number : 0;
    }

    boolean is(String name) {
        return get(name) == TRUE;
    }

    /** What a socket has to know before it is bound: whether others may have, or have had, the same address. */
    void applyReuse(NetworkChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, is("reuseaddr"));
        if (is("reuseport") && channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
            channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        }
    }

    /** How long closing waits for what is not sent yet; 0 gives the connection up at once, less than 0 leaves it to the system. */
    int lingerSeconds() {
        return get("linger") instanceof Tuple pair && pair.get(0) == TRUE && pair.get(1) instanceof Long seconds
                ? seconds.intValue()
                : -1;
    }

    /** Whether there is to be a message for what comes in now. */
    boolean isActive() {
        return active != PASSIVE;
    }

    /** Counts a message. @return true when it was the last of a number: that is told */
    boolean counted() {
        if (active == ALWAYS) {
            return false;
        }
        active--;
        boolean last = active == PASSIVE && !once;
        once = once && active != PASSIVE;
        return last;
    }
}
