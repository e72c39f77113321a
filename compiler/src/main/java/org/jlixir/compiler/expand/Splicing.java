package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.function.UnaryOperator;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple3;

/** Quoted lists with {@code unquote_splicing} in them, as expressions that concatenate when they run. */
final class Splicing {
    private static final Atom LIST = Atom.of("list");
    private static final Atom TAIL_LIST = Atom.of("tail_list");

    private Splicing() {}

    static boolean isSplice(Object form) {
        return form instanceof Tuple3 node && node.e0 == UNQUOTE_SPLICING && Form.length(node.e2) == 1;
    }

    /** True when the list has a spliced element, or a spliced one before its bar. */
    static boolean occurs(Object list) {
        for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
            if (isSplice(cell.head)
                    || cell.tail() == EmptyList.NIL
                            && isBar(cell.head)
                            && isSplice(Form.at(((Tuple3) cell.head).e2, 0))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBar(Object form) {
        return form instanceof Tuple3 bar && bar.e0 == BAR && Form.length(bar.e2) == 2;
    }

    /**
     * @param quote what becomes of an ordinary element
     * @param spliced what becomes of the form within {@code unquote_splicing(...)}
     */
    static Object list(Object list, UnaryOperator<Object> quote, UnaryOperator<Object> spliced) {
        Object[] elements = TermList.toJava(list).toArray();
        int last = elements.length - 1;
        if (!isBar(elements[last]) || !isSplice(Form.at(((Tuple3) elements[last]).e2, 0))) {
            return list(elements, elements.length, quote, spliced);
        }
        // The bar goes to the last element that is there in the end, which may be one in front of the spliced ones.
        Tuple3 bar = (Tuple3) elements[last];
        Object before = list(elements, last, quote, spliced);
        Object head = spliced.apply(Form.at(bar.e2, 0));
        Object tail = quote.apply(Form.at(bar.e2, 1));
        return Form.remote(place(Form.at(bar.e2, 0)), JLIXIR_MACRO, TAIL_LIST, before, head, tail);
    }

    private static Object list(
            Object[] elements, int count, UnaryOperator<Object> quote, UnaryOperator<Object> spliced) {
        Object result = EmptyList.NIL;
        Object buffer = EmptyList.NIL;
        for (int i = count - 1; i >= 0; i--) {
            if (isSplice(elements[i])) {
                Object rest = join(buffer, result);
                result = Form.remote(place(elements[i]), JLIXIR_MACRO, LIST, spliced.apply(elements[i]), rest);
                buffer = EmptyList.NIL;
            } else {
                buffer = new Cons(quote.apply(elements[i]), buffer);
            }
        }
        return join(buffer, result);
    }

    private static Object place(Object splice) {
        return Meta.place(((Tuple3) splice).e1);
    }

    private static Object join(Object buffer, Object rest) {
        if (buffer == EmptyList.NIL) {
            return rest;
        }
        if (Form.isList(rest)) {
            return Form.append(buffer, rest);
        }
        return Form.erlang(EmptyList.NIL, "++", buffer, rest);
    }
}
