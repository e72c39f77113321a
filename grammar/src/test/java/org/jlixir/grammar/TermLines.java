package org.jlixir.grammar;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** Prints terms a node a line, as {@code src/test/tools/dump_quoted.exs} does. */
final class TermLines {
    private TermLines() {}

    static String of(Object term) {
        StringBuilder out = new StringBuilder();
        write(common(term), 0, out);
        return out.toString();
    }

    /** What Elixir 1.18 and 1.20 have in common: see the script. */
    private static Object common(Object term) {
        if (term instanceof Cons cell) {
            List<Object> all = new ArrayList<>();
            TermList.toJava(cell).forEach(e -> all.add(common(e)));
            return TermList.from(all);
        }
        if (!(term instanceof Tuple tuple)) {
            return term;
        }
        if (tuple.size() == 3 && (tuple.get(0) == Atom.of("not") || tuple.get(0) == Atom.of("!"))) {
            List<Object> arguments = TermList.toJava(tuple.get(2));
            if (arguments.size() == 1
                    && arguments.getFirst() instanceof Tuple in
                    && in.size() == 3
                    && in.get(0) == Atom.of("in")
                    && TermList.properLength(in.get(2)) == 2) {
                Object inner = Tuple.of(in.get(0), EmptyList.NIL, common(in.get(2)));
                return Tuple.of(tuple.get(0), EmptyList.NIL, TermList.of(inner));
            }
        }
        if (tuple.size() == 3 && tuple.get(0) == Atom.of("__block__") && tuple.get(2) == EmptyList.NIL) {
            List<Object> meta = TermList.toJava(tuple.get(1));
            meta.removeIf(entry -> key(entry).equals("line") || key(entry).equals("column"));
            return Tuple.of(tuple.get(0), common(TermList.from(meta)), tuple.get(2));
        }
        if (tuple.size() == 3
                && tuple.get(0) instanceof Tuple callee
                && callee.size() == 3
                && TermList.properLength(callee.get(2)) >= 0
                && TermList.properLength(tuple.get(2)) >= 0) {
            List<Object> meta = TermList.toJava(tuple.get(1));
            meta.removeIf(entry ->
                    key(entry).equals("newlines") || key(entry).equals("closing") && tuple.get(2) == EmptyList.NIL);
            return Tuple.of(common(callee), common(TermList.from(meta)), common(tuple.get(2)));
        }
        if (tuple.size() == 2 && tuple.get(0) == Atom.of("parens") && tuple.get(1) instanceof Cons meta) {
            List<Object> entries = TermList.toJava(meta);
            entries.sort((a, b) -> key(a).compareTo(key(b)));
            return Tuple.of(tuple.get(0), TermList.from(entries));
        }
        Object[] elements = tuple.toArray();
        for (int i = 0; i < elements.length; i++) {
            elements[i] = common(elements[i]);
        }
        return Tuple.ofArray(elements);
    }

    private static String key(Object entry) {
        return ((Atom) ((Tuple) entry).get(0)).name();
    }

    private static void write(Object term, int depth, StringBuilder out) {
        out.repeat(' ', depth);
        switch (term) {
            case EmptyList _ -> out.append("[\n").repeat(' ', depth).append("]\n");
            case Cons cell -> {
                out.append("[\n");
                TermList.toJava(cell).forEach(e -> write(e, depth + 1, out));
                out.repeat(' ', depth).append("]\n");
            }
            case Tuple tuple -> {
                out.append("{\n");
                for (int i = 0; i < tuple.size(); i++) {
                    write(tuple.get(i), depth + 1, out);
                }
                out.repeat(' ', depth).append("}\n");
            }
            case Bitstring binary -> {
                out.append("bin ");
                for (byte b : binary.toBytes()) {
                    out.append(String.format("%02X", b));
                }
                out.append('\n');
            }
            case Double d -> out.append(String.format("float %016X%n", Double.doubleToRawLongBits(d)));
            case Atom atom -> out.append("atom ").append(atom.name()).append('\n');
            default -> out.append("int ").append(term).append('\n');
        }
    }
}
