package org.jlixir.runtime.bits;

import java.util.ArrayDeque;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jspecify.annotations.Nullable;

/**
 * Walks through character data: nested lists of code points and binaries in some encoding, where a code point may begin in
 * one binary and end in the next. Stops at what is no character and says what is left, in the shape that {@code :unicode}
 * answers. {@code :badarg} for what is no character data at all.
 */
public final class CharacterData {
    /** Takes the code points; false when it cannot, which ends the walk. */
    @FunctionalInterface
    public interface Sink {
        boolean accept(long codePoint);
    }

    private final CharacterEncoding encoding;
    private final Sink sink;
    private final boolean wrapping;
    private final ArrayDeque<Object> tails = new ArrayDeque<>();

    /** The beginning of a code point whose other bytes may come in the next binary. */
    private Bitstring begun = Bitstring.EMPTY;

    private @Nullable Object rest;
    private boolean incomplete;

    /** @param encoding that of the binaries; in LATIN1 numbers in lists are bytes too */
    public CharacterData(CharacterEncoding encoding, Sink sink) {
        this(encoding, sink, false);
    }

    /** @param wrapping whether a number that is no character is left in a list of its own */
    public CharacterData(CharacterEncoding encoding, Sink sink, boolean wrapping) {
        this.encoding = encoding;
        this.sink = sink;
        this.wrapping = wrapping;
    }

    /** What is left after a failed {@link #walk}. */
    public Object rest() {
        return rest == null ? EmptyList.NIL : rest;
    }

    /** True when a walk failed only because the data ends within a code point. */
    public boolean isIncomplete() {
        return incomplete;
    }

    /** Gives every code point to the sink. @return false when it stopped before the end */
    public boolean walk(Object data) {
        if (data instanceof Bitstring binary) {
            return binary(binary, null) && end();
        }
        if (!(data instanceof Cons) && data != EmptyList.NIL) {
            throw ElixirException.badArgument();
        }
        Object current = data;
        while (true) {
            if (current instanceof Cons cell) {
                if (cell.head instanceof Cons || cell.head == EmptyList.NIL) {
                    tails.push(cell.tail());
                    current = cell.head;
                } else if (element(cell)) {
                    current = cell.tail();
                } else {
                    return false;
                }
                continue;
            }
            if (current instanceof Bitstring binary) {
                if (!binary(binary, null)) {
                    return false;
                }
            } else if (current != EmptyList.NIL) {
                throw ElixirException.badArgument();
            }
            if (tails.isEmpty()) {
                return end();
            }
            current = tails.pop();
        }
    }

    private boolean end() {
        if (begun.bitSize() > 0) {
            rest = begun;
            incomplete = true;
            return false;
        }
        return true;
    }

    private boolean element(Cons cell) {
        if (cell.head instanceof Bitstring binary) {
            return binary(binary, cell.tail());
        }
        if (!Arithmetic.isInteger(cell.head)) {
            throw ElixirException.badArgument();
        }
        if (begun.bitSize() > 0) {
            return fail(TermList.of(begun, cell));
        }
        boolean valid = cell.head instanceof Long c && encoding.has(c);
        return valid && sink.accept((Long) cell.head)
                || fail(wrapping ? new Cons(TermList.of(cell.head), cell.tail()) : cell);
    }

    /** @param tail what follows in the list; null when the binary is no element of one */
    private boolean binary(Bitstring binary, @Nullable Object tail) {
        if (!binary.isBinary()) {
            throw ElixirException.badArgument();
        }
        Bitstring source = begun.bitSize() == 0 ? binary : begun.append(binary);
        boolean continued = begun.bitSize() > 0;
        long position = 0;
        while (position < source.bitSize()) {
            long result = encoding.read(source, position);
            if (result == CharacterEncoding.INCOMPLETE) {
                begun = source.slice(position, source.bitSize() - position);
                return true;
            }
            if (result < 0 || !sink.accept(BitstringReader.codePoint(result))) {
                if (continued && position == 0) {
                    Object after = tail == null ? EmptyList.NIL : tail;
                    return fail(TermList.of(begun, new Cons(binary, after)));
                }
                Bitstring left = source.slice(position, source.bitSize() - position);
                return fail(tail == null ? left : new Cons(left, tail));
            }
            position += BitstringReader.codePointBits(result);
        }
        begun = Bitstring.EMPTY;
        return true;
    }

    private boolean failAt(Object left) {
        rest = left;
        return false;
    }

    /** Remembers what is left of this list and of those around it. */
    private boolean fail(Object left) {
        Object all = left;
        for (Object tail : tails) {
            all = new Cons(all, tail);
        }
        return failAt(all);
    }
}
