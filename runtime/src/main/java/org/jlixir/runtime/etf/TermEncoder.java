package org.jlixir.runtime.etf;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jlixir.runtime.bits.BitstringBuilder;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.number.FloatText;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;

/**
 * Writes terms in the external term format. A term that has no form there (a Java object) raises {@code :badarg}. Confined to
 * one thread; good for one term.
 */
public final class TermEncoder {
    /** Lists of bytes up to this length are written as strings. */
    private static final int MAX_STRING = 0xFFFF;

    private final BitstringBuilder out = new BitstringBuilder(64);
    private final Options options;

    private TermEncoder(Options options) {
        this.options = options;
    }

    /**
     * How to write.
     *
     * @param minorVersion 2, or below for atoms in Latin-1 where they fit; 0 also for floats as text
     * @param deterministic map keys in term order instead of the map's
     * @param compression the level of zlib from 0 to 9; 0 for none
     */
    public record Options(int minorVersion, boolean deterministic, int compression) {
        public static final Options DEFAULT = new Options(2, false, 0);
    }

    /** The term with the version byte in front: {@code term_to_binary}. */
    public static Bitstring encode(Object term, Options options) {
        TermEncoder encoder = new TermEncoder(options);
        encoder.term(term);
        Bitstring body = encoder.out.finish();
        if (options.compression > 0) {
            byte[] packed = deflate(body.toBytes(), options.compression);
            if (packed.length + 5 <= body.byteSize()) {
                BitstringBuilder whole = new BitstringBuilder(packed.length + 6);
                whole.octet(Tag.VERSION).octet(Tag.COMPRESSED).integer((long) body.byteSize(), 32, false);
                return whole.bytes(packed, 0, packed.length).finish();
            }
        }
        return new BitstringBuilder(body.byteSize() + 1)
                .octet(Tag.VERSION)
                .bitstring(body)
                .finish();
    }

    private static byte[] deflate(byte[] bytes, int level) {
        Deflater deflater = new Deflater(level);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] packed = new byte[bytes.length + 64];
            int length = 0;
            while (!deflater.finished()) {
                if (length == packed.length) {
                    packed = Arrays.copyOf(packed, 2 * length);
                }
                length += deflater.deflate(packed, length, packed.length - length);
            }
            return Arrays.copyOf(packed, length);
        } finally {
            deflater.end();
        }
    }

    private void term(Object term) {
        if (term instanceof Long x) {
            integer(x);
        } else if (term instanceof Atom x) {
            atom(x);
        } else if (term instanceof Bitstring x) {
            bitstring(x);
        } else if (term instanceof Cons x) {
            list(x);
        } else if (term == EmptyList.NIL) {
            out.octet(Tag.NIL);
        } else if (term instanceof Tuple x) {
            tuple(x);
        } else if (term instanceof ElixirMap x) {
            map(x);
        } else if (term instanceof Double x) {
            floating(x);
        } else if (term instanceof BigInteger x) {
            big(x);
        } else {
            identifier(term);
        }
    }

    private void identifier(Object term) {
        if (term instanceof Pid x) {
            out.octet(Tag.NEW_PID);
            atom(x.node());
            word(x.number());
            word(x.serial());
            word(x.creation());
        } else if (term instanceof Reference x) {
            out.octet(Tag.NEWER_REFERENCE).integer(3L, 16, false);
            atom(x.node());
            word(x.creation());
            word(x.low());
            word(x.middle());
            word(x.high());
        } else if (term instanceof Port x) {
            out.octet(Tag.V4_PORT);
            atom(x.node());
            out.integer(x.number(), 64, false);
            word(x.creation());
        } else if (term instanceof Fun x && x.isExternal()) {
            out.octet(Tag.EXPORT);
            atom(x.module());
            atom(x.name());
            integer(x.arity());
        } else {
            throw ElixirException.badArgument();
        }
    }

    private void word(long value) {
        out.integer(value, 32, false);
    }

    private void integer(long value) {
        if (value >= 0 && value <= 255) {
            out.octet(Tag.SMALL_INTEGER).octet(value);
        } else if (value == (int) value) {
            out.octet(Tag.INTEGER);
            word(value);
        } else {
            big(BigInteger.valueOf(value));
        }
    }

    private void big(BigInteger value) {
        BigInteger magnitude = value.abs();
        int length = (magnitude.bitLength() + 7) >>> 3;
        if (length <= 255) {
            out.octet(Tag.SMALL_BIG).octet(length);
        } else {
            out.octet(Tag.LARGE_BIG);
            word(length);
        }
        out.octet(value.signum() < 0 ? 1 : 0).integer(magnitude, 8L * length, true);
    }

    private void floating(double value) {
        if (options.minorVersion > 0) {
            out.octet(Tag.NEW_FLOAT).floating(value, 64, false);
            return;
        }
        byte[] text = Arrays.copyOf(FloatText.scientific(value, 20).getBytes(StandardCharsets.ISO_8859_1), 31);
        out.octet(Tag.FLOAT).bytes(text, 0, text.length);
    }

    private void atom(Atom atom) {
        byte[] name = atom.name().getBytes(StandardCharsets.UTF_8);
        if (options.minorVersion < 2 && atom.name().chars().allMatch(c -> c < 256)) {
            name = atom.name().getBytes(StandardCharsets.ISO_8859_1);
            out.octet(Tag.ATOM).integer((long) name.length, 16, false);
        } else if (name.length <= 255) {
            out.octet(Tag.SMALL_ATOM_UTF8).octet(name.length);
        } else {
            out.octet(Tag.ATOM_UTF8).integer((long) name.length, 16, false);
        }
        out.bytes(name, 0, name.length);
    }

    private void bitstring(Bitstring bits) {
        int partial = (int) (bits.bitSize() & 7);
        out.octet(partial == 0 ? Tag.BINARY : Tag.BIT_BINARY);
        word(bits.byteSize());
        if (partial != 0) {
            out.octet(partial);
        }
        out.bitstring(bits);
        if (partial != 0) {
            out.bits(0, 8 - partial);
        }
    }

    private void tuple(Tuple tuple) {
        int size = tuple.size();
        if (size <= 255) {
            out.octet(Tag.SMALL_TUPLE).octet(size);
        } else {
            out.octet(Tag.LARGE_TUPLE);
            word(size);
        }
        for (int i = 0; i < size; i++) {
            term(tuple.get(i));
        }
    }

    private void list(Cons list) {
        int length = 0;
        boolean bytes = true;
        Object rest = list;
        while (rest instanceof Cons cell) {
            length++;
            bytes &= cell.head instanceof Long x && x >= 0 && x <= 255;
            rest = cell.tail();
        }
        bytes &= rest == EmptyList.NIL && length <= MAX_STRING;
        if (bytes) {
            out.octet(Tag.STRING).integer((long) length, 16, false);
        } else {
            out.octet(Tag.LIST);
            word(length);
        }
        rest = list;
        while (rest instanceof Cons cell) {
            if (bytes) {
                out.octet(cell.head);
            } else {
                term(cell.head);
            }
            rest = cell.tail();
        }
        if (!bytes) {
            term(rest);
        }
    }

    private void map(ElixirMap map) {
        out.octet(Tag.MAP);
        word(map.size());
        if (options.deterministic) {
            Object[] keys = new Object[map.size()];
            int i = 0;
            for (ElixirMap.Cursor entry = map.cursor(); entry.next(); ) {
                keys[i++] = entry.key();
            }
            Arrays.sort(keys, TermOrder.EXACTLY);
            for (Object key : keys) {
                term(key);
                term(map.getOrFail(key));
            }
            return;
        }
        for (ElixirMap.Cursor entry = map.cursor(); entry.next(); ) {
            term(entry.key());
            term(entry.value());
        }
    }
}
