package org.jlixir.runtime.zip;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses piece by piece. Confined to one thread at a time. */
public final class Compressor implements AutoCloseable {
    private static final byte[] GZIP_HEADER = {31, (byte) 139, 8, 0, 0, 0, 0, 0, 0, 3};

    private final Format format;
    private final Deflater deflater;
    private final CRC32 checksum = new CRC32();
    private long size;
    private boolean started;

    public Compressor(Format format, int level, int strategy) {
        this.format = format;
        deflater = new Deflater(level, format != Format.ZLIB);
        deflater.setStrategy(strategy);
    }

    /** What comes out for these bytes; {@code flush} as {@link Deflater#deflate(byte[], int, int, int)} has it. */
    public byte[] compress(byte[] bytes, int flush, boolean last) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (format == Format.GZIP && !started) {
            out.writeBytes(GZIP_HEADER);
        }
        started = true;
        checksum.update(bytes);
        size += bytes.length;
        deflater.setInput(bytes);
        if (last) {
            deflater.finish();
        }
        byte[] buffer = new byte[8192];
        int count;
        do {
            count = deflater.deflate(buffer, 0, buffer.length, flush);
            out.write(buffer, 0, count);
        } while (count == buffer.length || last && !deflater.finished());
        if (last && format == Format.GZIP) {
            little(out, checksum.getValue());
            little(out, size);
        }
        return out.toByteArray();
    }

    private static void little(ByteArrayOutputStream out, long value) {
        for (int i = 0; i < 4; i++) {
            out.write((int) (value >>> 8 * i));
        }
    }

    /** From here on with another level and strategy. */
    public void set(int level, int strategy) {
        deflater.setLevel(level);
        deflater.setStrategy(strategy);
    }

    public void setDictionary(byte[] dictionary) {
        deflater.setDictionary(dictionary);
    }

    public void reset() {
        deflater.reset();
        checksum.reset();
        size = 0;
        started = false;
    }

    /** Whether all that came in has come out. */
    public boolean isFinished() {
        return deflater.finished();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
