package org.jlixir.compiler.interpreter;

import static org.jlixir.compiler.quoted.Words.*;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Tuple3;

/** Bitstrings, bit by bit. */
final class Bits {
    private Bits() {}

    /** A specification taken apart. */
    private record Spec(String type, boolean little, boolean signed, long unit, long size) {
        static Spec of(Interpreter interpreter, Object form, Interpreter.Vars vars) {
            boolean little = false;
            boolean signed = false;
            long unit = -1;
            long size = -1;
            Object rest = form;
            while (rest instanceof Tuple3 chain && chain.e0 == MINUS) {
                Tuple3 modifier = (Tuple3) Form.at(chain.e2, 1);
                switch (((Atom) modifier.e0).name()) {
                    case "little" -> little = true;
                    case "signed" -> signed = true;
                    case "unit" -> unit = (Long) Form.at(modifier.e2, 0);
                    case "size" -> {
                        Object value = interpreter.eval(Form.at(modifier.e2, 0), vars);
                        size = value instanceof Long n ? n : -2;
                    }
                    default -> {
                        continue;
                    }
                }
                rest = Form.at(chain.e2, 0);
            }
            String type = ((Atom) ((Tuple3) rest).e0).name();
            return new Spec(type, little, signed, unit, size);
        }

        long bits() {
            long u = unit < 0 ? type.equals("binary") ? 8 : 1 : unit;
            if (size >= 0) {
                return size * u;
            }
            return type.equals("integer") ? 8 : type.equals("float") ? 64 : -1;
        }
    }

    static Object build(Interpreter interpreter, Object segments, Interpreter.Vars vars) {
        BitWriter out = new BitWriter();
        for (Object rest = segments; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple3 segment = (Tuple3) cell.head;
            Object value = interpreter.eval(Form.at(segment.e2, 0), vars);
            Spec spec = Spec.of(interpreter, Form.at(segment.e2, 1), vars);
            write(out, value, spec);
        }
        return out.finish();
    }

    private static void write(BitWriter out, Object value, Spec spec) {
        switch (spec.type) {
            case "integer" -> {
                if (!(value instanceof Long || value instanceof BigInteger)) {
                    throw ElixirException.badArgument();
                }
                out.integer(new BigInteger(value.toString()), (int) spec.bits(), spec.little);
            }
            case "float" -> {
                if (!(value instanceof Number number)) {
                    throw ElixirException.badArgument();
                }
                out.integer(BigInteger.valueOf(Double.doubleToRawLongBits(number.doubleValue())), 64, spec.little);
            }
            case "utf8" -> {
                if (value instanceof Bitstring text) {
                    out.bits(text, text.bitSize());
                } else {
                    out.bits(Bitstring.of(new String(Character.toChars(((Long) value).intValue()))), -1);
                }
            }
            case "utf16", "utf32" -> {
                String text = value instanceof Bitstring b
                        ? b.utf8()
                        : new String(Character.toChars(((Long) value).intValue()));
                byte[] bytes = text.getBytes(
                        spec.type.equals("utf16")
                                ? StandardCharsets.UTF_16BE
                                : java.nio.charset.Charset.forName("UTF-32BE"));
                out.bits(Bitstring.ofBytes(bytes), -1);
            }
            default -> {
                if (!(value instanceof Bitstring bits)) {
                    throw ElixirException.badArgument();
                }
                long size = spec.bits();
                if (size > bits.bitSize() || spec.type.equals("binary") && size < 0 && !bits.isBinary()) {
                    throw ElixirException.badArgument();
                }
                out.bits(bits, size);
            }
        }
    }

    static boolean matches(
            Interpreter interpreter, Object segments, Object value, Interpreter.Vars vars, Set<Integer> bound) {
        return value instanceof Bitstring bits && take(interpreter, segments, bits, vars, bound) == bits.bitSize();
    }

    /** @return how many bits the segments have taken off the front, -1 when they do not match */
    static long take(
            Interpreter interpreter, Object segments, Bitstring bits, Interpreter.Vars vars, Set<Integer> bound) {
        long at = 0;
        for (Object rest = segments; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple3 segment = (Tuple3) cell.head;
            Object pattern = Form.at(segment.e2, 0);
            Spec spec = Spec.of(interpreter, Form.at(segment.e2, 1), vars);
            if (spec.size == -2) {
                return -1;
            }
            if (pattern instanceof Bitstring literal && spec.size < 0) {
                if (at + literal.bitSize() > bits.bitSize()
                        || !bits.slice(at, literal.bitSize()).equals(literal)) {
                    return -1;
                }
                at += literal.bitSize();
                continue;
            }
            if (spec.type.startsWith("utf")) {
                int length = utf8Length(bits, at);
                if (length == 0) {
                    return -1;
                }
                long point = bits.slice(at, length * 8L).utf8().codePointAt(0);
                if (!interpreter.matches(pattern, point, vars, bound)) {
                    return -1;
                }
                at += length * 8L;
                continue;
            }
            long size = spec.bits();
            if (size < 0) {
                size = bits.bitSize() - at;
                if (spec.type.equals("binary") && size % 8 != 0) {
                    return -1;
                }
            }
            if (at + size > bits.bitSize()) {
                return -1;
            }
            Bitstring part = bits.slice(at, size);
            Object value = switch (spec.type) {
                case "integer" -> integer(part, spec);
                case "float" ->
                    Double.longBitsToDouble(new BigInteger(integer(part, spec).toString()).longValue());
                default -> part;
            };
            if (!interpreter.matches(pattern, value, vars, bound)) {
                return -1;
            }
            at += size;
        }
        return at;
    }

    private static int utf8Length(Bitstring bits, long at) {
        if (at + 8 > bits.bitSize()) {
            return 0;
        }
        int first = bits.slice(at, 8).byteAt(0);
        int length = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : first >> 3 == 30 ? 4 : 0;
        return at + length * 8L > bits.bitSize() ? 0 : length;
    }

    private static Object integer(Bitstring part, Spec spec) {
        byte[] bytes = part.toBytes();
        if (spec.little) {
            for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
                byte b = bytes[i];
                bytes[i] = bytes[j];
                bytes[j] = b;
            }
        }
        BigInteger value = new BigInteger(1, bytes).shiftRight((int) (bytes.length * 8L - part.bitSize()));
        if (spec.signed && part.bitSize() > 0 && value.testBit((int) part.bitSize() - 1)) {
            value = value.subtract(BigInteger.ONE.shiftLeft((int) part.bitSize()));
        }
        return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }

    /** Writes bits one after the other. */
    private static final class BitWriter {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int current;
        private int filled;
        private long size;

        void bit(boolean set) {
            current = current << 1 | (set ? 1 : 0);
            size++;
            if (++filled == 8) {
                bytes.write(current);
                current = 0;
                filled = 0;
            }
        }

        void integer(BigInteger value, int bits, boolean little) {
            if (little) {
                for (int i = 0; i < bits; i += 8) {
                    for (int j = Math.min(7, bits - i - 1); j >= 0; j--) {
                        bit(value.testBit(i + j));
                    }
                }
            } else {
                for (int i = bits - 1; i >= 0; i--) {
                    bit(value.testBit(i));
                }
            }
        }

        void bits(Bitstring value, long count) {
            long n = count < 0 ? value.bitSize() : count;
            for (long i = 0; i < n; i++) {
                bit((value.byteAt((int) (i / 8)) >> (7 - i % 8) & 1) == 1);
            }
        }

        Bitstring finish() {
            long bits = size;
            while (filled != 0) {
                bit(false);
            }
            return new Bitstring(bytes.toByteArray(), 0, bits);
        }
    }
}
