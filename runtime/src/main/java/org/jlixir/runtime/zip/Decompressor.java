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
    private byte[] waiting = new byte[0];
    private byte[] trailer = new byte[0];
    private byte @Nullable [] dictionary;
    private final CRC32 checksum = new CRC32();
    private long size;
    private boolean sound = true;

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
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sound = false;
        byte[] rest = bytes;
        do {
            decompress(rest, out);
            rest = takeFurther();
        } while (rest.length > 0);
        sound = true;
        return out.toByteArray();
    }

    /** What is to be decompressed after the end of what has been. */
    private byte[] takeFurther() throws DataFormatException {
        int end = format == Format.GZIP ? TRAILER : 0;
        if (further == Further.CUT || !hasEnded() || trailer.length <= end) {
            return new byte[0];
        }
        if (further == Further.ERROR) {
            throw new DataFormatException("there is more data");
        }
        byte[] rest = Arrays.copyOfRange(trailer, end, trailer.length);
        reset();
        return rest;
    }

    private void decompress(byte[] bytes, ByteArrayOutputStream out) throws DataFormatException {
        Inflater running = inflater;
        byte[] input = bytes;
        if (running == null) {
            waiting = joined(waiting, bytes);
            int header = headerSize();
            if (header < 0) {
                return;
            }
            input = Arrays.copyOfRange(waiting, header, waiting.length);
            running = new Inflater(format != Format.ZLIB);
            inflater = running;
        }
        if (running.finished()) {
            trailer = joined(trailer, input);
        } else {
            inflate(running, input, out);
        }
        checkTrailer();
    }

    private void inflate(Inflater running, byte[] input, ByteArrayOutputStream out) throws DataFormatException {
        running.setInput(input);
        byte[] buffer = new byte[8192];
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
        if (running.finished()) {
            int left = running.getRemaining();
            trailer = joined(trailer, Arrays.copyOfRange(input, input.length - left, input.length));
        }
    }

    private void checkTrailer() throws DataFormatException {
        if (format == Format.GZIP && trailer.length >= TRAILER) {
            if (little(trailer, 0) != checksum.getValue() || little(trailer, 4) != (size & 0xFFFFFFFFL)) {
                throw new DataFormatException("the checksum differs");
            }
        }
    }

    private static long little(byte[] bytes, int at) {
        long value = 0;
        for (int i = 3; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }

    /** How long the header of GZIP is, 0 in other formats, -1 while it is not complete. */
    private int headerSize() throws DataFormatException {
        if (waiting.length == 0) {
            return -1;
        }
        if (format == Format.EITHER) {
            format = waiting[0] == 31 ? Format.GZIP : Format.ZLIB;
        }
        if (format != Format.GZIP) {
            return 0;
        }
        if (waiting[0] != 31 || waiting.length > 1 && waiting[1] != (byte) 139) {
            throw new DataFormatException("no GZIP header");
        }
        if (waiting.length < 10) {
            return -1;
        }
        int flags = waiting[3];
        int at = 10;
        if ((flags & 4) != 0) {
            at = at + 2 > waiting.length ? -1 : at + 2 + (waiting[at] & 0xFF | (waiting[at + 1] & 0xFF) << 8);
        }
        at = (flags & 8) != 0 ? behindZero(at) : at;
        at = (flags & 16) != 0 ? behindZero(at) : at;
        at = (flags & 2) != 0 && at >= 0 ? at + 2 : at;
        return at <= waiting.length ? at : -1;
    }

    private int behindZero(int from) {
        for (int i = from; from >= 0 && i < waiting.length; i++) {
            if (waiting[i] == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Whether the end of the data was met. */
    public boolean isFinished() {
        return sound && hasEnded();
    }

    private boolean hasEnded() {
        Inflater running = inflater;
        return running != null && running.finished() && (format != Format.GZIP || trailer.length >= TRAILER);
    }

    public void reset() {
        sound = true;
        close();
        inflater = null;
        format = asked;
        waiting = new byte[0];
        trailer = new byte[0];
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

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
