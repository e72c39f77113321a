package org.jlixir.grammar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** Prints quoted forms on one line, as {@code inspect/1} would, but for charlists and sigils. */
final class Inspect {
    private Inspect() {}

    static String of(Object term) {
        return switch (term) {
            case Atom atom -> atom(atom.name());
            case Bitstring binary -> "\"" + escaped(binary) + "\"";
            case EmptyList _ -> "[]";
            case Cons list -> list(TermList.toJava(list));
            case Tuple tuple -> joined("{", List.of(tuple.toArray()), "}");
            default -> term.toString();
        };
    }

    private static String list(List<Object> elements) {
        if (elements.stream().allMatch(Inspect::isPair)) {
            return elements.stream()
                    .map(e -> key(((Atom) ((Tuple) e).get(0)).name()) + " " + of(((Tuple) e).get(1)))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return joined("[", elements, "]");
    }

    private static boolean isPair(Object element) {
        return element instanceof Tuple tuple && tuple.size() == 2 && tuple.get(0) instanceof Atom;
    }

    private static String joined(String open, List<Object> elements, String close) {
        return elements.stream().map(Inspect::of).collect(Collectors.joining(", ", open, close));
    }

    private static String atom(String name) {
        return switch (name) {
            case "true", "false", "nil" -> name;
            default -> name.startsWith("Elixir.") ? name.substring(7) : ":" + quoted(name);
        };
    }

    private static String key(String name) {
        return quoted(name) + ":";
    }

    private static String quoted(String name) {
        return name.matches("[\\p{L}_][\\p{L}\\p{N}_@]*[?!]?") ? name : "\"" + name + "\"";
    }

    private static String escaped(Bitstring binary) {
        StringBuilder out = new StringBuilder();
        String text = binary.utf8();
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), binary.toBytes())) {
            for (byte b : binary.toBytes()) {
                out.append(String.format("\\x%02X", b));
            }
            return out.toString();
        }
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c < 32 || c == 127) {
                        out.append(String.format("\\x%02X", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }
}
