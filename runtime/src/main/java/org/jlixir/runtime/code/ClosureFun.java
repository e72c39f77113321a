package org.jlixir.runtime.code;

import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;

/** A function made by {@code fn} or a capture. A generated subclass for each place in the source holds its environment. */
public abstract class ClosureFun extends Fun {
    private final ClosureShape shape;

    protected ClosureFun(ClosureShape shape) {
        super(shape.arity());
        this.shape = shape;
    }

    @Override
    public final Atom module() {
        return shape.module();
    }

    @Override
    public final Atom name() {
        return shape.name();
    }

    @Override
    public final int index() {
        return shape.index();
    }
}
