package org.jlixir.runtime.file;

import java.io.IOException;

/** Bytes with a position, however they are stored. Confined to one process at a time. */
interface ByteFile {
    /** Up to {@code count} bytes from the position on, which moves; fewer only at the end, none when it is there. */
    byte[] read(int count) throws IOException;

    void write(byte[] bytes) throws IOException;

    /** Reads at a place, and leaves the position as it is. */
    byte[] readAt(long place, int count) throws IOException;

    void writeAt(long place, byte[] bytes) throws IOException;

    long position() throws IOException;

    long size() throws IOException;

    /** Moves the position, maybe past the end. */
    void seek(long position) throws IOException;

    /** Cuts the file off at the position. */
    void truncate() throws IOException;

    /** Has the bytes written to the disk, with the file's times and size if {@code metadata}. */
    void force(boolean metadata) throws IOException;

    void close() throws IOException;
}
