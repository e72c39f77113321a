package org.jlixir.compiler.interpreter;

import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;

/** {@code &module.name/arity}. */
final class ExternalFun extends InterpretedFun {
    private final InterpretingBackend backend;
    private final Atom module;
    private final Atom name;

    ExternalFun(InterpretingBackend backend, Atom module, Atom name, int arity) {
        super(arity, module);
        this.backend = backend;
        this.module = module;
        this.name = name;
    }

    @Override
    public boolean isExternal() {
        return true;
    }

    @Override
    public Atom name() {
        return name;
    }

    @Override
    Object run(Proc proc, Object[] args) {
        return backend.callRemote(proc, module, name, args);
    }
}
