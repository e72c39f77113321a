package org.jlixir.runtime.port;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jlixir.runtime.term.Bitstring;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into packets and puts the header before those that go out. Confined to one process.
 *
 * @see Kind
 */
public final class Framing {
    /** How packets are told apart. {@code size}: bytes of the length before each, big-endian. */
    public enum Kind {
        RAW(0),
        ONE(1),
        TWO(2),
        FOUR(4),
        LINE(0);

        final int size;

        Kind(int size) {
            this.size = size;
        }

        /** Of the number of bytes of the header. */
        public static @Nullable Kind ofSize(long size) {
            return size == 0 ? RAW : size == 1 ? ONE : size == 2 ? TWO : size == 4 ? FOUR : null;
        }

        /** The number of bytes of the header. */
        public long size() {
            return size;
        }
    }

    private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
    private int offset;
    private int available;

    /** Adds bytes at the end. */
    public void add(byte[] bytes) {
        if (bytes.length > 0) {
            chunks.add(bytes);
            available += bytes.length;
        }
    }

    /** How many bytes wait. */
    public int available() {
        return available;
    }

    /** Takes exactly that many of the waiting bytes. */
    public Bitstring take(int count) {
        byte[] taken = new byte[count];
        int done = 0;
        while (done < count) {
            byte[] chunk = chunks.getFirst();
            int part = Math.min(count - done, chunk.length - offset);
            System.arraycopy(chunk, offset, taken, done, part);
            done += part;
            offset += part;
            if (offset == chunk.length) {
                chunks.removeFirst();
                offset = 0;
            }
        }
        available -= count;
        return Bitstring.ofBytes(taken);
    }

    /** The length of the packet whose header is complete, or -1. */
    public long packetLength(Kind kind) {
        if (available < kind.size) {
            return -1;
        }
        long length = 0;
        int index = offset;
        int taken = 0;
        for (byte[] chunk : chunks) {
            while (index < chunk.length && taken < kind.size) {
                length = length << 8 | chunk[index++] & 0xFF;
                taken++;
            }
            if (taken == kind.size) {
                break;
            }
            index = 0;
        }
        return length;
    }

    /** The next packet without its header, or null while it is not complete. Not for {@link Kind#RAW} and {@link Kind#LINE}. */
    public @Nullable Bitstring packet(Kind kind) {
        long length = packetLength(kind);
        if (length < 0 || available - kind.size < length) {
            return null;
        }
        take(kind.size);
        return take((int) length);
    }

    /** How many bytes there are up to the first line feed, with it; -1 when there is none among the first {@code limit} bytes. */
    public int lineLength(int limit) {
        int seen = 0;
        int index = offset;
        for (byte[] chunk : chunks) {
            while (index < chunk.length) {
                if (seen == limit) {
                    return -1;
                }
                seen++;
                if (chunk[index++] == '\n') {
                    return seen;
                }
            }
            index = 0;
        }
        return -1;
    }

    /** The bytes with the header of their length before them; null when they are too many for it. */
    public static byte @Nullable [] framed(Kind kind, Bitstring data) {
        int size = kind.size;
        int length = data.byteSize();
        if (size < 4 && size > 0 && length >> 8 * size != 0) {
            return null;
        }
        byte[] framed = new byte[size + length];
        for (int i = 0; i < size; i++) {
            framed[i] = (byte) (length >> 8 * (size - 1 - i));
        }
        data.copyBytes(framed, size);
        return framed;
    }

    /** All that waits, for a reader that has given up packets. */
    public Bitstring takeAll() {
        ByteArrayOutputStream all = new ByteArrayOutputStream(available);
        while (!chunks.isEmpty()) {
            byte[] chunk = chunks.removeFirst();
            all.writeBytes(Arrays.copyOfRange(chunk, offset, chunk.length));
            offset = 0;
        }
        available = 0;
        return Bitstring.ofBytes(all.toByteArray());
    }
}
