package org.jlixir.compiler.module;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jlixir.compiler.expand.Names;
import org.jlixir.compiler.quoted.Meta;
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

    private static final Atom STRUCT = Atom.of("__struct__");
    private static final Atom SOURCE_ANNOS = Atom.of("source_annos");
    private static final List<String> KINDS = List.of("function", "macro", "callback", "macrocallback", "type");

    /** An entry of the chunk before it is one. */
    private static final class Entry {
        final Key key;
        final Object place;
        String text;
        Object line;
        Object doc = NONE;
        ElixirMap meta = ElixirMap.EMPTY;

        Entry(Key key, Object place, String text) {
            this.key = key;
            this.place = place;
            this.text = text;
            this.line = place instanceof Tuple2 pair ? pair.e0 : place;
        }
    }

    private record Key(Atom kind, Signature signature) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Integer.compare(KINDS.indexOf(kind.name()), KINDS.indexOf(other.kind.name()));
            if (order == 0) {
                order = signature.name().name().compareTo(other.signature.name().name());
            }
            return order != 0 ? order : Integer.compare(signature.arity(), other.signature.arity());
        }
    }

    private final Map<Key, Entry> entries = new TreeMap<>();

    /** Where something stands, as {@code :erl_anno} has it. */
    static Object place(Object meta) {
        Object place = Meta.column(meta) == 0
                ? (Object) (long) Meta.line(meta)
                : new Tuple2((long) Meta.line(meta), (long) Meta.column(meta));
        // What a macro has written is none of the author's.
        return Meta.is(meta, Words.GENERATED) || Meta.has(meta, Words.CONTEXT)
                ? TermList.of(
                        new Tuple2(Words.GENERATED, Atom.TRUE), new Tuple2(Atom.of("location"), (long) Meta.line(meta)))
                : place;
    }

    /** The warning of documentation that takes the place of another one. */
    static String setTwice(long line, String kind, String function) {
        return "redefining @doc attribute previously set at line " + line
                + ".\n\nPlease remove the duplicate docs. If instead you want to override a previously defined @doc,"
                + " attach the @doc attribute to a function head (the function signature not followed by any do-block)."
                + " For example:\n\n"
                + "    @doc \"\"\"\n    new docs\n    \"\"\"\n    " + kind + " " + function + "(...)\n";
    }

    /** The line of the documentation that a function has already; 0 when it has none. */
    long documentedAt(Atom kind, Signature signature) {
        Entry entry = entries.get(new Key(kind, signature));
        return entry != null && entry.doc instanceof ElixirMap && entry.line instanceof Long line ? line : 0;
    }

    /**
     * Adds a function, macro, type or callback, or says more of it.
     *
     * @param kind {@code :function}, {@code :macro}, {@code :type}, {@code :callback} or {@code :macrocallback}
     * @param place where it stands, an annotation
     * @param text how it is called, such as {@code f(a, b)}; empty for types and callbacks
     * @param doc what the attribute holds, {@code {line, doc}}, or null
     */
    void add(Atom kind, Signature signature, Object place, String text, @Nullable Object doc, ElixirMap meta) {
        Entry entry = entries.computeIfAbsent(new Key(kind, signature), key -> new Entry(key, place, text));
        if (entry.text.isEmpty()) {
            entry.text = text;
        }
        if (doc instanceof Tuple2 placed) {
            entry.doc = doc(placed.e1);
            entry.line = entry.place instanceof Cons ? entry.place : placed.e0;
        }
        entry.meta = entry.meta.merge(meta);
    }

    /** Hides a function that has no documentation of its own: callbacks are documented where they are specified. */
    void hide(Atom kind, Signature signature) {
        Entry entry = entries.get(new Key(kind, signature));
        if (entry != null && entry.doc == NONE) {
            entry.doc = HIDDEN;
        }
    }

    private static Object doc(Object value) {
        if (value instanceof Bitstring) {
            return ElixirMap.of(ENGLISH, value);
        }
        return value == Atom.FALSE ? HIDDEN : NONE;
    }

    Object chunk(Atom module, Object line, @Nullable Object moduledoc, ElixirMap meta) {
        ListBuilder list = new ListBuilder();
        for (Entry entry : entries.values()) {
            Signature signature = entry.key.signature;
            list.add(Tuple.of(
                    new Tuple3(entry.key.kind, signature.name(), (long) signature.arity()),
                    entry.line,
                    entry.text.isEmpty() ? EmptyList.NIL : TermList.of(Bitstring.of(text(module, entry))),
                    shown(entry),
                    entry.meta.put(SOURCE_ANNOS, TermList.of(entry.place))));
        }
        return Tuple.of(
                Atom.of("docs_v1"),
                line,
                Atom.of("elixir"),
                Bitstring.of("text/markdown"),
                moduledoc == null ? NONE : doc(moduledoc),
                meta,
                list.finish());
    }

    private static String text(Atom module, Entry entry) {
        return entry.key.signature.name() == STRUCT && entry.key.signature.arity() == 0
                ? "%" + Names.inspect(module) + "{}"
                : entry.text;
    }

    /** Names that start with an underscore are nobody's business unless they are documented. */
    private static Object shown(Entry entry) {
        return entry.doc == NONE && entry.key.signature.name().name().startsWith("_") ? HIDDEN : entry.doc;
    }
}
