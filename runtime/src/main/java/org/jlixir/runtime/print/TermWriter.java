package org.jlixir.runtime.print;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.erlang.TermNames;
import org.jlixir.runtime.number.FloatText;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;

/**
 * A term on one line, lists and binaries as numbers: {@code ~w}. With a depth, each element of a container is written with one
 * level less than the element before it, and what is left at level 1 is {@code ...}.
 */
public final class TermWriter {
    private final PrintOptions options;
    private final StringBuilder out = new StringBuilder();

    private TermWriter(PrintOptions options) {
        this.options = options;
    }

    /** @param depth how many levels are written, {@link PrintOptions#UNLIMITED} for all */
    public static String write(Object term, int depth, PrintOptions options) {
        TermWriter writer = new TermWriter(options);
        writer.term(term, depth);
        return writer.out.toString();
    }

    /** Terms that have no parts. */
    static String scalar(Object term, PrintOptions options) {
        return switch (term) {
            case Atom atom -> Quoting.atom(atom, options.unicode());
            case Double number -> FloatText.shortest(number);
            case Number number -> number.toString();
            default -> TermNames.of(term);
        };
    }

    private void term(Object term, int depth) {
        if (depth == 0) {
            out.append("...");
            return;
        }
        switch (term) {
            case Cons list -> list(list, depth);
            case EmptyList ignored -> out.append("[]");
            case Tuple tuple -> tuple(tuple, depth);
            case ElixirMap map -> map(map, depth);
            case Bitstring bits -> bitstring(bits, depth);
            default -> out.append(scalar(term, options));
        }
    }

    private void list(Cons list, int depth) {
        if (depth == 1) {
            out.append("[...]");
            return;
        }
        out.append('[');
        term(list.head, depth - 1);
        Object rest = list.tail();
        int left = depth - 1;
        while (rest != EmptyList.NIL) {
            boolean isElement = rest instanceof Cons;
            if (left == 1) {
                out.append("|...");
                break;
            }
            out.append(isElement ? ',' : '|');
            term(rest instanceof Cons cell ? cell.head : rest, left - 1);
            if (!isElement) {
                break;
            }
            rest = ((Cons) rest).tail();
            left--;
        }
        out.append(']');
    }

    private void tuple(Tuple tuple, int depth) {
        if (tuple.size() > 0 && depth == 1) {
            out.append("{...}");
            return;
        }
        out.append('{');
        int left = depth;
        for (int i = 0; i < tuple.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            if (left == 1) {
                out.append("...");
                break;
            }
            term(tuple.get(i), left - 1);
            left--;
        }
        out.append('}');
    }

    /** The level that ends the pairs shows dots even where no pair is left, as on the BEAM. */
    private void map(ElixirMap map, int depth) {
        out.append("#{");
        int left = depth;
        if (depth != 1) {
            boolean first = true;
            for (Object[] pair : pairs(map, options)) {
                if (!first) {
                    out.append(',');
                }
                first = false;
                term(pair[0], depth - 1);
                out.append(" => ");
                term(pair[1], depth - 1);
                left--;
                if (left == 1) {
                    out.append(",...");
                    break;
                }
            }
        }
        out.append('}');
    }

    static List<Object[]> pairs(ElixirMap map, PrintOptions options) {
        List<Object[]> pairs = new ArrayList<>(map.size());
        map.forEach((key, value) -> pairs.add(new Object[] {key, value}));
        var order = options.keyOrder();
        if (order != null) {
            pairs.sort((a, b) -> order.compare(a[0], b[0]));
        }
        return pairs;
    }

    private void bitstring(Bitstring bits, int depth) {
        out.append("<<").append(String.join(",", segments(bits, depth))).append(">>");
    }

    /** The bytes as numbers, the last one with its size where bits are left over; {@code ...} in place of what is too much. */
    static List<String> segments(Bitstring bits, int depth) {
        List<String> segments = new ArrayList<>();
        int size = bits.byteSize();
        int partial = (int) (bits.bitSize() & 7);
        for (int i = 0; i < size; i++) {
            if (depth > 0 && i == depth - 1) {
                segments.add("...");
                break;
            }
            int value = bits.byteAt(i);
            segments.add(
                    partial != 0 && i == size - 1 ? (value >>> 8 - partial) + ":" + partial : Integer.toString(value));
        }
        return segments;
    }
}
