package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.List;

/** Text in nested parentheses, for dumps. Immutable. */
public sealed interface SExpression {
    /** The width that a group may have before it is broken into lines. */
    int WIDTH = 100;

    record Word(String text) implements SExpression {}

    record Group(List<SExpression> parts) implements SExpression {
        public Group {
            parts = List.copyOf(parts);
        }
    }

    static SExpression word(Object text) {
        return new Word(text.toString());
    }

    static SExpression group(SExpression... parts) {
        return new Group(List.of(parts));
    }

    /** A group that begins with {@code name}. */
    static SExpression group(String name, List<SExpression> parts) {
        List<SExpression> all = new ArrayList<>();
        all.add(word(name));
        all.addAll(parts);
        return new Group(all);
    }

    /** A group on one line when it fits; else the words that it begins with, and one part a line below them. */
    default String layout() {
        StringBuilder out = new StringBuilder();
        layout(this, 0, out);
        return out.toString();
    }

    private static void layout(SExpression expression, int indent, StringBuilder out) {
        switch (expression) {
            case Word word -> out.append(word.text());
            case Group group -> {
                String flat = flat(group);
                if (indent + flat.length() <= WIDTH) {
                    out.append(flat);
                } else {
                    broken(group, indent, out);
                }
            }
        }
    }

    private static void broken(Group group, int indent, StringBuilder out) {
        out.append('(');
        boolean first = true;
        boolean head = true;
        for (SExpression part : group.parts()) {
            head = head && (first || part instanceof Word);
            if (!first) {
                out.append(head ? " " : "\n" + " ".repeat(indent + 2));
            }
            layout(part, head ? indent + 1 : indent + 2, out);
            first = false;
        }
        out.append(')');
    }

    private static String flat(SExpression expression) {
        return switch (expression) {
            case Word word -> word.text();
            case Group group ->
                "("
                        + String.join(
                                " ",
                                group.parts().stream().map(SExpression::flat).toList()) + ")";
        };
    }
}
