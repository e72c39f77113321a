package org.jlixir.compiler.core;

import java.util.List;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** Readers of expanded forms that only lowering needs, beside {@link Form} and {@link Meta}. */
final class Forms {
    private static final Atom VERSION = Atom.of("version");

    private Forms() {}

    /** The version of a variable, or -1 when the form has none. */
    static int version(Object meta) {
        return Meta.get(meta, VERSION) instanceof Long version ? version.intValue() : -1;
    }

    static List<Object> list(Object list) {
        return TermList.toJava(list);
    }

    /** The call when the form is one of that name and number of arguments, else null. */
    static @Nullable Tuple3 call(Object form, Atom name, int arity) {
        return form instanceof Tuple3 node && node.e0 == name && Form.length(node.e2) == arity ? node : null;
    }

    static Object argument(Tuple3 node, int index) {
        return Form.at(node.e2, index);
    }

    static Object element(Object tuple, int index) {
        return ((Tuple) tuple).get(index);
    }
}
