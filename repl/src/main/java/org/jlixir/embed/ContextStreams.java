package org.jlixir.embed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The bytes that a system reads and writes, as the characters of whatever reader and writers a script's context has. UTF-8. */
final class ContextStreams {
    private ContextStreams() {}

    static InputStream in(Supplier<Reader> reader) {
        return new ReaderStream(reader);
    }

    static OutputStream out(Supplier<Writer> writer) {
        return new WriterStream(writer);
    }

    private static final class ReaderStream extends InputStream {
        private final Supplier<Reader> reader;
        private ByteBuffer left = ByteBuffer.allocate(0);

        ReaderStream(Supplier<Reader> reader) {
            this.reader = reader;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public synchronized int read(byte[] bytes, int from, int count) throws IOException {
            if (!left.hasRemaining()) {
                Reader source = reader.get();
                int first = source == null ? -1 : source.read();
                if (first < 0) {
                    return -1;
                }
                String character = Character.isHighSurrogate((char) first)
                        ? new String(new char[] {(char) first, (char) source.read()})
                        : String.valueOf((char) first);
                left = ByteBuffer.wrap(character.getBytes(StandardCharsets.UTF_8));
            }
            int taken = Math.min(count, left.remaining());
            left.get(bytes, from, taken);
            return taken;
        }
    }

    private static final class WriterStream extends OutputStream {
        private final Supplier<Writer> writer;
        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);

        WriterStream(Supplier<Writer> writer) {
            this.writer = writer;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int count) throws IOException {
            CharBuffer characters = CharBuffer.allocate(count + 1);
            decoder.decode(ByteBuffer.wrap(bytes, from, count), characters, false);
            writer.get().append(characters.flip());
            writer.get().flush();
        }
    }
}
