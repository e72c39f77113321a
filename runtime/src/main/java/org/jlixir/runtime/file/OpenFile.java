package org.jlixir.runtime.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jlixir.runtime.term.Bitstring;

/** An open file with what was read ahead of it. Confined to one process at a time. */
public final class OpenFile {
    private static final int LINE_CHUNK = 4096;
    private static final byte[] NOTHING = {};

    private final ByteFile file;
    private final OpenModes modes;
    private byte[] ahead = NOTHING;
    private int next;
    private boolean closed;

    private OpenFile(ByteFile file, OpenModes modes) {
        this.file = file;
        this.modes = modes;
    }

    /**
     * Opens the file at {@code path}.
     *
     * @param modes a list of modes, as {@code :file.open/2} takes them
     */
    public static OpenFile open(Path path, Object modes) throws IOException {
        OpenModes wanted = OpenModes.of(modes);
        if (wanted.compressed() && wanted.read() && wanted.write()) {
            throw new PosixException("einval");
        }
        if (!wanted.directory() && Files.isDirectory(path)) {
            throw new PosixException("eisdir");
        }
        if (wanted.compressed() && wanted.read()) {
            GzipReader compressed = GzipReader.open(path);
            if (compressed != null) {
                return new OpenFile(compressed, wanted);
            }
        }
        FileChannel channel = FileChannel.open(path, wanted.options());
        ByteFile file = new ChannelFile(channel, wanted.append());
        if (wanted.compressed() && wanted.write()) {
            if (wanted.append()) {
                channel.position(channel.size());
            }
            file = new GzipWriter(java.nio.channels.Channels.newOutputStream(channel));
        }
        return new OpenFile(file, wanted);
    }

    /** A file in memory that holds {@code content} at first. */
    public static OpenFile inMemory(byte[] content, Object modes) throws IOException {
        return new OpenFile(new MemoryFile(content), OpenModes.of(modes));
    }

    /** Whether what is read is given as binaries, not as lists. */
    public boolean binary() {
        return modes.binary();
    }

    public int readAhead() {
        return modes.readAhead();
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new PosixException("einval");
        }
    }

    private void requireReadable() throws IOException {
        requireOpen();
        if (!modes.read()) {
            throw new PosixException("ebadf");
        }
    }

    private void requireWritable() throws IOException {
        requireOpen();
        if (!modes.write()) {
            throw new PosixException("ebadf");
        }
    }

    /** Up to {@code count} bytes; none at the end of the file. */
    public Bitstring read(long count) throws IOException {
        requireReadable();
        int wanted = (int) Math.min(count, Integer.MAX_VALUE - 16);
        int buffered = ahead.length - next;
        if (buffered == 0 && wanted >= modes.readAhead()) {
            return Bitstring.ofBytes(file.read(wanted));
        }
        if (buffered < wanted) {
            byte[] more = file.read(Math.max(wanted - buffered, modes.readAhead()));
            byte[] both = Arrays.copyOfRange(ahead, next, next + buffered + more.length);
            System.arraycopy(more, 0, both, buffered, more.length);
            ahead = both;
            next = 0;
        }
        return take(Math.min(wanted, ahead.length - next));
    }

    private Bitstring take(int count) {
        Bitstring part = new Bitstring(ahead, 8L * next, 8L * count);
        next += count;
        if (next == ahead.length) {
            ahead = NOTHING;
            next = 0;
        }
        return part;
    }

    /** The bytes up to the next line feed, with it; CR LF becomes LF. Empty at the end of the file. */
    public Bitstring readLine() throws IOException {
        requireReadable();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (next == ahead.length) {
                ahead = file.read(Math.max(LINE_CHUNK, modes.readAhead()));
                next = 0;
                if (ahead.length == 0) {
                    return Bitstring.ofBytes(line.toByteArray());
                }
            }
            int end = next;
            while (end < ahead.length && ahead[end] != '\n') {
                end++;
            }
            boolean complete = end < ahead.length;
            int stop = complete ? end + 1 : end;
            if (complete && line.size() == 0 && !(end > next && ahead[end - 1] == '\r')) {
                return take(stop - next);
            }
            line.write(ahead, next, stop - next);
            next = stop;
            if (complete) {
                return Bitstring.ofBytes(withoutReturn(line.toByteArray()));
            }
        }
    }

    private static byte[] withoutReturn(byte[] line) {
        int size = line.length;
        if (size >= 2 && line[size - 2] == '\r') {
            line[size - 2] = '\n';
            return Arrays.copyOf(line, size - 1);
        }
        return line;
    }

    public Bitstring readAt(long place, long count) throws IOException {
        requireReadable();
        return Bitstring.ofBytes(file.readAt(place, (int) Math.min(count, Integer.MAX_VALUE - 16)));
    }

    public void write(Bitstring bytes) throws IOException {
        requireWritable();
        forgetAhead();
        file.write(bytes.toBytes());
    }

    public void writeAt(long place, Bitstring bytes) throws IOException {
        requireWritable();
        forgetAhead();
        file.writeAt(place, bytes.toBytes());
    }

    /** The file's own position goes back to where the reader is. */
    private void forgetAhead() throws IOException {
        int unread = ahead.length - next;
        if (unread > 0) {
            ahead = NOTHING;
            next = 0;
            file.seek(file.position() - unread);
        }
    }

    public long position() throws IOException {
        requireOpen();
        return file.position() - (ahead.length - next);
    }

    public long size() throws IOException {
        requireOpen();
        return file.size();
    }

    /** Moves the position. @return the new one */
    public long seek(long position) throws IOException {
        requireOpen();
        if (position < 0) {
            throw new PosixException("einval");
        }
        forgetAhead();
        file.seek(position);
        return position;
    }

    public void truncate() throws IOException {
        requireOpen();
        if (!modes.write()) {
            throw new PosixException("einval");
        }
        forgetAhead();
        file.truncate();
    }

    public void force(boolean metadata) throws IOException {
        requireOpen();
        file.force(metadata);
    }

    /** @return false when it was closed already */
    public boolean close() throws IOException {
        if (closed) {
            return false;
        }
        closed = true;
        file.close();
        return true;
    }
}
