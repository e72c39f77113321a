package org.jlixir.runtime.code;

import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jspecify.annotations.Nullable;

/** {@code &Module.function/arity}: names a function, whichever version of the module is current when it is called. */
public final class ExternalFun extends Fun {
    private final Atom module;
    private final Atom name;

    public ExternalFun(Atom module, Atom name, int arity) {
        super(arity);
        this.module = module;
        this.name = name;
    }

    private @Nullable Fun target(Proc self) {
        return self.node().code().lookup(self, module, name, arity());
    }

    @Override
    public Atom module() {
        return module;
    }

    @Override
    public Atom name() {
        return name;
    }

    @Override
    public boolean isExternal() {
        return true;
    }

    @Override
    public Object call0(Proc self) {
        if (arity() != 0) {
            throw self.badArity(this);
        }
        Fun fun = target(self);
        if (fun == null) {
            throw ElixirException.undefined(module, name, new Object[0]);
        }
        return fun.call0(self);
    }

    @Override
    public Object call1(Proc self, Object a0) {
        if (arity() != 1) {
            throw self.badArity(this, a0);
        }
        Fun fun = target(self);
        if (fun == null) {
            throw ElixirException.undefined(module, name, a0);
        }
        return fun.call1(self, a0);
    }

    @Override
    public Object call2(Proc self, Object a0, Object a1) {
        if (arity() != 2) {
            throw self.badArity(this, a0, a1);
        }
        Fun fun = target(self);
        if (fun == null) {
            throw ElixirException.undefined(module, name, a0, a1);
        }
        return fun.call2(self, a0, a1);
    }

    @Override
    public Object call3(Proc self, Object a0, Object a1, Object a2) {
        if (arity() != 3) {
            throw self.badArity(this, a0, a1, a2);
        }
        Fun fun = target(self);
        if (fun == null) {
            throw ElixirException.undefined(module, name, a0, a1, a2);
        }
        return fun.call3(self, a0, a1, a2);
    }

    @Override
    public Object call4(Proc self, Object a0, Object a1, Object a2, Object a3) {
        if (arity() != 4) {
            throw self.badArity(this, a0, a1, a2, a3);
        }
        Fun fun = target(self);
        if (fun == null) {
            throw ElixirException.undefined(module, name, a0, a1, a2, a3);
        }
        return fun.call4(self, a0, a1, a2, a3);
    }

    @Override
    public Object call5(Proc self, Object a0, Object a1, Object a2, Object a3, Object a4) {
        if (arity() != 5) {
            throw self.badArity(this, a0, a1, a2, a3, a4);
        }
        Fun fun = target(self);
        if (fun == null) {
            throw ElixirException.undefined(module, name, a0, a1, a2, a3, a4);
        }
        return fun.call5(self, a0, a1, a2, a3, a4);
    }

    @Override
    public Object call6(Proc self, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5) {
        if (arity() != 6) {
            throw self.badArity(this, a0, a1, a2, a3, a4, a5);
        }
        Fun fun = target(self);
        if (fun == null) {
            throw ElixirException.undefined(module, name, a0, a1, a2, a3, a4, a5);
        }
        return fun.call6(self, a0, a1, a2, a3, a4, a5);
    }

    @Override
    public Object call7(Proc self, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5, Object a6) {
        if (arity() != 7) {
            throw self.badArity(this, a0, a1, a2, a3, a4, a5, a6);
        }
        Fun fun = target(self);
        if (fun == null) {
            throw ElixirException.undefined(module, name, a0, a1, a2, a3, a4, a5, a6);
        }
        return fun.call7(self, a0, a1, a2, a3, a4, a5, a6);
    }

    @Override
    public Object call8(
            Proc self, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5, Object a6, Object a7) {
        if (arity() != 8) {
            throw self.badArity(this, a0, a1, a2, a3, a4, a5, a6, a7);
        }
        Fun fun = target(self);
        if (fun == null) {
            throw ElixirException.undefined(module, name, a0, a1, a2, a3, a4, a5, a6, a7);
        }
        return fun.call8(self, a0, a1, a2, a3, a4, a5, a6, a7);
    }

    @Override
    public Object callMany(Proc self, Object[] arguments) {
        if (arity() != arguments.length) {
            throw self.badArity(this, arguments);
        }
        Fun fun = target(self);
        if (fun == null) {
            throw ElixirException.undefined(module, name, arguments);
        }
        return fun.callMany(self, arguments);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExternalFun fun && module == fun.module && name == fun.name && arity() == fun.arity();
    }

    @Override
    public int hashCode() {
        return (module.hashCode() * 31 + name.hashCode()) * 31 + arity();
    }
}
