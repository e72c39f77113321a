package org.jlixir.runtime.bits;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Bitstring;

/**
 * Collects the bytes of a binary in pieces that are joined at the end: nothing is copied because an array has become too small, and
 * only the result is a large one. Confined to one thread; of no use after {@link #finish}.
 */
final class ByteChunks implements IoList.Sink {
    private static final int FIRST = 128;

    /** In bytes; arrays from half a region of the heap on are dear to the garbage collector, which has regions of a megabyte at least. */
    private static final int LARGEST = 1 << 18;

    private static final int MOST = (int) (BitstringBuilder.MAX_BITS >>> 3);

    /** What is complete: a part of an array. */
    private record Piece(byte[] bytes, int from, int size) {}

    private final List<Piece> pieces = new ArrayList<>();
    private byte[] chunk = new byte[FIRST];
    private int used;
    /** The bytes of all pieces. */
    private long complete;

    @Override
    public void octet(long value) {
        if (used == chunk.length) {
            next(1);
        }
        chunk[used++] = (byte) value;
    }

    @Override
    public void bitstring(Bitstring value) {
        IoList.requireBinary(value);
        int size = value.byteSize();
        if (size > chunk.length - used) {
            if (size >= LARGEST && value.isAligned()) {
                next(0);
                piece(value.array(), value.byteOffset(), size);
                return;
            }
            next(size);
        }
        value.copyBytes(chunk, used);
        used += size;
    }

    /** Goes on with another chunk that has room for so much. */
    private void next(int room) {
        if (used > 0) {
            piece(chunk, 0, used);
        }
        chunk = new byte[Math.max(room, Math.min(2 * chunk.length, LARGEST))];
        used = 0;
    }

    private void piece(byte[] bytes, int from, int size) {
        pieces.add(new Piece(bytes, from, size));
        complete += size;
        if (complete > MOST) {
            throw ElixirException.systemLimit();
        }
    }

    Bitstring finish() {
        if (complete + used > MOST) {
            throw ElixirException.systemLimit();
        }
        if (complete + used == 0) {
            return Bitstring.EMPTY;
        }
        byte[] all = new byte[(int) complete + used];
        int at = 0;
        for (Piece piece : pieces) {
            System.arraycopy(piece.bytes, piece.from, all, at, piece.size);
            at += piece.size;
        }
        System.arraycopy(chunk, 0, all, at, used);
        return Bitstring.ofBytes(all);
    }
}
