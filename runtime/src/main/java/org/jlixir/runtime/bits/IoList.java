package org.jlixir.runtime.bits;

import java.util.ArrayDeque;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;

/**
 * I/O lists: nested, possibly improper lists of bytes and binaries. Text that grows at its end is often nested as deep as it
 * is long ({@code [acc | more]}), so nesting is followed with a stack of its own.
 */
public final class IoList {
    private IoList() {}

    /** The bytes as one binary, a binary as it is; {@code :badarg} for anything else. */
    public static Bitstring toBinary(Object term) {
        if (term instanceof Bitstring x) {
            requireBinary(x);
            return x;
        }
        ByteChunks bytes = new ByteChunks();
        walk(term, bytes);
        return bytes.finish();
    }

    /** As {@link #toBinary}, but bitstrings of any size may be among the elements. */
    public static Bitstring toBitstring(Object term) {
        if (term instanceof Bitstring x) {
            return x;
        }
        BitstringBuilder out = new BitstringBuilder(64);
        walk(term, new Sink() {
            @Override
            public void octet(long value) {
                out.octet(value);
            }

            @Override
            public void bitstring(Bitstring value) {
                out.bitstring(value);
            }
        });
        return out.finish();
    }

    /** What takes the elements of an I/O list in order. */
    interface Sink {
        void octet(long value);

        /** {@code :badarg} for a bitstring that can not be here. */
        void bitstring(Bitstring value);
    }

    private static void walk(Object term, Sink out) {
        ArrayDeque<Object> waiting = new ArrayDeque<>();
        Object rest = term;
        while (true) {
            if (rest instanceof Cons cell) {
                Object head = cell.head;
                if (head instanceof Long x && x >= 0 && x <= 255) {
                    out.octet(x.longValue());
                    rest = cell.tail();
                } else if (head instanceof Bitstring x) {
                    out.bitstring(x);
                    rest = cell.tail();
                } else if (head instanceof Cons || head == EmptyList.NIL) {
                    if (cell.tail() != EmptyList.NIL) {
                        waiting.push(cell.tail());
                    }
                    rest = head;
                } else {
                    throw ElixirException.badArgument();
                }
                continue;
            }
            if (rest instanceof Bitstring x && rest != term) {
                out.bitstring(x);
            } else if (rest != EmptyList.NIL) {
                throw ElixirException.badArgument();
            }
            if (waiting.isEmpty()) {
                return;
            }
            rest = waiting.pop();
        }
    }

    /** How many bytes {@link #toBinary} would make; {@code :badarg} for what is no I/O list. */
    public static long size(Object term) {
        long size = 0;
        ArrayDeque<Object> waiting = new ArrayDeque<>();
        Object rest = term;
        while (true) {
            if (rest instanceof Cons cell) {
                if (cell.head instanceof Cons) {
                    waiting.push(cell.tail());
                    rest = cell.head;
                } else {
                    size += leafSize(cell.head, true);
                    rest = cell.tail();
                }
                continue;
            }
            size += leafSize(rest, false);
            if (waiting.isEmpty()) {
                return size;
            }
            rest = waiting.pop();
        }
    }

    private static long leafSize(Object leaf, boolean byteAllowed) {
        if (leaf instanceof Bitstring x) {
            requireBinary(x);
            return x.byteSize();
        }
        if (byteAllowed && leaf instanceof Long x && x >= 0 && x <= 255) {
            return 1;
        }
        if (leaf == EmptyList.NIL) {
            return 0;
        }
        throw ElixirException.badArgument();
    }

    static void requireBinary(Bitstring value) {
        if (!value.isBinary()) {
            throw ElixirException.badArgument();
        }
    }
}
