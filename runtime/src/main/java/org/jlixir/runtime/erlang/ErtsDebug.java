package org.jlixir.runtime.erlang;

import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.TermWords;

/** The module {@code :erts_debug}, as far as it tells something here. */
@ErlangModule("erts_debug")
public final class ErtsDebug {
    private ErtsDebug() {}

    /** The words that a term takes on the BEAM, about: see {@link TermWords}. */
    @Builtin("flat_size")
    public static Object flatSize(Object term) {
        return TermWords.of(term);
    }

    /** Whether two terms are one in memory; small integers always are. */
    @Builtin("same")
    @SuppressWarnings("ReferenceEquality")
    public static Object same(Object left, Object right) {
        return Atom.of(left == right || left instanceof Long && left.equals(right));
    }
}
