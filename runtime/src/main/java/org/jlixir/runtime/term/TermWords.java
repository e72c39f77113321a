package org.jlixir.runtime.term;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * How many words of eight bytes the BEAM would take for a term: the measure in which {@code :erts_debug.flat_size/1}, ETS and processes tell
 * how large something is. What terms take on the JVM is of the same order. What is in a term twice counts twice.
 */
public final class TermWords {
    /** Binaries beyond so many bytes stand outside of the heap, which has this many words for them. */
    private static final int HEAP_BINARY_BYTES = 64;

    private static final int LARGE_BINARY = 8;

    private TermWords() {}

    /** The words of one term, atoms and small integers having none. Time is linear in that. */
    public static long of(Object term) {
        long words = 0;
        ArrayDeque<Object> rest = new ArrayDeque<>();
        rest.push(term);
        while (!rest.isEmpty()) {
            words += shallow(rest.pop(), rest);
        }
        return words;
    }

    /** The words of {@code count} terms, judged by the first hundred of them. */
    public static long ofAll(Iterator<?> terms, long count) {
        long words = 0;
        int looked = 0;
        for (; looked < 100 && terms.hasNext(); looked++) {
            words += of(terms.next());
        }
        return looked == 0 || looked >= count ? words : words * count / looked;
    }

    /** True for a binary that the BEAM keeps outside of the heap. */
    public static boolean isLarge(Bitstring bits) {
        return bits.bitSize() > 8L * HEAP_BINARY_BYTES;
    }

    /** True for what has words of its own, or may have. */
    public static boolean isTerm(Object object) {
        return switch (object) {
            case Double _, Long _, BigInteger _, Cons _, Tuple _, ElixirMap _, Bitstring _, Reference _, Fun _ -> true;
            default -> false;
        };
    }

    /** The words of a term without those of its parts, which are pushed to {@code rest}. */
    public static long shallow(Object term, ArrayDeque<Object> rest) {
        return switch (term) {
            case Double _ -> 2;
            case Long number -> isSmall(number) ? 0 : 2;
            case BigInteger number -> 2 + number.bitLength() / 64;
            case Cons cell -> {
                rest.push(cell.head);
                rest.push(cell.tail());
                yield 2;
            }
            case Tuple tuple -> {
                for (int i = 0; i < tuple.size(); i++) {
                    rest.push(tuple.get(i));
                }
                yield tuple.size() == 0 ? 0 : 1 + tuple.size();
            }
            case ElixirMap map -> {
                map.forEach((key, value) -> {
                    rest.push(key);
                    rest.push(value);
                });
                yield map(map.size());
            }
            case Bitstring bits -> isLarge(bits) ? LARGE_BINARY : 2 + (bits.bitSize() + 63) / 64;
            case Reference _ -> 3;
            case Fun fun -> {
                for (Object value : fun.environment()) {
                    rest.push(value);
                }
                yield 4 + fun.environment().length;
            }
            default -> 0;
        };
    }

    /** Integers of 60 bits are part of the word that refers to them. */
    private static boolean isSmall(long number) {
        return number >= -(1L << 59) && number < 1L << 59;
    }

    /** A small map has a tuple of its keys; a large one nodes, about 1.7 words an entry. */
    private static long map(int size) {
        return size == 0 ? 3 : size <= ElixirMap.MAX_SMALL ? 4 + 2L * size : 37L * size / 10;
    }
}
