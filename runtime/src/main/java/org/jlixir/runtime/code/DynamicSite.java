package org.jlixir.runtime.code;

import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermList;
import org.jspecify.annotations.Nullable;

/**
 * A place in generated code that calls {@code module.function(...)} on a module known only at run time. Remembers the last
 * target, which for most places is always the same. A race between processes can only lose the memory, never mix two targets.
 */
public class DynamicSite {
    private final Atom function;
    private static final Atom ERLANG = Atom.of("erlang");
    private static final Atom APPLY = Atom.of("apply");

    private @Nullable Target last;

    private record Target(CodeServer server, Object module, Fun fun, ModuleVersion version) {}

    public DynamicSite(String function) {
        this.function = Atom.of(function);
    }

    final Atom function() {
        return function;
    }

    /** The function to call, for a caller that hands the call over; raises when there is none. */
    public final Fun resolve(Proc self, Object module, int arity) {
        Fun fun = target(self, module, arity);
        if (fun == null) {
            throw undefined(module, new Object[arity]);
        }
        return fun;
    }

    /** The function to call, or null when there is none. */
    @Nullable
    Fun target(Proc self, Object module, int arity) {
        Target target = last;
        CodeServer server = self.node().code();
        if (target != null && target.module == module && target.server == server && target.version.isCurrent()) {
            return target.fun;
        }
        if (!(module instanceof Atom atom)) {
            return null;
        }
        Fun fun = server.lookup(self, atom, function, arity);
        if (fun == null) {
            return null;
        }
        ModuleVersion version = server.find(atom);
        if (version != null) {
            last = new Target(server, module, fun, version);
        }
        return fun;
    }

    public Object call0(Proc self, Object module) {
        Fun fun = target(self, module, 0);
        if (fun == null) {
            throw undefined(module);
        }
        return fun.call0(self);
    }

    public Object call1(Proc self, Object module, Object a0) {
        Fun fun = target(self, module, 1);
        if (fun == null) {
            throw undefined(module, a0);
        }
        return fun.call1(self, a0);
    }

    public Object call2(Proc self, Object module, Object a0, Object a1) {
        Fun fun = target(self, module, 2);
        if (fun == null) {
            throw undefined(module, a0, a1);
        }
        return fun.call2(self, a0, a1);
    }

    public Object call3(Proc self, Object module, Object a0, Object a1, Object a2) {
        Fun fun = target(self, module, 3);
        if (fun == null) {
            throw undefined(module, a0, a1, a2);
        }
        return fun.call3(self, a0, a1, a2);
    }

    public Object call4(Proc self, Object module, Object a0, Object a1, Object a2, Object a3) {
        Fun fun = target(self, module, 4);
        if (fun == null) {
            throw undefined(module, a0, a1, a2, a3);
        }
        return fun.call4(self, a0, a1, a2, a3);
    }

    public Object call5(Proc self, Object module, Object a0, Object a1, Object a2, Object a3, Object a4) {
        Fun fun = target(self, module, 5);
        if (fun == null) {
            throw undefined(module, a0, a1, a2, a3, a4);
        }
        return fun.call5(self, a0, a1, a2, a3, a4);
    }

    public Object call6(Proc self, Object module, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5) {
        Fun fun = target(self, module, 6);
        if (fun == null) {
            throw undefined(module, a0, a1, a2, a3, a4, a5);
        }
        return fun.call6(self, a0, a1, a2, a3, a4, a5);
    }

    public Object call7(
            Proc self, Object module, Object a0, Object a1, Object a2, Object a3, Object a4, Object a5, Object a6) {
        Fun fun = target(self, module, 7);
        if (fun == null) {
            throw undefined(module, a0, a1, a2, a3, a4, a5, a6);
        }
        return fun.call7(self, a0, a1, a2, a3, a4, a5, a6);
    }

    public Object call8(
            Proc self,
            Object module,
            Object a0,
            Object a1,
            Object a2,
            Object a3,
            Object a4,
            Object a5,
            Object a6,
            Object a7) {
        Fun fun = target(self, module, 8);
        if (fun == null) {
            throw undefined(module, a0, a1, a2, a3, a4, a5, a6, a7);
        }
        return fun.call8(self, a0, a1, a2, a3, a4, a5, a6, a7);
    }

    public Object callMany(Proc self, Object module, Object[] arguments) {
        Fun fun = target(self, module, arguments.length);
        if (fun == null) {
            throw undefined(module, arguments);
        }
        return fun.callMany(self, arguments);
    }

    private ElixirException undefined(Object module, Object... arguments) {
        return module instanceof Atom atom
                ? ElixirException.undefined(atom, function, arguments)
                : ElixirException.badArgument(ERLANG, APPLY, module, function, TermList.of(arguments));
    }
}
