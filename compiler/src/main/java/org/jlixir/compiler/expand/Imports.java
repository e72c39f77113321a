package org.jlixir.compiler.expand;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * Imported functions, or imported macros: {@code [{module, [{name, arity}]}]} with an index by name, made when first asked.
 * Immutable.
 */
public final class Imports {
    public static final Imports NONE = new Imports(EmptyList.NIL);

    private final Object term;
    private @Nullable Map<Atom, List<Import>> index;

    /** One imported name. */
    record Import(Atom name, int arity, Atom module) {}

    private Imports(Object term) {
        this.term = term;
    }

    static Imports of(Object term) {
        return term == EmptyList.NIL ? NONE : new Imports(term);
    }

    /** {@code [{module, [{name, arity}]}]}, as {@code Macro.Env} holds it. */
    public Object term() {
        return term;
    }

    /** All arities and modules under which {@code name} is imported. */
    List<Import> named(Atom name) {
        if (term == EmptyList.NIL) {
            return List.of();
        }
        Map<Atom, List<Import>> known = index;
        if (known == null) {
            index = known = build();
        }
        return known.getOrDefault(name, List.of());
    }

    private Map<Atom, List<Import>> build() {
        Map<Atom, List<Import>> result = new HashMap<>();
        Object modules = term;
        while (modules instanceof Cons cell) {
            Tuple2 entry = (Tuple2) cell.head;
            Object names = entry.e1;
            while (names instanceof Cons name) {
                Tuple2 pair = (Tuple2) name.head;
                Atom atom = (Atom) pair.e0;
                int arity = ((Long) pair.e1).intValue();
                result.computeIfAbsent(atom, _ -> new ArrayList<>(2)).add(new Import(atom, arity, (Atom) entry.e0));
                names = name.tail();
            }
            modules = cell.tail();
        }
        return result;
    }

    /** The names imported from {@code module}, or null. */
    @Nullable
    Object of(Atom module) {
        Object modules = term;
        while (modules instanceof Cons cell) {
            Tuple2 entry = (Tuple2) cell.head;
            if (entry.e0 == module) {
                return entry.e1;
            }
            modules = cell.tail();
        }
        return null;
    }

    /** With the names of {@code module} replaced; none of them when {@code names} is empty. The newest import comes first. */
    Imports with(Atom module, Object names) {
        ListBuilder rest = new ListBuilder();
        Object modules = term;
        while (modules instanceof Cons cell) {
            if (((Tuple2) cell.head).e0 != module) {
                rest.add(cell.head);
            }
            modules = cell.tail();
        }
        Object others = rest.finish();
        return of(names == EmptyList.NIL ? others : new Cons(new Tuple2(module, names), others));
    }
}
