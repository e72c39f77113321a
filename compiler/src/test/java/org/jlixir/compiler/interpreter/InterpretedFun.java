package org.jlixir.compiler.interpreter;

import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;

/** A function whose calls all come to one method. */
abstract class InterpretedFun extends Fun {
    private final Atom module;

    InterpretedFun(int arity, Atom module) {
        super(arity);
        this.module = module;
    }

    abstract Object run(Proc proc, Object[] args);

    private Object checked(Proc proc, Object... args) {
        if (args.length != arity()) {
            throw proc.badArity(this, args);
        }
        return run(proc, args);
    }

    @Override
    public Atom module() {
        return module;
    }

    @Override
    public Atom name() {
        return Atom.of("-fun-");
    }

    @Override
    public Object call0(Proc p) {
        return checked(p);
    }

    @Override
    public Object call1(Proc p, Object a) {
        return checked(p, a);
    }

    @Override
    public Object call2(Proc p, Object a, Object b) {
        return checked(p, a, b);
    }

    @Override
    public Object call3(Proc p, Object a, Object b, Object c) {
        return checked(p, a, b, c);
    }

    @Override
    public Object call4(Proc p, Object a, Object b, Object c, Object d) {
        return checked(p, a, b, c, d);
    }

    @Override
    public Object call5(Proc p, Object a, Object b, Object c, Object d, Object e) {
        return checked(p, a, b, c, d, e);
    }

    @Override
    public Object call6(Proc p, Object a, Object b, Object c, Object d, Object e, Object f) {
        return checked(p, a, b, c, d, e, f);
    }

    @Override
    public Object call7(Proc p, Object a, Object b, Object c, Object d, Object e, Object f, Object g) {
        return checked(p, a, b, c, d, e, f, g);
    }

    @Override
    public Object call8(Proc p, Object a, Object b, Object c, Object d, Object e, Object f, Object g, Object h) {
        return checked(p, a, b, c, d, e, f, g, h);
    }

    @Override
    public Object callMany(Proc p, Object[] args) {
        return checked(p, args);
    }
}
