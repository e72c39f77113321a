package org.jlixir.runtime.zip;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Decompresses piece by piece. Confined to one thread at a time. */
public final class Decompressor implements AutoCloseable {
    private static final int TRAILER = 8;
    private static final byte[] NOTHING = {};

    /** What to do with what comes behind the end of the data. */
    public enum Further {
        /** It is refused. */
        ERROR,
        /** It is compressed data as well, whose content follows. */
        RESET,
        /** It is passed over. */
        CUT
    }

    private final Further further;

    private Format format;
    private final Format asked;
    private @Nullable Inflater inflater;
    private byte[] header = NOTHING;
    private final byte[] trailer = new byte[TRAILER];
    private int trailerSize;
    private final byte[] buffer = new byte[8192];
    private final CRC32 checksum = new CRC32();
    private long size;
    private boolean refused;

    /** Of what was given, from {@code next} on it was not looked at yet. It is not copied: a step may take but little of it. */
    private byte[] input = NOTHING;

    private int next;

    /** Whether the last output was as long as it was allowed to be. */
    private boolean full;

    public Decompressor(Format format, Further further) {
        this.further = further;
        this.asked = format;
        this.format = format;
    }

    /**
     * The dictionary for data that needs one: whole streams ask for it first, raw ones never do.
     *
     * @throws IllegalArgumentException when it is not the one that was asked for
     * @throws IllegalStateException when none was asked for
     */
    public void setDictionary(byte[] dictionary) {
        Inflater running = inflater;
        if (running == null && format == Format.RAW) {
            running = begin();
        }
        if (running == null || !running.needsDictionary() && format != Format.RAW) {
            throw new IllegalStateException("no dictionary was asked for");
        }
        running.setDictionary(dictionary);
    }

    /** Whether {@link #setDictionary} has to come before what is left. */
    public boolean needsDictionary() {
        return inflater != null && inflater.needsDictionary();
    }

    /** What tells the dictionary that is needed from others. */
    public long neededDictionary() {
        return inflater == null ? 0 : inflater.getAdler() & 0xFFFFFFFFL;
    }

    /**
     * All that comes out for these bytes.
     *
     * @throws DataFormatException when they are no compressed data
     */
    public byte[] decompress(byte[] bytes) throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        add(bytes);
        do {
            step(out, Integer.MAX_VALUE);
        } while (hasMore());
        return out.toByteArray();
    }

    /**
     * What comes out next, these bytes being behind those that are not used yet.
     *
     * @return {@code most} bytes at the most; {@link #hasMore} says whether there may be more
     * @throws DataFormatException when they are no compressed data
     */
    public byte[] decompress(byte[] bytes, int most) throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        add(bytes);
        step(out, most);
        return out.toByteArray();
    }

    /** Whether more may come out without further input. */
    public boolean hasMore() {
        return !needsDictionary() && (full || next < input.length);
    }

    private void add(byte[] bytes) {
        int left = input.length - next;
        if (left > 0 && bytes.length == 0) {
            return;
        }
        if (left > 0) {
            byte[] all = Arrays.copyOfRange(input, next, next + left + bytes.length);
            System.arraycopy(bytes, 0, all, left, bytes.length);
            input = all;
        } else {
            input = bytes;
        }
        next = 0;
    }

    /** Takes what is not used yet, up to the end of the data. */
    private void step(ByteArrayOutputStream out, int most) throws DataFormatException {
        byte[] bytes = input;
        int from = next;
        next = bytes.length;
        full = false;
        if (refused) {
            throw refused("what came before was refused");
        }
        if (isFinished() && from < bytes.length) {
            switch (further) {
                case CUT -> {
                    return;
                }
                case ERROR -> throw refused("there is more data");
                case RESET -> restart();
            }
        }
        next = decompress(bytes, from, out, most);
        if (next == bytes.length) {
            input = NOTHING;
            next = 0;
        }
    }

    /** Nothing is taken any more. What {@link Inflater} refuses, it refuses again by itself. */
    private DataFormatException refused(String reason) {
        refused = true;
        return new DataFormatException(reason);
    }

    /** @return the index behind the bytes that were used */
    private int decompress(byte[] bytes, int from, ByteArrayOutputStream out, int most) throws DataFormatException {
        int at = from;
        Inflater running = inflater;
        if (running == null) {
            at = takeHeader(bytes, from);
            if (at < 0) {
                return bytes.length;
            }
            running = begin();
        }
        if (!running.finished()) {
            at = inflate(running, bytes, at, out, most);
        }
        return running.finished() ? takeTrailer(bytes, at) : at;
    }

    private Inflater begin() {
        Inflater begun = new Inflater(format != Format.ZLIB);
        inflater = begun;
        return begun;
    }

    private int inflate(Inflater running, byte[] bytes, int from, ByteArrayOutputStream out, int most)
            throws DataFormatException {
        running.setInput(bytes, from, bytes.length - from);
        int count = -1;
        while (count != 0 && !running.finished() && out.size() < most) {
            count = running.inflate(buffer, 0, Math.min(buffer.length, most - out.size()));
            checksum.update(buffer, 0, count);
            size += count;
            out.write(buffer, 0, count);
        }
        full = out.size() == most;
        return bytes.length - running.getRemaining();
    }

    private int takeTrailer(byte[] bytes, int from) throws DataFormatException {
        if (format != Format.GZIP) {
            return from;
        }
        int count = Math.min(TRAILER - trailerSize, bytes.length - from);
        System.arraycopy(bytes, from, trailer, trailerSize, count);
        trailerSize += count;
        if (trailerSize == TRAILER) {
            checkTrailer();
        }
        return from + count;
    }

    private void checkTrailer() throws DataFormatException {
        boolean same = little(trailer, 0) == checksum.getValue() && little(trailer, 4) == (size & 0xFFFFFFFFL);
        if (!same) {
            throw refused("the checksum differs");
        }
    }

    private static long little(byte[] bytes, int at) {
        long value = 0;
        for (int i = 3; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    /** Reads the header. @return the index behind it, -1 while it is not complete */
    private int takeHeader(byte[] bytes, int from) throws DataFormatException {
        int former = header.length;
        if (former == 0) {
            int end = headerEnd(bytes, from);
            if (end < 0) {
                header = Arrays.copyOfRange(bytes, from, bytes.length);
            }
            return end;
        }
        header = Arrays.copyOf(header, former + bytes.length - from);
        System.arraycopy(bytes, from, header, former, bytes.length - from);
        int end = headerEnd(header, 0);
        return end < 0 ? -1 : from + end - former;
    }

    /** Where the header of GZIP ends that begins at {@code from}: at once in other formats, -1 while it is not complete. */
    private int headerEnd(byte[] bytes, int from) throws DataFormatException {
        int length = bytes.length - from;
        if (length == 0) {
            return -1;
        }
        if (format == Format.EITHER) {
            format = bytes[from] == 31 ? Format.GZIP : Format.ZLIB;
        }
        if (format != Format.GZIP) {
            return from;
        }
        if (bytes[from] != 31 || length > 1 && bytes[from + 1] != (byte) 139) {
            throw refused("no GZIP header");
        }
        if (length < 10) {
            return -1;
        }
        int flags = bytes[from + 3];
        int at = from + 10;
        if ((flags & 4) != 0) {
            at = at + 2 > bytes.length ? -1 : at + 2 + (bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8);
        }
        at = (flags & 8) != 0 ? behindZero(bytes, at) : at;
        at = (flags & 16) != 0 ? behindZero(bytes, at) : at;
        at = (flags & 2) != 0 && at >= 0 ? at + 2 : at;
        return at <= bytes.length ? at : -1;
    }

    private static int behindZero(byte[] bytes, int from) {
        for (int i = from; from >= 0 && i < bytes.length; i++) {
            if (bytes[i] == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Whether the end of the data was met. */
    public boolean isFinished() {
        Inflater running = inflater;
        return !refused && running != null && running.finished() && (format != Format.GZIP || trailerSize == TRAILER);
    }

    /** Begins anew, whatever came before. */
    public void reset() {
        refused = false;
        input = NOTHING;
        next = 0;
        full = false;
        restart();
    }

    private void restart() {
        close();
        inflater = null;
        format = asked;
        header = NOTHING;
        trailerSize = 0;
        checksum.reset();
        size = 0;
    }

    @Override
    public void close() {
        Inflater running = inflater;
        if (running != null) {
            running.end();
        }
    }
}
