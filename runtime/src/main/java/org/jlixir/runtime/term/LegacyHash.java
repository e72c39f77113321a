package org.jlixir.runtime.term;

import java.math.BigInteger;
import java.util.ArrayDeque;

/**
 * The hash that {@code :erlang.phash} gives, the same on every machine: a sum over the term's bytes in the manner of Horner, with a
 * large prime of its own for each kind of term. Lists and deep terms are followed with a stack of waiting work.
 */
public final class LegacyHash {
    private static final int NAME = 268440163;
    private static final int BYTE = 268439161;
    private static final int POSITIVE = 268435459;
    private static final int NEGATIVE = 268436141;
    private static final int IDENTIFIER = 268438633;
    private static final int FLOAT = 268437017;
    private static final int PAIR = 268437511;
    private static final int TUPLE = 268439627;
    private static final int PARTIAL_BYTE = 268440581;
    private static final int MAP = 268440593;
    private static final int MAP_START = 268440611;

    /** What to do when the parts that were pushed above it are done: a factor and what is added. */
    private record End(int factor, int plus) {}

    /** A list to go on with, behind an element that is not a byte. */
    private record Rest(Object list) {}

    private final ArrayDeque<Object> work = new ArrayDeque<>();
    private int hash;

    private LegacyHash() {}

    /** All 32 bits of the hash. */
    public static int of(Object term) {
        LegacyHash walk = new LegacyHash();
        walk.work.push(term);
        while (!walk.work.isEmpty()) {
            Object next = walk.work.pop();
            if (next instanceof End end) {
                walk.step(end.factor, end.plus);
            } else if (next instanceof Rest rest) {
                walk.list(rest.list);
            } else {
                walk.term(next);
            }
        }
        return walk.hash;
    }

    private void step(int factor, int plus) {
        hash = hash * factor + plus;
    }

    private void term(Object term) {
        switch (term) {
            case Atom x -> step(NAME, PortableHash.nameHash(x.name()));
            case EmptyList x -> step(POSITIVE, 1);
            case Long x -> integer(BigInteger.valueOf(x));
            case BigInteger x -> integer(x);
            case Cons x -> list(x);
            case Tuple x -> tuple(x);
            case Bitstring x -> bitstring(x);
            case ElixirMap x -> step(MAP, MAP_START + PortableHash.of(x));
            case Double x -> {
                long bits = x == 0.0 ? 0 : Double.doubleToRawLongBits(x);
                step(FLOAT, (int) bits ^ (int) (bits >>> 32));
            }
            case Pid x -> identifier(x.number());
            case Port x -> identifier((int) x.number());
            case Reference x -> identifier(x.low());
            default -> identifier(PortableHash.of(term));
        }
    }

    private void identifier(int number) {
        word(number);
        step(IDENTIFIER, 0);
    }

    private void word(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += 8) {
            step(BYTE, value >>> shift & 0xFF);
        }
    }

    private void integer(BigInteger value) {
        BigInteger rest = value.abs();
        do {
            word(rest.intValue());
            rest = rest.shiftRight(Integer.SIZE);
        } while (rest.signum() != 0);
        step(value.signum() < 0 ? NEGATIVE : POSITIVE, 0);
    }

    /** Bytes at the front of a list are taken as text. */
    private void list(Object list) {
        Object rest = list;
        while (rest instanceof Cons cell && cell.head instanceof Long x && x >= 0 && x <= 255) {
            step(BYTE, (int) (long) x);
            rest = cell.tail;
        }
        if (rest instanceof Cons cell) {
            work.push(new Rest(cell.tail));
            work.push(cell.head);
        } else {
            work.push(new End(PAIR, 0));
            work.push(rest);
        }
    }

    private void tuple(Tuple tuple) {
        Object[] elements = tuple.toArray();
        work.push(new End(TUPLE, elements.length));
        for (int i = elements.length - 1; i >= 0; i--) {
            work.push(elements[i]);
        }
    }

    private void bitstring(Bitstring bits) {
        int whole = (int) (bits.bitSize() >>> 3);
        for (int i = 0; i < whole; i++) {
            step(NAME, bits.byteAt(i));
        }
        int partial = (int) (bits.bitSize() & 7);
        if (partial > 0) {
            step(NAME, bits.byteAt(whole) >>> 8 - partial);
            step(PARTIAL_BYTE, partial);
        }
        step(NEGATIVE, whole);
    }
}
