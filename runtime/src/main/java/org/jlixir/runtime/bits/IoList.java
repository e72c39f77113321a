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
            requireBinary(x, false);
            return x;
        }
        return flatten(term, false);
    }

    /** As {@link #toBinary}, but bitstrings of any size may be among the elements. */
    public static Bitstring toBitstring(Object term) {
        return term instanceof Bitstring x ? x : flatten(term, true);
    }

    private static Bitstring flatten(Object term, boolean bits) {
        BitstringBuilder out = new BitstringBuilder(64);
        ArrayDeque<Object> waiting = new ArrayDeque<>();
        Object rest = term;
        while (true) {
            if (rest instanceof Cons cell) {
                Object head = cell.head;
                if (head instanceof Long x && x >= 0 && x <= 255) {
                    out.octet(x.longValue());
                    rest = cell.tail();
                } else if (head instanceof Bitstring x) {
                    requireBinary(x, bits);
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
                requireBinary(x, bits);
                out.bitstring(x);
            } else if (rest != EmptyList.NIL) {
                throw ElixirException.badArgument();
            }
            if (waiting.isEmpty()) {
                return out.finish();
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
            requireBinary(x, false);
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

    private static void requireBinary(Bitstring value, boolean bits) {
        if (!bits && !value.isBinary()) {
            throw ElixirException.badArgument();
        }
    }
}
