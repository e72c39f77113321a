package org.jlixir.compiler.expand;

import java.util.Optional;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Tuple2;

/** What {@code @deprecated} says of the functions and macros of loaded modules. */
public final class Deprecations {
    private static final Atom DEPRECATED = Atom.of("deprecated");

    private Deprecations() {}

    /** The reason, if there is one. */
    public static Optional<String> of(Session session, Atom module, Atom function, int arity) {
        if (!session.exports(module, Words.INFO, 1)) {
            return Optional.empty();
        }
        for (Object rest = session.call(module, Words.INFO, DEPRECATED);
                rest instanceof Cons cell;
                rest = cell.tail()) {
            if (cell.head instanceof Tuple2 entry
                    && entry.e0 instanceof Tuple2 name
                    && name.e0 == function
                    && name.e1.equals((long) arity)
                    && entry.e1 instanceof Bitstring reason) {
                return Optional.of(reason.utf8());
            }
        }
        return Optional.empty();
    }
}
