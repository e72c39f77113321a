package org.jlixir.runtime.term;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * The hash that {@code :erlang.phash2} gives, the same on every machine: Bob Jenkins 1996, hash functions for hash table
 * lookup (the 96-bit mix), over a walk of the term. Atoms come in by the hash of their name after P. J. Weinberger.
 *
 * <p>Each kind of term is mixed with a multiple of the golden ratio of its own. Long lists and deep terms are followed with a
 * stack of waiting work.
 */
public final class PortableHash {
    private static final int GOLDEN = 0x9E3779B9;

    /** 13 times the constant above, in 32 bits. */
    private static final int BITSTRING_START = 0x08D12E65;

    private static final int NIL_ALONE = (int) 3468870702L;
    private static final int NIL_INSIDE = 2;

    /** The integers that are mixed as they are; larger ones as 64-bit digits. */
    private static final long SMALL_LIMIT = 1L << 27;

    /** Marks in the stack of work. */
    private enum Mark {
        PAIR_DONE
    }

    /** What to go on with when all pairs of a map are mixed. */
    private record MapEnd(int hashBefore, int pairsBefore) {}

    private final ArrayDeque<Object> work = new ArrayDeque<>();
    private int hash;
    private int pairs;

    private PortableHash() {}

    /** All 32 bits of the hash. */
    public static int of(Object term) {
        return new PortableHash().walk(term);
    }

    private int walk(Object root) {
        work.push(root);
        while (!work.isEmpty()) {
            Object next = work.pop();
            if (next == Mark.PAIR_DONE) {
                pairs ^= hash;
                hash = 0;
            } else if (next instanceof MapEnd end) {
                hash = end.hashBefore;
                mix(pairs, 19);
                pairs = end.pairsBefore;
            } else {
                term(next);
            }
        }
        return hash;
    }

    private void term(Object term) {
        if (term instanceof Atom x) {
            int name = nameHash(x.name());
            if (hash == 0) {
                hash = name;
            } else {
                mix(name, 3);
            }
        } else if (term == EmptyList.NIL) {
            if (hash == 0) {
                hash = NIL_ALONE;
            } else {
                mix(NIL_INSIDE, 2);
            }
        } else if (term instanceof Long x) {
            integer(x);
        } else if (term instanceof Cons x) {
            list(x);
        } else if (term instanceof Tuple x) {
            mix(x.size(), 9);
            pushAll(x.toArray());
        } else if (term instanceof Bitstring x) {
            bitstring(x);
        } else if (term instanceof ElixirMap x) {
            map(x);
        } else if (term instanceof Double x) {
            long bits = x == 0.0 ? 0 : Double.doubleToRawLongBits(x);
            mix((int) (bits >>> 32), (int) bits, 12);
        } else if (term instanceof BigInteger x) {
            big(x);
        } else {
            identifier(term);
        }
    }

    private void identifier(Object term) {
        if (term instanceof Fun x && x.isExternal()) {
            mix(x.arity(), nameHash(x.module().name()), 1);
            mix(nameHash(x.name().name()), 14);
        } else if (term instanceof Fun x) {
            mix(x.environment().length, nameHash(x.module().name()), 1);
            mix(x.index(), nameHash(x.name().name()), 1);
            pushAll(x.environment());
        } else if (term instanceof Pid x) {
            mix(x.number(), 5);
        } else if (term instanceof Port x) {
            mix((int) x.number(), (int) (x.number() >>> 32), 6);
        } else if (term instanceof Reference x) {
            mix(x.low(), 7);
        } else {
            mix(TermHash.hash(term), 7);
        }
    }

    private void pushAll(Object[] terms) {
        for (int i = terms.length - 1; i >= 0; i--) {
            work.push(terms[i]);
        }
    }

    private void integer(long value) {
        if (value < -SMALL_LIMIT || value >= SMALL_LIMIT) {
            digits(value < 0 ? -value : value, value < 0);
            return;
        }
        int small = (int) value;
        if (small < 0) {
            // Negative numbers are mixed twice: an old mistake that has to stay.
            mix(-small, 1);
        }
        mix(small, 1);
    }

    private void digits(long magnitude, boolean negative) {
        mix((int) magnitude, (int) (magnitude >>> 32), negative ? 10 : 11);
    }

    private void big(BigInteger value) {
        BigInteger rest = value.abs();
        while (rest.signum() != 0) {
            digits(rest.longValue(), value.signum() < 0);
            rest = rest.shiftRight(Long.SIZE);
        }
    }

    /** Bytes at the front of a list are taken four at a time, as text; then the next head, then the tail. */
    private void list(Cons list) {
        int group = 0;
        int count = 0;
        Object rest = list;
        while (rest instanceof Cons cell && cell.head instanceof Long x && x >= 0 && x <= 255) {
            group = group << 8 | (int) (long) x;
            if (++count == 4) {
                mix(group, 4);
                group = 0;
                count = 0;
            }
            rest = cell.tail;
        }
        if (count > 0) {
            mix(group, 4);
        }
        if (rest instanceof Cons cell) {
            work.push(cell.tail);
            work.push(cell.head);
        } else {
            work.push(rest);
        }
    }

    /** The pairs are hashed each on its own and put together with xor, so that their order does not matter. */
    private void map(ElixirMap map) {
        mix(map.size(), 16);
        if (map.size() == 0) {
            return;
        }
        work.push(new MapEnd(hash, pairs));
        hash = 0;
        pairs = 0;
        for (ElixirMap.Cursor entry = map.cursor(); entry.next(); ) {
            work.push(Mark.PAIR_DONE);
            work.push(entry.value());
            work.push(entry.key());
        }
    }

    private void bitstring(Bitstring bits) {
        int start = BITSTRING_START + hash;
        if (bits.bitSize() == 0) {
            hash = start;
            return;
        }
        int whole = (int) (bits.bitSize() >>> 3);
        hash = block(bits, whole, start);
        int partial = (int) (bits.bitSize() & 7);
        if (partial > 0) {
            mix(partial, bits.byteAt(whole) >>> 8 - partial, 15);
        }
    }

    // ---- mixing

    private void mix(int value, int kind) {
        mix(value, 0, kind);
    }

    private void mix(int first, int second, int kind) {
        int constant = GOLDEN * kind;
        hash = jenkins(constant + first, constant + second, hash);
    }

    private static int jenkins(int a, int b, int c) {
        a = a - b - c ^ c >>> 13;
        b = b - c - a ^ a << 8;
        c = c - a - b ^ b >>> 13;
        a = a - b - c ^ c >>> 12;
        b = b - c - a ^ a << 16;
        c = c - a - b ^ b >>> 5;
        a = a - b - c ^ c >>> 3;
        b = b - c - a ^ a << 10;
        return c - a - b ^ b >>> 15;
    }

    /** Twelve bytes at a time, little-endian; the length goes into the rest. */
    private static int block(Bitstring bits, int size, int start) {
        int[] state = {GOLDEN, GOLDEN, start};
        int i = 0;
        for (; size - i >= 12; i += 12) {
            state[0] += word(bits, i, i + 4);
            state[1] += word(bits, i + 4, i + 8);
            state[2] += word(bits, i + 8, i + 12);
            mixState(state);
        }
        state[0] += word(bits, i, Math.min(size, i + 4));
        state[1] += word(bits, i + 4, Math.min(size, i + 8));
        state[2] += size + (word(bits, i + 8, Math.min(size, i + 12)) << 8);
        mixState(state);
        return state[2];
    }

    private static int word(Bitstring bits, int from, int to) {
        int word = 0;
        for (int i = from; i < to; i++) {
            word |= bits.byteAt(i) << 8 * (i - from);
        }
        return word;
    }

    private static void mixState(int[] s) {
        int a = s[0];
        int b = s[1];
        int c = s[2];
        a = a - b - c ^ c >>> 13;
        b = b - c - a ^ a << 8;
        c = c - a - b ^ b >>> 13;
        a = a - b - c ^ c >>> 12;
        b = b - c - a ^ a << 16;
        c = c - a - b ^ b >>> 5;
        a = a - b - c ^ c >>> 3;
        b = b - c - a ^ a << 10;
        c = c - a - b ^ b >>> 15;
        s[0] = a;
        s[1] = b;
        s[2] = c;
    }

    /** Of the name's characters, those up to 0xFF one byte each, others their bytes in UTF-8. */
    static int nameHash(String name) {
        int hash = 0;
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < 256) {
                hash = nameStep(hash, name.charAt(i));
                continue;
            }
            int c = name.codePointAt(i);
            i += Character.charCount(c) - 1;
            for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                hash = nameStep(hash, b & 0xFF);
            }
        }
        return hash;
    }

    private static int nameStep(int hash, int value) {
        int next = (hash << 4) + value;
        int high = next & 0xF0000000;
        return high == 0 ? next : (next ^ high >>> 24) ^ high;
    }
}
