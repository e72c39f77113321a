package org.jlixir.compiler.erlang;

import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/** {@code :elixir_quote}, as tools ask it. */
@ErlangModule("elixir_quote")
public final class ElixirQuote {
    private static final Atom BIND_QUOTED = Atom.of("bind_quoted");

    private ElixirQuote() {}

    /** True when something in the form is to be unquoted by the quote around it, not by one within. */
    @Builtin(value = "has_unquotes", pure = true)
    public static Object hasUnquotes(Object form) {
        return Atom.of(hasUnquotes(form, 0));
    }

    /** @param depth how many quotes stand between the form and the place where it is asked */
    private static boolean hasUnquotes(Object form, int depth) {
        return switch (form) {
            case Tuple3 node -> node(node, depth);
            case Tuple2 pair -> hasUnquotes(pair.e0, depth) || hasUnquotes(pair.e1, depth);
            case Cons cell -> hasUnquotes(cell.head, depth) || hasUnquotes(cell.tail(), depth);
            default -> false;
        };
    }

    private static boolean node(Tuple3 node, int depth) {
        int arity = Form.length(node.e2);
        if ((node.e0 == Words.UNQUOTE || node.e0 == Words.UNQUOTE_SPLICING) && arity == 1) {
            return depth == 0 || hasUnquotes(Form.at(node.e2, 0), depth - 1);
        }
        if (node.e0 == Words.QUOTE && arity == 1) {
            return hasUnquotes(Form.at(node.e2, 0), depth + 1);
        }
        if (node.e0 == Words.QUOTE && arity == 2) {
            Object options = Form.at(node.e2, 0);
            return hasUnquotes(options, depth) || !disables(options) && hasUnquotes(Form.at(node.e2, 1), depth + 1);
        }
        if (node.e0 == Words.DOT && arity == 2 && Form.at(node.e2, 1) == Words.UNQUOTE) {
            return depth == 0;
        }
        return hasUnquotes(node.e0, depth) || hasUnquotes(node.e2, depth);
    }

    private static boolean disables(Object options) {
        return Form.isKeyword(options)
                && (Meta.get(options, Words.UNQUOTE) == Atom.FALSE
                        || Meta.get(options, BIND_QUOTED) != null && Meta.get(options, Words.UNQUOTE) == null);
    }
}
