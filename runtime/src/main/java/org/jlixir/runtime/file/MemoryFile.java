package org.jlixir.runtime.file;

import java.io.IOException;
import java.util.Arrays;

/** A file that is nothing but bytes in memory: {@code :ram}. */
final class MemoryFile implements ByteFile {
    private byte[] bytes;
    private int size;
    private long position;

    MemoryFile(byte[] content) {
        bytes = content;
        size = content.length;
    }

    @Override
    public byte[] read(int count) {
        byte[] part = readAt(position, count);
        position += part.length;
        return part;
    }

    @Override
    public byte[] readAt(long place, int count) {
        if (place >= size) {
            return new byte[0];
        }
        int from = (int) place;
        return Arrays.copyOfRange(bytes, from, (int) Math.min(size, (long) from + count));
    }

    @Override
    public void write(byte[] more) throws IOException {
        writeAt(position, more);
        position += more.length;
    }

    @Override
    public void writeAt(long place, byte[] more) throws IOException {
        long end = place + more.length;
        if (end > Integer.MAX_VALUE - 16) {
            throw new PosixException("enomem");
        }
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(end, 2L * bytes.length)));
        }
        System.arraycopy(more, 0, bytes, (int) place, more.length);
        size = Math.max(size, (int) end);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void seek(long newPosition) {
        position = newPosition;
    }

    @Override
    public void truncate() throws IOException {
        if (position > size) {
            writeAt(position, new byte[0]);
        }
        Arrays.fill(bytes, (int) position, Math.max((int) position, size), (byte) 0);
        size = (int) position;
    }

    @Override
    public void force(boolean metadata) {}

    @Override
    public void close() {}
}
