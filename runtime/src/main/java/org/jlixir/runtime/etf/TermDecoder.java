package org.jlixir.runtime.etf;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jlixir.runtime.bits.BitstringReader;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.number.FloatText;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.MapBuilder;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Tuple;

/**
 * Reads terms in the external term format. Bytes that are none raise {@code :badarg}. Confined to one thread; good for one
 * term.
 */
public final class TermDecoder {
    /** Makes the value of {@code &Mod.fun/arity}. */
    @FunctionalInterface
    public interface ExternalFunctions {
        Fun external(Atom module, Atom name, int arity);
    }

    private final Bitstring source;
    private final boolean safe;
    private final ExternalFunctions functions;
    private int position;

    private TermDecoder(Bitstring source, boolean safe, ExternalFunctions functions) {
        this.source = source;
        this.safe = safe;
        this.functions = functions;
    }

    /** A term and how many bytes of the source it took. */
    public record Decoded(Object term, int used) {}

    /**
     * Reads the term at the start of {@code source}; bytes may follow it.
     *
     * @param safe whether to refuse atoms that do not exist yet
     */
    public static Decoded decode(Bitstring source, boolean safe, ExternalFunctions functions) {
        if (!source.isBinary()) {
            throw ElixirException.badArgument();
        }
        TermDecoder decoder = new TermDecoder(source.aligned(), safe, functions);
        if (decoder.octet() != Tag.VERSION) {
            throw ElixirException.badArgument();
        }
        if (source.byteSize() > 1 && source.byteAt(1) == Tag.COMPRESSED) {
            return decoder.compressed();
        }
        return new Decoded(decoder.term(), decoder.position);
    }

    private Decoded compressed() {
        octet();
        int size = length();
        byte[] packed =
                source.slice(8L * position, source.bitSize() - 8L * position).toBytes();
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] body = new byte[size];
            int length = 0;
            while (length < size) {
                int more = inflater.inflate(body, length, size - length);
                if (more == 0) {
                    throw ElixirException.badArgument();
                }
                length += more;
            }
            if (!inflater.finished() && inflater.inflate(new byte[1]) != 0) {
                throw ElixirException.badArgument();
            }
            TermDecoder inner = new TermDecoder(Bitstring.ofBytes(body), safe, functions);
            return new Decoded(inner.term(), position + (int) inflater.getBytesRead());
        } catch (DataFormatException e) {
            throw ElixirException.badArgument();
        } finally {
            inflater.end();
        }
    }

    // ---- pieces

    private int octet() {
        int value = BitstringReader.octet(source, 8L * position);
        if (value < 0) {
            throw ElixirException.badArgument();
        }
        position++;
        return value;
    }

    private long unsigned(int bytes) {
        require(bytes);
        long value = BitstringReader.bits(source, 8L * position, 8 * bytes);
        position += bytes;
        return value;
    }

    private void require(long bytes) {
        if (bytes > source.byteSize() - position) {
            throw ElixirException.badArgument();
        }
    }

    /** A length in four bytes, which must fit Java's arrays. */
    private int length() {
        long value = unsigned(4);
        if (value > Integer.MAX_VALUE - 16) {
            throw ElixirException.badArgument();
        }
        return (int) value;
    }

    private Bitstring bytes(int count) {
        require(count);
        Bitstring bytes = source.sliceBytes(position, count);
        position += count;
        return bytes;
    }

    // ---- terms

    private Object term() {
        int tag = octet();
        return switch (tag) {
            case Tag.SMALL_INTEGER -> (long) octet();
            case Tag.INTEGER -> (long) (int) unsigned(4);
            case Tag.SMALL_BIG -> big(octet());
            case Tag.LARGE_BIG -> big(length());
            case Tag.NEW_FLOAT -> newFloat();
            case Tag.FLOAT -> oldFloat();
            case Tag.NIL -> EmptyList.NIL;
            case Tag.STRING -> string();
            case Tag.LIST -> list(length());
            case Tag.BINARY -> bytes(length());
            case Tag.BIT_BINARY -> bitBinary();
            case Tag.SMALL_TUPLE -> tuple(octet());
            case Tag.LARGE_TUPLE -> tuple(length());
            case Tag.MAP -> map(length());
            case Tag.ATOM, Tag.SMALL_ATOM, Tag.ATOM_UTF8, Tag.SMALL_ATOM_UTF8 -> atom(tag);
            case Tag.NEW_PID, Tag.PID -> pid(tag);
            case Tag.NEWER_REFERENCE, Tag.NEW_REFERENCE -> reference(tag);
            case Tag.V4_PORT, Tag.NEW_PORT, Tag.PORT -> port(tag);
            case Tag.EXPORT -> export();
            default -> throw ElixirException.badArgument();
        };
    }

    private Object big(int length) {
        int sign = octet();
        byte[] bytes = bytes(length).toBytes();
        byte[] magnitude = new byte[length];
        for (int i = 0; i < length; i++) {
            magnitude[i] = bytes[length - 1 - i];
        }
        return Arithmetic.normalize(new BigInteger(sign == 0 ? 1 : -1, magnitude));
    }

    private Object newFloat() {
        Double value = BitstringReader.floating(bytes(8), 0, 64, false);
        if (value == null) {
            throw ElixirException.badArgument();
        }
        return value;
    }

    private Object oldFloat() {
        String text = bytes(31).latin1();
        int end = text.indexOf('\0');
        Double value = FloatText.parse(end < 0 ? text : text.substring(0, end));
        if (value == null) {
            throw ElixirException.badArgument();
        }
        return value;
    }

    private Object string() {
        int length = (int) unsigned(2);
        require(length);
        ListBuilder list = new ListBuilder();
        for (int i = 0; i < length; i++) {
            list.add((long) octet());
        }
        return list.finish();
    }

    private Object list(int length) {
        require(length);
        ListBuilder list = new ListBuilder();
        for (int i = 0; i < length; i++) {
            list.add(term());
        }
        Object tail = term();
        return list.finish(tail);
    }

    private Object bitBinary() {
        int length = length();
        int bits = octet();
        Bitstring bytes = bytes(length);
        if (bits < 1 || bits > 8 || length == 0) {
            throw ElixirException.badArgument();
        }
        return bytes.slice(0, 8L * (length - 1) + bits);
    }

    private Object tuple(int size) {
        require(size);
        Object[] elements = new Object[size];
        for (int i = 0; i < size; i++) {
            elements[i] = term();
        }
        return Tuple.ofArray(elements);
    }

    private Object map(int size) {
        require(2L * size);
        MapBuilder builder = ElixirMap.builder();
        for (int i = 0; i < size; i++) {
            Object key = term();
            builder.put(key, term());
        }
        ElixirMap map = builder.build();
        if (map.size() != size) {
            throw ElixirException.badArgument();
        }
        return map;
    }

    private Atom atom(int tag) {
        boolean small = tag == Tag.SMALL_ATOM || tag == Tag.SMALL_ATOM_UTF8;
        boolean utf8 = tag == Tag.ATOM_UTF8 || tag == Tag.SMALL_ATOM_UTF8;
        Bitstring bytes = bytes(small ? octet() : (int) unsigned(2));
        String name = text(bytes, utf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        if (name.codePointCount(0, name.length()) > Atom.MAX_LENGTH) {
            throw ElixirException.badArgument();
        }
        Atom atom = safe ? Atom.existing(name) : Atom.of(name);
        if (atom == null) {
            throw ElixirException.badArgument();
        }
        return atom;
    }

    private static String text(Bitstring bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes.toBytes())).toString();
        } catch (CharacterCodingException e) {
            throw ElixirException.badArgument();
        }
    }

    private Atom node() {
        if (term() instanceof Atom node) {
            return node;
        }
        throw ElixirException.badArgument();
    }

    private int creation(boolean wide) {
        return (int) unsigned(wide ? 4 : 1);
    }

    private Object pid(int tag) {
        Atom node = node();
        int number = (int) unsigned(4);
        int serial = (int) unsigned(4);
        return new Pid(node, number, serial, creation(tag == Tag.NEW_PID));
    }

    private Object reference(int tag) {
        int length = (int) unsigned(2);
        Atom node = node();
        int creation = creation(tag == Tag.NEWER_REFERENCE);
        if (length < 1 || length > 5) {
            throw ElixirException.badArgument();
        }
        int[] words = new int[Math.max(length, 3)];
        for (int i = 0; i < length; i++) {
            words[i] = (int) unsigned(4);
        }
        return new Reference(node, creation, words[0], words[1], words[2]);
    }

    private Object port(int tag) {
        Atom node = node();
        long number = unsigned(tag == Tag.V4_PORT ? 8 : 4);
        return new Port(node, number, creation(tag != Tag.PORT));
    }

    private Object export() {
        if (term() instanceof Atom module
                && term() instanceof Atom name
                && term() instanceof Long arity
                && arity >= 0
                && arity <= 255) {
            return functions.external(module, name, (int) (long) arity);
        }
        throw ElixirException.badArgument();
    }
}
