package org.jlixir.runtime.erlang;

import java.nio.charset.StandardCharsets;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.number.FloatText;
import org.jlixir.runtime.number.IntegerText;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** {@code :erlang}: atoms and numbers to text and back. */
@ErlangModule("erlang")
public final class ErlangText {
    private static final Atom LATIN1 = Atom.of("latin1");
    private static final Atom UTF8 = Atom.of("utf8");
    private static final Atom UNICODE = Atom.of("unicode");
    private static final Atom SHORT = Atom.of("short");
    private static final Atom COMPACT = Atom.of("compact");
    private static final Atom DECIMALS = Atom.of("decimals");
    private static final Atom SCIENTIFIC = Atom.of("scientific");

    private ErlangText() {}

    // ---- atoms

    @Builtin(value = "atom_to_binary", pure = true)
    public static Object atomToBinary(Object atom) {
        return Bitstring.of(Args.atom(atom).name());
    }

    @Builtin(value = "atom_to_binary", pure = true)
    public static Object atomToBinary(Object atom, Object encoding) {
        String name = Args.atom(atom).name();
        return isLatin1(encoding) ? Bitstring.ofBytes(latin1Bytes(name)) : Bitstring.of(name);
    }

    @Builtin(value = "atom_to_list", pure = true)
    public static Object atomToList(Object atom) {
        return Args.charlist(Args.atom(atom).name());
    }

    /** Makes atoms, so the table grows: not pure. */
    @Builtin("binary_to_atom")
    public static Object binaryToAtom(Object binary) {
        return atom(Args.utf8(binary));
    }

    @Builtin("binary_to_atom")
    public static Object binaryToAtom(Object binary, Object encoding) {
        return atom(decode(binary, encoding));
    }

    @Builtin("binary_to_existing_atom")
    public static Object binaryToExistingAtom(Object binary) {
        return existing(Args.utf8(binary));
    }

    @Builtin("binary_to_existing_atom")
    public static Object binaryToExistingAtom(Object binary, Object encoding) {
        return existing(decode(binary, encoding));
    }

    @Builtin("list_to_atom")
    public static Object listToAtom(Object characters) {
        return atom(Args.characters(characters));
    }

    @Builtin("list_to_existing_atom")
    public static Object listToExistingAtom(Object characters) {
        return existing(Args.characters(characters));
    }

    private static String decode(Object binary, Object encoding) {
        return isLatin1(encoding) ? Args.binary(binary).latin1() : Args.utf8(binary);
    }

    private static Atom atom(String name) {
        if (name.length() > Atom.MAX_LENGTH && name.codePointCount(0, name.length()) > Atom.MAX_LENGTH) {
            throw ElixirException.systemLimit();
        }
        return Atom.of(name);
    }

    private static Atom existing(String name) {
        Atom atom = Atom.existing(name);
        if (atom == null) {
            throw Args.badarg();
        }
        return atom;
    }

    private static boolean isLatin1(Object encoding) {
        if (encoding == LATIN1) {
            return true;
        }
        if (encoding == UTF8 || encoding == UNICODE) {
            return false;
        }
        throw Args.badarg();
    }

    private static byte[] latin1Bytes(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = text.charAt(i);
            if (c > 255) {
                throw Args.badarg();
            }
            bytes[i] = (byte) c;
        }
        return bytes;
    }

    // ---- integers

    @Builtin(value = "integer_to_binary", pure = true)
    public static Object integerToBinary(Object integer) {
        return integer instanceof Long small ? IntegerText.decimal(small) : ascii(integerText(integer, 10L));
    }

    @Builtin(value = "integer_to_binary", pure = true)
    public static Object integerToBinary(Object integer, Object base) {
        return ascii(integerText(integer, base));
    }

    @Builtin(value = "integer_to_list", pure = true)
    public static Object integerToList(Object integer) {
        return Args.charlist(integerText(integer, 10L));
    }

    @Builtin(value = "integer_to_list", pure = true)
    public static Object integerToList(Object integer, Object base) {
        return Args.charlist(integerText(integer, base));
    }

    private static String integerText(Object integer, Object base) {
        if (!Arithmetic.isInteger(integer)) {
            throw Args.badarg();
        }
        return IntegerText.of(integer, base(base));
    }

    @Builtin(value = "binary_to_integer", pure = true)
    public static Object binaryToInteger(Object binary) {
        return parsed(IntegerText.parse(Args.binary(binary).latin1(), 10));
    }

    @Builtin(value = "binary_to_integer", pure = true)
    public static Object binaryToInteger(Object binary, Object base) {
        return parsed(IntegerText.parse(Args.binary(binary).latin1(), base(base)));
    }

    @Builtin(value = "list_to_integer", pure = true)
    public static Object listToInteger(Object characters) {
        return parsed(IntegerText.parse(Args.characters(characters), 10));
    }

    @Builtin(value = "list_to_integer", pure = true)
    public static Object listToInteger(Object characters, Object base) {
        return parsed(IntegerText.parse(Args.characters(characters), base(base)));
    }

    private static int base(Object base) {
        return Args.integer(base, Character.MIN_RADIX, Character.MAX_RADIX);
    }

    private static Object parsed(@Nullable Object value) {
        if (value == null) {
            throw Args.badarg();
        }
        return value;
    }

    // ---- floats

    @Builtin(value = "float_to_binary", pure = true)
    public static Object floatToBinary(Object number) {
        return ascii(FloatText.scientific(requireFloat(number), 20));
    }

    @Builtin(value = "float_to_binary", pure = true)
    public static Object floatToBinary(Object number, Object options) {
        return ascii(floatText(requireFloat(number), options));
    }

    @Builtin(value = "float_to_list", pure = true)
    public static Object floatToList(Object number) {
        return Args.charlist(FloatText.scientific(requireFloat(number), 20));
    }

    @Builtin(value = "float_to_list", pure = true)
    public static Object floatToList(Object number, Object options) {
        return Args.charlist(floatText(requireFloat(number), options));
    }

    @Builtin(value = "binary_to_float", pure = true)
    public static Object binaryToFloat(Object binary) {
        return parsed(FloatText.parse(Args.binary(binary).latin1()));
    }

    @Builtin(value = "list_to_float", pure = true)
    public static Object listToFloat(Object characters) {
        return parsed(FloatText.parse(Args.characters(characters)));
    }

    private static double requireFloat(Object number) {
        if (number instanceof Double x) {
            return x;
        }
        throw Args.badarg();
    }

    /** The last of {@code {decimals, N}}, {@code {scientific, N}} and {@code short} decides; {@code compact} may be anywhere. */
    private static String floatText(double value, Object options) {
        Atom form = SCIENTIFIC;
        int places = 20;
        boolean compact = false;
        Object rest = options;
        while (rest instanceof Cons cell) {
            if (cell.head == COMPACT) {
                compact = true;
            } else if (cell.head == SHORT) {
                form = SHORT;
            } else if (cell.head instanceof Tuple pair && pair.size() == 2 && pair.get(0) == DECIMALS) {
                form = DECIMALS;
                places = Args.integer(pair.get(1), 0, 253);
            } else if (cell.head instanceof Tuple pair && pair.size() == 2 && pair.get(0) == SCIENTIFIC) {
                form = SCIENTIFIC;
                places = Args.integer(pair.get(1), 0, 249);
            } else {
                throw Args.badarg();
            }
            rest = cell.tail();
        }
        if (rest != EmptyList.NIL) {
            throw Args.badarg();
        }
        if (form == SHORT) {
            return FloatText.shortest(value);
        }
        String text =
                form == DECIMALS ? FloatText.decimals(value, places, compact) : FloatText.scientific(value, places);
        if (text == null) {
            throw Args.badarg();
        }
        return text;
    }

    private static Bitstring ascii(String text) {
        return Bitstring.ofBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
