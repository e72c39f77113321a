package org.jlixir.grammar;

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
        write(term, 0, out);
        return out.toString();
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
