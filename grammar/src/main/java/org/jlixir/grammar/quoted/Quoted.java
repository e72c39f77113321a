package org.jlixir.grammar.quoted;

import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** Builders of quoted forms, and what is asked of their shape. */
public final class Quoted {
    static final Atom BLOCK = Atom.of("__block__");
    static final Atom STAB = Atom.of("->");
    static final Atom WHEN = Atom.of("when");
    static final Atom DOT = Atom.of(".");
    static final Atom NOT = Atom.of("not");
    static final Atom BANG = Atom.of("!");
    static final Atom IN = Atom.of("in");
    static final Atom RANGE = Atom.of("..");
    static final Atom RANGE_STEP = Atom.of("..//");
    static final Atom BITS = Atom.of("<<>>");
    static final Atom TUPLE = Atom.of("{}");
    static final Atom MAP = Atom.of("%{}");
    static final Atom STRUCT = Atom.of("%");
    static final Atom PIPE = Atom.of("|");
    static final Atom TYPE = Atom.of("::");
    static final Atom ALIASES = Atom.of("__aliases__");
    static final Atom CAPTURE = Atom.of("&");
    static final Atom CURSOR = Atom.of("__cursor__");
    private static final Atom UNQUOTE_SPLICING = Atom.of("unquote_splicing");

    private Quoted() {}

    /** {@code {name, meta, [arguments]}}. */
    public static Object call(Object name, Object meta, Object... arguments) {
        return Tuple.of(name, meta, TermList.of(arguments));
    }

    /** {@code {name, meta, arguments}}, the arguments a list already. */
    public static Object node(Object name, Object meta, Object arguments) {
        return Tuple.of(name, meta, arguments);
    }

    /** {@code {name, meta, nil}}. */
    public static Object variable(Object name, Object meta) {
        return Tuple.of(name, meta, Atom.NIL);
    }

    /** Whether the term is {@code {_, meta, _}} with a list of metadata. */
    public static boolean isNode(Object quoted) {
        return quoted instanceof Tuple tuple && tuple.size() == 3 && isList(tuple.get(1));
    }

    /** The node with other metadata. */
    static Object withMeta(Object node, Object meta) {
        Tuple tuple = (Tuple) node;
        return Tuple.of(tuple.get(0), meta, tuple.get(2));
    }

    static Object metaOf(Object node) {
        return ((Tuple) node).get(1);
    }

    static boolean isList(Object term) {
        return term == EmptyList.NIL || term instanceof Cons;
    }

    /** Whether it is a call of that name with so many arguments. */
    static boolean isCall(Object quoted, Atom name, int arity) {
        return isNode(quoted)
                && ((Tuple) quoted).get(0) == name
                && TermList.properLength(((Tuple) quoted).get(2)) == arity;
    }

    /** {@code not x} or {@code !x}: an operator that {@code in} would take apart. */
    static boolean isNegation(Object quoted) {
        return isCall(quoted, NOT, 1) || isCall(quoted, BANG, 1);
    }

    static boolean isUnquoteSplicing(Object quoted) {
        return isCall(quoted, UNQUOTE_SPLICING, 1);
    }

    /** The list with one more element. */
    static Object append(Object list, Object element) {
        ListBuilder all = new ListBuilder();
        for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
            all.add(cell.head());
        }
        return all.add(element).finish();
    }

    static Object argument(Object node, int index) {
        Object list = ((Tuple) node).get(2);
        for (int i = 0; i < index; i++) {
            list = ((Cons) list).tail();
        }
        return ((Cons) list).head();
    }
}
