package org.jlixir.compiler.module;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jlixir.compiler.expand.CodeText;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** The documentation of a module: what {@code @doc}, {@code @moduledoc} and {@code @typedoc} have said, as the docs chunk. */
final class Docs {
    private static final Bitstring ENGLISH = Bitstring.of("en");
    private static final Atom NONE = Atom.of("none");
    private static final Atom HIDDEN = Atom.of("hidden");

    /** An entry of the chunk before it is one. */
    private static final class Entry {
        final Atom kind;
        final Signature signature;
        final int line;
        String text;
        Object doc = NONE;
        ElixirMap meta = ElixirMap.EMPTY;

        Entry(Atom kind, Signature signature, int line, String text) {
            this.kind = kind;
            this.signature = signature;
            this.line = line;
            this.text = text;
        }
    }

    private record Key(Atom kind, Signature signature) {}

    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    /**
     * Adds a function, macro, type or callback, or says more of it.
     *
     * @param kind {@code :function}, {@code :macro}, {@code :type}, {@code :callback} or {@code :macrocallback}
     * @param text how it is called, such as {@code f(a, b)}
     */
    void add(Atom kind, Signature signature, int line, String text, @Nullable Object doc, ElixirMap meta) {
        Entry entry = entries.computeIfAbsent(new Key(kind, signature), _ -> new Entry(kind, signature, line, text));
        if (doc != null) {
            entry.doc = doc(doc);
        }
        entry.meta = entry.meta.merge(meta);
    }

    private static Object doc(Object value) {
        if (value instanceof Bitstring) {
            return ElixirMap.of(ENGLISH, value);
        }
        return value == Atom.FALSE ? HIDDEN : NONE;
    }

    Object chunk(int line, @Nullable Object moduledoc, ElixirMap meta) {
        ListBuilder list = new ListBuilder();
        for (Entry entry : entries.values()) {
            list.add(Tuple.of(
                    new Tuple3(entry.kind, entry.signature.name(), (long) entry.signature.arity()),
                    (long) entry.line,
                    TermList.of(Bitstring.of(entry.text)),
                    entry.doc,
                    entry.meta));
        }
        return Tuple.of(
                Atom.of("docs_v1"),
                (long) line,
                Atom.of("elixir"),
                Bitstring.of("text/markdown"),
                moduledoc == null ? NONE : doc(moduledoc),
                meta,
                list.finish());
    }

    /** How a definition with these arguments is called. */
    static String signature(Signature signature, Object args) {
        StringBuilder out = new StringBuilder(signature.name().name()).append('(');
        int position = 0;
        for (Object rest = args; rest instanceof Cons cell; rest = cell.tail()) {
            if (position > 0) {
                out.append(", ");
            }
            out.append(argument(cell.head, ++position));
        }
        return out.append(')').toString();
    }

    private static String argument(Object form, int position) {
        if (form instanceof Tuple3 node) {
            if (Form.isVariable(node)) {
                String name = ((Atom) node.e0).name();
                return name.equals("_") ? "arg" + position : name.startsWith("_") ? name.substring(1) : name;
            }
            if (node.e0 == Words.DEFAULT && Form.length(node.e2) == 2) {
                return argument(Form.at(node.e2, 0), position) + " \\\\ " + CodeText.plain(Form.at(node.e2, 1));
            }
            if (node.e0 == Words.MATCH && Form.length(node.e2) == 2) {
                Object right = Form.at(node.e2, 1);
                return argument(Form.isVariable(right) ? right : Form.at(node.e2, 0), position);
            }
            if (node.e0 == Words.MAP) {
                return "map";
            }
            if (node.e0 == Words.PERCENT) {
                return "struct";
            }
            if (node.e0 == Words.BITS) {
                return "binary";
            }
        }
        return switch (form) {
            case Cons _, EmptyList _ -> "list";
            case Tuple2 _ -> "tuple";
            case Atom atom -> atom == Atom.NIL || atom == Atom.TRUE || atom == Atom.FALSE ? atom.name() : "atom";
            case Long _ -> "integer";
            case Double _ -> "float";
            case Bitstring _ -> "binary";
            default -> "arg" + position;
        };
    }
}
