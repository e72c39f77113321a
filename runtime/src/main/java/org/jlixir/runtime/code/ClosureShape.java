package org.jlixir.runtime.code;

import org.jlixir.runtime.term.Atom;

/** What all functions made at one place in the source have in common. */
public record ClosureShape(Atom module, Atom name, int arity, int index) {
    public static ClosureShape of(String module, String name, int arity, int index) {
        return new ClosureShape(Atom.of(module), Atom.of(name), arity, index);
    }
}
