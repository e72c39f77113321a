package org.jlixir.compiler.expand;

import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Tuple3;

/**
 * What a quoted definition ({@code def f(x)}, {@code @name value}) defines keeps the context of the quote in the metadata of its name: by that
 * the compiler knows later that a macro has made it.
 */
public final class DefinitionContext {
    private DefinitionContext() {}

    static boolean isDefinition(Atom name) {
        return name == Words.DEF
                || name == Words.DEFP
                || name == Words.DEFMACRO
                || name == Words.DEFMACROP
                || name == Words.AT;
    }

    /** {@code Kernel.def(f(x))} with the context; other calls as they are. */
    public static Tuple3 ofRemote(Tuple3 call, Object context) {
        return call.e0 instanceof Tuple3 dot
                        && dot.e0 == Words.DOT
                        && Form.length(dot.e2) == 2
                        && Form.at(dot.e2, 1) instanceof Atom name
                        && isDefinition(name)
                        && call.e2 instanceof Cons cell
                ? new Tuple3(call.e0, call.e1, new Cons(ofHead(cell.head, context), cell.tail()))
                : call;
    }

    /** The first argument of a definition with the context. */
    static Object ofHead(Object head, Object context) {
        if (!(context instanceof Atom)) {
            return head;
        }
        if (head instanceof Tuple3 when
                && when.e0 == Words.WHEN
                && when.e2 instanceof Cons cell
                && Form.isList(when.e1)) {
            return new Tuple3(Words.WHEN, when.e1, new Cons(ofHead(cell.head, context), cell.tail()));
        }
        if (head instanceof Tuple3 name
                && Form.isList(name.e1)
                && !(name.e0 == Words.UNQUOTE && Form.length(name.e2) == 1)) {
            return new Tuple3(name.e0, Meta.store(name.e1, Words.CONTEXT, context), name.e2);
        }
        return head;
    }
}
