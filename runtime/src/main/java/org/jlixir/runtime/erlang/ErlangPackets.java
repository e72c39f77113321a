package org.jlixir.runtime.erlang;

import java.nio.charset.StandardCharsets;
import org.jlixir.runtime.net.HttpLines;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;

/** {@code :erlang.decode_packet/3}: takes one packet from the front of a binary. */
@ErlangModule("erlang")
public final class ErlangPackets {
    private static final Atom MORE = Atom.of("more");
    private static final Atom UNDEFINED = Atom.of("undefined");
    private static final Object INCOMPLETE = Tuple.of(MORE, UNDEFINED);
    private static final Object INVALID = Tuple.of(Atom.ERROR, Atom.of("invalid"));

    private ErlangPackets() {}

    /** {@code {:ok, packet, rest}}, {@code {:more, length_or_undefined}} or {@code {:error, reason}}. */
    @Builtin(value = "decode_packet", pure = true)
    public static Object decodePacket(Object type, Object data, Object options) {
        if (!(data instanceof Bitstring bytes) || (bytes.bitSize() & 7) != 0) {
            throw Args.badarg();
        }
        long limit = 0;
        long lineLength = 0;
        byte delimiter = '\n';
        for (Object rest = options; rest instanceof Cons cell; rest = cell.tail()) {
            if (!(cell.head instanceof Tuple2 pair) || !(pair.e0 instanceof Atom name)) {
                throw Args.badarg();
            }
            switch (name.name()) {
                case "packet_size" -> limit = Args.integer(pair.e1, 0, Integer.MAX_VALUE);
                case "line_length" -> lineLength = Args.integer(pair.e1, 0, Integer.MAX_VALUE);
                case "line_delimiter" -> delimiter = (byte) Args.integer(pair.e1, 0, 255);
                default -> throw Args.badarg();
            }
        }
        if (type instanceof Long size) {
            return size == 0 ? raw(bytes) : prefixed(bytes, size, limit);
        }
        long longest = limit > 0 ? limit : lineLength;
        return switch (Args.atom(type).name()) {
            case "raw" -> raw(bytes);
            case "line" -> line(bytes, delimiter, limit, lineLength);
            case "http" -> start(bytes, false, longest);
            case "http_bin" -> start(bytes, true, longest);
            case "httph" -> header(bytes, false, longest);
            case "httph_bin" -> header(bytes, true, longest);
            default -> throw Args.badarg();
        };
    }

    private static Object raw(Bitstring bytes) {
        return bytes.byteSize() == 0 ? INCOMPLETE : packet(bytes, 0, bytes.byteSize(), bytes.byteSize());
    }

    private static Object packet(Bitstring bytes, int from, int to, int rest) {
        return Tuple.of(Atom.OK, slice(bytes, from, to), slice(bytes, rest, bytes.byteSize()));
    }

    private static Bitstring slice(Bitstring bytes, int from, int to) {
        return bytes.slice(8L * from, 8L * (to - from));
    }

    private static Object prefixed(Bitstring bytes, long size, long limit) {
        if (size != 1 && size != 2 && size != 4) {
            throw Args.badarg();
        }
        if (bytes.byteSize() < size) {
            return INCOMPLETE;
        }
        long length = 0;
        for (int i = 0; i < size; i++) {
            length = length << 8 | bytes.byteAt(i);
        }
        if (limit > 0 && length > limit) {
            return INVALID;
        }
        long end = size + length;
        return bytes.byteSize() < end ? Tuple.of(MORE, end) : packet(bytes, (int) size, (int) end, (int) end);
    }

    /** A line longer than {@code limit} is refused, one longer than {@code longest} is cut; 0 stands for no limit. */
    private static Object line(Bitstring bytes, byte delimiter, long limit, long longest) {
        int end = after(bytes, delimiter & 0xFF, 0);
        int length = end < 0 ? bytes.byteSize() : end;
        if (limit > 0 && length > limit) {
            return INVALID;
        }
        if (longest > 0 && (end < 0 ? length >= longest : length > longest)) {
            return packet(bytes, 0, (int) longest, (int) longest);
        }
        return end < 0 ? INCOMPLETE : packet(bytes, 0, end, end);
    }

    /** The place behind the next such byte, or -1. */
    private static int after(Bitstring bytes, int wanted, int from) {
        for (int i = from; i < bytes.byteSize(); i++) {
            if (bytes.byteAt(i) == wanted) {
                return i + 1;
            }
        }
        return -1;
    }

    private static Object start(Bitstring bytes, boolean binaries, long limit) {
        int end = after(bytes, '\n', 0);
        return end < 0 || isTooLong(end, limit)
                ? untold(bytes, end, limit)
                : told(new HttpLines(binaries).start(text(bytes, end)), bytes, end);
    }

    /** A header goes on in lines that begin with a blank, so that the line behind it has to be there too. */
    private static Object header(Bitstring bytes, boolean binaries, long limit) {
        int end = after(bytes, '\n', 0);
        boolean empty = end == 1 || end == 2 && bytes.byteAt(0) == '\r';
        if (empty && (end == bytes.byteSize() || !isTooLong(end, limit))) {
            return told(new HttpLines(binaries).header(text(bytes, end)), bytes, end);
        }
        while (end > 0 && !isTooLong(end, limit)) {
            if (end == bytes.byteSize()) {
                return INCOMPLETE;
            }
            int next = bytes.byteAt(end);
            if (next != ' ' && next != '\t') {
                return told(new HttpLines(binaries).header(text(bytes, end)), bytes, end);
            }
            end = after(bytes, '\n', end);
        }
        return untold(bytes, end, limit);
    }

    private static boolean isTooLong(int length, long limit) {
        return limit > 0 && length > limit;
    }

    /** What is said of a line that is too long or has no end ({@code end < 0}), which does not fit if it fills the limit. */
    private static Object untold(Bitstring bytes, int end, long limit) {
        return end > 0 || isTooLong(bytes.byteSize() + 1, limit) ? INVALID : INCOMPLETE;
    }

    private static String text(Bitstring bytes, int end) {
        return new String(slice(bytes, 0, end).toBytes(), StandardCharsets.ISO_8859_1);
    }

    private static Object told(Object packet, Bitstring bytes, int end) {
        return Tuple.of(Atom.OK, packet, slice(bytes, end, bytes.byteSize()));
    }
}
