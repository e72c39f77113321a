package org.jlixir.compiler.core;

import java.util.List;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** Readers of expanded forms: nodes {@code {name, meta, arguments}} and keyword lists. */
final class Forms {
    private Forms() {}

    /** The value at {@code key} in a keyword list, or null. */
    static @Nullable Object get(Object keywords, Atom key) {
        while (keywords instanceof Cons cell) {
            if (cell.head() instanceof Tuple2 pair && pair.e0 == key) {
                return pair.e1;
            }
            keywords = cell.tail();
        }
        return null;
    }

    static int line(Object meta) {
        return get(meta, LINE) instanceof Long line ? line.intValue() : 0;
    }

    /** The version of a variable, or -1 when the form has none. */
    static int version(Object meta) {
        return get(meta, VERSION) instanceof Long version ? version.intValue() : -1;
    }

    static List<Object> list(Object list) {
        return TermList.toJava(list);
    }

    /** True for {@code {name, meta, context}} with an atom for context: a variable. */
    static boolean isVariable(Object form) {
        return form instanceof Tuple3 node && node.e0 instanceof Atom && node.e2 instanceof Atom;
    }

    static boolean isCallOf(Object form, Atom name) {
        return form instanceof Tuple3 node && node.e0 == name && !(node.e2 instanceof Atom);
    }

    static @Nullable Tuple3 call(Object form, Atom name, int arity) {
        return form instanceof Tuple3 node && node.e0 == name && TermList.properLength(node.e2) == arity ? node : null;
    }

    static Object argument(Tuple3 node, int index) {
        Object list = node.e2;
        while (index > 0) {
            list = ((Cons) list).tail();
            index--;
        }
        return ((Cons) list).head();
    }

    static Object element(Object tuple, int index) {
        return ((Tuple) tuple).get(index);
    }

    private static final Atom LINE = Atom.of("line");
    private static final Atom VERSION = Atom.of("version");
}
