package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** Values as forms that make them: {@code Macro.escape/2}. The result is both a quoted and an expanded form. */
public final class Escape {
    private final boolean unquote;
    private final boolean prune;
    private final @Nullable StructEscape structs;

    /** What a struct that knows how to be escaped gives; null for one that does not. */
    public interface StructEscape {
        @Nullable
        Object escape(ElixirMap struct);
    }

    private Escape(boolean unquote, boolean prune, @Nullable StructEscape structs) {
        this.unquote = unquote;
        this.prune = prune;
        this.structs = structs;
    }

    /**
     * The form that makes {@code value}.
     *
     * @throws ElixirException ArgumentError for what no code can make: local functions
     */
    public static Object value(Object value) {
        return new Escape(false, false, null).escape(value);
    }

    /**
     * As {@link #value}, with options.
     *
     * @param unquote leaves {@code unquote} and {@code unquote_splicing} forms within open; the result is quoted, to be expanded
     * @param prune drops the metadata of quoted forms but for what their meaning needs
     */
    public static Object value(Object value, boolean unquote, boolean prune) {
        return new Escape(unquote, prune, null).escape(value);
    }

    /** As {@link #value(Object, boolean, boolean)}, asking structs first. */
    public static Object value(Object value, boolean unquote, boolean prune, StructEscape structs) {
        return new Escape(unquote, prune, structs).escape(value);
    }

    private Object escape(Object value) {
        return switch (value) {
            case Atom _, Number _, EmptyList _ -> value;
            case Tuple2 pair -> pair(pair);
            case Tuple3 node -> node(node);
            case Cons list -> list(list);
            case Tuple tuple -> tuple(tuple);
            case ElixirMap map -> map(map);
            case Bitstring bits -> bits.isBinary() ? bits : ExpandBitstring.literal(bits);
            case Fun fun -> function(fun);
            default -> value;
        };
    }

    private Object pair(Tuple2 pair) {
        if (unquote && (isSplice(pair.e0) || isSplice(pair.e1))) {
            Object elements = list((Cons) TermList.of(pair.e0, pair.e1));
            return Form.call(TUPLE, EmptyList.NIL, TUPLE, EmptyList.NIL, elements);
        }
        Object left = escape(pair.e0);
        Object right = escape(pair.e1);
        return left == pair.e0 && right == pair.e1 ? pair : new Tuple2(left, right);
    }

    private Object node(Tuple3 node) {
        if (unquote) {
            if (node.e0 == UNQUOTE && Form.length(node.e2) == 1 && Form.isList(node.e1)) {
                return Form.at(node.e2, 0);
            }
            if (node.e0 == QUOTE && Form.isList(node.e2)) {
                return nestedQuote(node);
            }
            Object dot = dotUnquote(node);
            if (dot != null) {
                return dot;
            }
        }
        return Form.call(TUPLE, EmptyList.NIL, escape(node.e0), escape(kept(node)), escape(node.e2));
    }

    /** The unquotes in the body of a quote, and in options that stand beside it, belong to that quote. */
    private Object nestedQuote(Tuple3 node) {
        Escape closed = new Escape(false, prune, structs);
        int arity = Form.length(node.e2);
        Object args = switch (arity) {
            case 1 -> closed.escape(node.e2);
            case 2 -> TermList.of(escape(Form.at(node.e2, 0)), closed.escape(Form.at(node.e2, 1)));
            default -> escape(node.e2);
        };
        return Form.call(TUPLE, EmptyList.NIL, QUOTE, escape(kept(node)), args);
    }

    private Object kept(Tuple3 node) {
        return prune && Form.isList(node.e1) && (Form.isList(node.e2) || node.e2 instanceof Atom)
                ? pruned(node.e1)
                : node.e1;
    }

    private static Object pruned(Object meta) {
        ListBuilder out = new ListBuilder();
        for (Object rest = meta; rest instanceof Cons cell; rest = cell.tail()) {
            if (cell.head instanceof Tuple2 pair && (pair.e0 == NO_PARENS || pair.e0 == LINE || pair.e0 == GENERATED)) {
                out.add(pair);
            }
        }
        return out.finish();
    }

    /** {@code left.unquote(name)} and {@code left.unquote(name)(args)}. */
    private @Nullable Object dotUnquote(Tuple3 node) {
        Tuple3 call = node;
        Object args = Atom.NIL;
        if (node.e0 instanceof Tuple3 inner && inner.e0 instanceof Tuple3 && Form.isList(node.e2)) {
            call = inner;
            args = node.e2;
        }
        if (!(call.e0 instanceof Tuple3 dot
                && dot.e0 == DOT
                && Form.length(dot.e2) == 2
                && Form.at(dot.e2, 1) == UNQUOTE
                && Form.length(call.e2) == 1)) {
            return null;
        }
        Object meta = dot.e1;
        return Form.remote(
                meta,
                JLIXIR_MACRO,
                Atom.of("dot"),
                escape(meta),
                escape(Form.at(dot.e2, 0)),
                Form.at(call.e2, 0),
                args == Atom.NIL ? args : escape(args),
                Atom.NIL);
    }

    private static boolean isSplice(Object form) {
        return form instanceof Tuple3 node && node.e0 == UNQUOTE_SPLICING && Form.length(node.e2) == 1;
    }

    private Object list(Cons list) {
        if (unquote) {
            for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
                if (isSplice(cell.head)
                        || cell.head instanceof Tuple3 bar
                                && bar.e0 == BAR
                                && Form.length(bar.e2) == 2
                                && cell.tail() == EmptyList.NIL
                                && isSplice(Form.at(bar.e2, 0))) {
                    return Splicing.list(list, this::escape, Form::first);
                }
            }
        }
        ListBuilder out = new ListBuilder();
        boolean same = true;
        Object rest = list;
        Object last = null;
        while (rest instanceof Cons cell) {
            if (last != null) {
                out.add(last);
            }
            last = escape(cell.head);
            same &= last == cell.head;
            rest = cell.tail();
        }
        if (rest == EmptyList.NIL) {
            return same ? list : out.add(last).finish();
        }
        return out.add(Form.call(BAR, EmptyList.NIL, last, escape(rest))).finish();
    }

    private Object tuple(Tuple tuple) {
        ListBuilder out = new ListBuilder();
        for (int i = 0; i < tuple.size(); i++) {
            out.add(escape(tuple.get(i)));
        }
        return new Tuple3(TUPLE, EmptyList.NIL, out.finish());
    }

    private Object map(ElixirMap map) {
        if (structs != null && map.get(STRUCT) != null) {
            Object own = structs.escape(map);
            if (own != null) {
                return own;
            }
        }
        // By key, so that the form does not depend on how the map came about.
        ListBuilder pairs = new ListBuilder();
        for (Object key : sorted(TermList.toJava(map.keys()))) {
            pairs.add(new Tuple2(escape(key), escape(Objects.requireNonNull(map.get(key)))));
        }
        return new Tuple3(MAP, EmptyList.NIL, pairs.finish());
    }

    private static List<Object> sorted(List<Object> keys) {
        List<Object> sorted = new ArrayList<>(keys);
        sorted.sort(TermOrder.STANDARD);
        return sorted;
    }

    private static Object function(Fun fun) {
        if (!fun.isExternal()) {
            throw ElixirException.exception(
                    "ArgumentError",
                    "cannot escape " + fun + ". The supported values are: lists, tuples, maps, "
                            + "atoms, numbers, bitstrings, PIDs and remote functions in the format &Mod.fun/arity");
        }
        Tuple3 target = new Tuple3(Form.call(DOT, EmptyList.NIL, fun.module(), fun.name()), Meta.EMPTY, EmptyList.NIL);
        return Form.call(CAPTURE, EmptyList.NIL, Form.call(SLASH, EmptyList.NIL, target, (long) fun.arity()));
    }

    /** True when there is an unquote in the form that belongs to it: to a definition's unquote fragments. */
    public static boolean hasUnquotes(Object form) {
        return switch (form) {
            case Tuple3 node -> nodeHasUnquotes(node);
            case Tuple2 pair -> hasUnquotes(pair.e0) || hasUnquotes(pair.e1);
            case Cons list -> listHasUnquotes(list);
            default -> false;
        };
    }

    private static boolean nodeHasUnquotes(Tuple3 node) {
        if ((node.e0 == UNQUOTE || node.e0 == UNQUOTE_SPLICING) && Form.length(node.e2) == 1) {
            return true;
        }
        if (node.e0 == QUOTE && Form.length(node.e2) == 1) {
            return false;
        }
        if (node.e0 == QUOTE && Form.length(node.e2) == 2) {
            return hasUnquotes(Form.at(node.e2, 0));
        }
        if (node.e0 == DOT && Form.length(node.e2) == 2 && Form.at(node.e2, 1) == UNQUOTE) {
            return true;
        }
        return hasUnquotes(node.e0) || hasUnquotes(node.e2);
    }

    private static boolean listHasUnquotes(Object list) {
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (hasUnquotes(cell.head)) {
                return true;
            }
            rest = cell.tail();
        }
        return hasUnquotes(rest);
    }
}
