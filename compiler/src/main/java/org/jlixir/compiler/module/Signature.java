package org.jlixir.compiler.module;

import org.jlixir.compiler.expand.Names;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple2;

/** A function or macro of a module: {@code name/arity}. */
public record Signature(Atom name, int arity) {
    static Signature of(Object tuple) {
        Tuple2 pair = (Tuple2) tuple;
        return new Signature((Atom) pair.e0, ((Long) pair.e1).intValue());
    }

    Tuple2 toTerm() {
        return new Tuple2(name, (long) arity);
    }

    @Override
    public String toString() {
        return Names.function(name) + "/" + arity;
    }
}
