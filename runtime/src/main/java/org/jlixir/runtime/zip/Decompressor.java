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
    private byte[] header = new byte[0];
    private final byte[] trailer = new byte[TRAILER];
    private int trailerSize;
    private final byte[] buffer = new byte[8192];
    private byte @Nullable [] dictionary;
    private final CRC32 checksum = new CRC32();
    private long size;
    private boolean refused;

    public Decompressor(Format format, Further further) {
        this.further = further;
        this.asked = format;
        this.format = format;
    }

    /** The dictionary for data that needs one. */
    public void setDictionary(byte[] newDictionary) {
        dictionary = newDictionary;
    }

    /**
     * What comes out for these bytes.
     *
     * @throws DataFormatException when they are no compressed data
     */
    public byte[] decompress(byte[] bytes) throws DataFormatException {
        if (refused) {
            throw refused("what came before was refused");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = decompress(bytes, 0, out);
        while (at < bytes.length && further != Further.CUT) {
            if (further == Further.ERROR) {
                throw refused("there is more data");
            }
            restart();
            at = decompress(bytes, at, out);
        }
        return out.toByteArray();
    }

    /** Nothing is taken any more. What {@link Inflater} refuses, it refuses again by itself. */
    private DataFormatException refused(String reason) {
        refused = true;
        return new DataFormatException(reason);
    }

    /** Goes on with the bytes from an index on. @return the index behind the end of the data, or behind the last byte */
    private int decompress(byte[] bytes, int from, ByteArrayOutputStream out) throws DataFormatException {
        int at = from;
        Inflater running = inflater;
        if (running == null) {
            at = takeHeader(bytes, from);
            if (at < 0) {
                return bytes.length;
            }
            running = new Inflater(format != Format.ZLIB);
            inflater = running;
        }
        if (!running.finished()) {
            at = inflate(running, bytes, at, out);
        }
        return running.finished() ? takeTrailer(bytes, at) : at;
    }

    private int inflate(Inflater running, byte[] bytes, int from, ByteArrayOutputStream out)
            throws DataFormatException {
        running.setInput(bytes, from, bytes.length - from);
        while (!running.finished()) {
            int count = running.inflate(buffer);
            checksum.update(buffer, 0, count);
            size += count;
            out.write(buffer, 0, count);
            if (running.needsDictionary()) {
                byte[] known = dictionary;
                if (known == null) {
                    throw new DataFormatException("a dictionary is needed");
                }
                running.setDictionary(known);
            } else if (count == 0) {
                break;
            }
        }
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
        restart();
    }

    private void restart() {
        close();
        inflater = null;
        format = asked;
        header = new byte[0];
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
