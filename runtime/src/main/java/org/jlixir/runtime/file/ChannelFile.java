package org.jlixir.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** A file of the operating system. In append mode all that is written goes to the end. */
final class ChannelFile implements ByteFile {
    private final FileChannel channel;
    private final boolean append;

    ChannelFile(FileChannel channel, boolean append) {
        this.channel = channel;
        this.append = append;
    }

    @Override
    public byte[] read(int count) throws IOException {
        return fill(count, channel::read);
    }

    @Override
    public byte[] readAt(long place, int count) throws IOException {
        long[] next = {place};
        return fill(count, buffer -> {
            int read = channel.read(buffer, next[0]);
            next[0] += Math.max(read, 0);
            return read;
        });
    }

    private interface Source {
        int read(ByteBuffer buffer) throws IOException;
    }

    /** A huge count must not reserve memory for what the file does not have. */
    private static byte[] fill(int count, Source source) throws IOException {
        byte[] bytes = new byte[Math.min(count, 1 << 16)];
        int size = 0;
        try {
            while (size < count) {
                if (size == bytes.length) {
                    bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * size));
                }
                int read = source.read(ByteBuffer.wrap(bytes, size, bytes.length - size));
                if (read <= 0) {
                    break;
                }
                size += read;
            }
        } catch (RuntimeException failure) {
            throw PosixException.notOpenedForIt(failure);
        }
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        try {
            if (append) {
                channel.position(channel.size());
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (RuntimeException failure) {
            throw PosixException.notOpenedForIt(failure);
        }
    }

    @Override
    public void writeAt(long place, byte[] bytes) throws IOException {
        if (append) {
            write(bytes);
            return;
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer, place + buffer.position());
            }
        } catch (RuntimeException failure) {
            throw PosixException.notOpenedForIt(failure);
        }
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void seek(long position) throws IOException {
        channel.position(position);
    }

    @Override
    public void truncate() throws IOException {
        try {
            long end = channel.position();
            if (end <= channel.size()) {
                channel.truncate(end);
            } else {
                channel.write(ByteBuffer.wrap(new byte[1]), end - 1);
            }
        } catch (RuntimeException _) {
            throw new PosixException("einval");
        }
    }

    @Override
    public void force(boolean metadata) throws IOException {
        channel.force(metadata);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
