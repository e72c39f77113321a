package org.jlixir.runtime.erlang;

import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * How a monitor is set.
 *
 * @param tag the first element of the message that tells of the end
 * @param alias the mode of the alias that the reference is too, or null
 */
record MonitorOptions(Object tag, @Nullable Atom alias) {
    private static final Atom TAG = Atom.of("tag");
    private static final Atom ALIAS = Atom.of("alias");
    private static final Atom DOWN = Atom.of("DOWN");

    /** Those of a list; raises {@code :badarg} for what is none. */
    static MonitorOptions parse(Object options) {
        Object tag = DOWN;
        Atom alias = null;
        Object rest = options;
        while (rest instanceof Cons cell) {
            if (cell.head() instanceof Tuple2 pair && pair.e0 == TAG) {
                tag = pair.e1;
            } else if (cell.head() instanceof Tuple2 pair && pair.e0 == ALIAS && pair.e1 instanceof Atom mode) {
                alias = mode;
            } else {
                throw ElixirException.badArgument();
            }
            rest = cell.tail();
        }
        if (rest != EmptyList.NIL) {
            throw ElixirException.badArgument();
        }
        return new MonitorOptions(tag, alias);
    }
}
