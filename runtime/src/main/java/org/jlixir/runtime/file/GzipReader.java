package org.jlixir.runtime.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads what a compressed file holds. Going back means reading it again from its start. */
final class GzipReader extends GzipFile {
    private final Path path;
    private InputStream in;

    private GzipReader(Path path, InputStream in) {
        this.path = path;
        this.in = in;
    }

    /** @return null for a file that is not compressed: it is read as it is */
    static @org.jspecify.annotations.Nullable GzipReader open(Path path) throws IOException {
        try (InputStream start = Files.newInputStream(path)) {
            byte[] magic = start.readNBytes(2);
            if (magic.length < 2 || magic[0] != (byte) 0x1F || magic[1] != (byte) 0x8B) {
                return null;
            }
        }
        return new GzipReader(path, stream(path));
    }

    private static InputStream stream(Path path) throws IOException {
        return new GZIPInputStream(new BufferedInputStream(Files.newInputStream(path)), 8192);
    }

    @Override
    public byte[] read(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        position += bytes.length;
        return bytes;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        throw new PosixException("ebadf");
    }

    @Override
    public void seek(long newPosition) throws IOException {
        if (newPosition < position) {
            in.close();
            in = stream(path);
            position = 0;
        }
        in.skipNBytes(newPosition - position);
        position = newPosition;
    }

    @Override
    public void force(boolean metadata) {}

    @Override
    public void close() throws IOException {
        in.close();
    }
}
