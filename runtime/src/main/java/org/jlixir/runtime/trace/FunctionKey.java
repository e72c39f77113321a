package org.jlixir.runtime.trace;

import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple;

/** A function by its name, exported or not. */
record FunctionKey(Atom module, Atom function, int arity) {
    /** {@code {module, function, arity}}. */
    Tuple term() {
        return Tuple.of(module, function, (long) arity);
    }
}
