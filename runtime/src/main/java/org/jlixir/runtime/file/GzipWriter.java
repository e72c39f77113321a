package org.jlixir.runtime.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses what is written. */
final class GzipWriter extends GzipFile {
    private final OutputStream out;

    GzipWriter(OutputStream file) throws IOException {
        out = new GZIPOutputStream(new BufferedOutputStream(file), 8192);
    }

    @Override
    public byte[] read(int count) throws IOException {
        throw new PosixException("ebadf");
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    /** Only forward, over zeros. */
    @Override
    public void seek(long newPosition) throws IOException {
        if (newPosition < position) {
            throw new PosixException("einval");
        }
        while (position < newPosition) {
            write(new byte[(int) Math.min(8192, newPosition - position)]);
        }
    }

    @Override
    public void force(boolean metadata) throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
