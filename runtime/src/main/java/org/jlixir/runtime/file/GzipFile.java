package org.jlixir.runtime.file;

import java.io.IOException;

/** A compressed file: its bytes are got at one after the other, and where it ends is not known. */
abstract class GzipFile implements ByteFile {
    /** In the bytes that are not compressed. */
    long position;

    @Override
    public final byte[] readAt(long place, int count) throws IOException {
        throw new PosixException("enotsup");
    }

    @Override
    public final void writeAt(long place, byte[] bytes) throws IOException {
        throw new PosixException("enotsup");
    }

    @Override
    public final long position() {
        return position;
    }

    @Override
    public final long size() throws IOException {
        throw new PosixException("einval");
    }

    @Override
    public final void truncate() throws IOException {
        throw new PosixException("enotsup");
    }
}
