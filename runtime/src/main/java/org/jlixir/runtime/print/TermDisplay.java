package org.jlixir.runtime.print;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jlixir.runtime.erlang.TermNames;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Tuple;

/**
 * A term in the notation of the emulator itself, {@code erlang:display/1}: lists and binaries of printable characters as text, floats
 * with six decimals, reserved words without quotes.
 */
public final class TermDisplay {
    private final StringBuilder out = new StringBuilder();

    private TermDisplay() {}

    /** The text; each character stands for a byte. */
    public static String of(Object term) {
        TermDisplay display = new TermDisplay();
        display.term(term);
        return display.out.toString();
    }

    private void term(Object term) {
        switch (term) {
            case Atom atom -> atom(atom.name());
            case Double number -> out.append(String.format(Locale.ROOT, "%.6e", number));
            case EmptyList _ -> out.append("[]");
            case Cons list -> list(list);
            case Tuple tuple -> tuple(tuple);
            case ElixirMap map -> map(map);
            case Bitstring bits -> bitstring(bits);
            case Fun fun when fun.isExternal() -> function(fun);
            default -> out.append(TermNames.of(term));
        }
    }

    /** The emulator quotes an atom with an at sign, which Erlang's syntax does not ask for. */
    private void atom(String name) {
        boolean plain = Quoting.looksLikeAtom(name) && name.indexOf('@') < 0;
        out.append(bytes(plain ? name : Quoting.quoted(name, '\'', true)));
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private void function(Fun fun) {
        out.append("fun ");
        atom(fun.module().name());
        out.append(':');
        atom(fun.name().name());
        out.append('/').append(fun.arity());
    }

    private void list(Cons list) {
        if (isText(list)) {
            text(list);
            return;
        }
        out.append('[');
        term(list.head);
        Object rest = list.tail();
        while (rest instanceof Cons cell) {
            out.append(',');
            term(cell.head);
            rest = cell.tail();
        }
        if (rest != EmptyList.NIL) {
            out.append('|');
            term(rest);
        }
        out.append(']');
    }

    private static boolean isText(Object list) {
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (!(cell.head instanceof Long c && (isPrintable(c) || c >= 160 && c <= 255 || isLayout(c)))) {
                return false;
            }
            rest = cell.tail();
        }
        return rest == EmptyList.NIL;
    }

    private static boolean isPrintable(long c) {
        return c >= ' ' && c < 127;
    }

    private static boolean isLayout(long c) {
        return c == '\n' || c == '\t' || c == '\r';
    }

    private void text(Object list) {
        out.append('"');
        for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
            character((char) (long) (Long) cell.head);
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '"' -> out.append("\\\"");
            default -> out.append(c);
        }
    }

    private void tuple(Tuple tuple) {
        out.append('{');
        for (int i = 0; i < tuple.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            term(tuple.get(i));
        }
        out.append('}');
    }

    private void map(ElixirMap map) {
        out.append("#{");
        int start = out.length();
        map.forEach((key, value) -> {
            if (out.length() > start) {
                out.append(',');
            }
            term(key);
            out.append("=>");
            term(value);
        });
        out.append('}');
    }

    private void bitstring(Bitstring bits) {
        out.append("<<");
        if (bits.isBinary() && bits.byteSize() > 0 && isPrintable(bits)) {
            out.append('"');
            for (int i = 0; i < bits.byteSize(); i++) {
                character((char) bits.byteAt(i));
            }
            out.append('"');
        } else {
            out.append(String.join(",", TermWriter.segments(bits, PrintOptions.UNLIMITED)));
        }
        out.append(">>");
    }

    private static boolean isPrintable(Bitstring binary) {
        for (int i = 0; i < binary.byteSize(); i++) {
            if (!isPrintable(binary.byteAt(i))) {
                return false;
            }
        }
        return true;
    }
}
