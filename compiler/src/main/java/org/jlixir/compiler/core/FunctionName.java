package org.jlixir.compiler.core;

import org.jlixir.runtime.term.Atom;

/** A function within its module: name and arity. */
public record FunctionName(Atom name, int arity) {
    @Override
    public String toString() {
        return name + "/" + arity;
    }
}
