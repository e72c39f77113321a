package org.jlixir.runtime.erlang;

import java.util.List;
import org.jlixir.runtime.code.Calls;
import org.jlixir.runtime.code.ExternalFun;
import org.jlixir.runtime.code.ModuleVersion;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermList;

/** The functions of {@code :erlang} that call functions by name or value, and ask about them. */
@ErlangModule("erlang")
public final class ErlangCalls {
    private ErlangCalls() {}

    @Builtin(value = "apply", tailCalls = true)
    public static Object apply(Proc self, Object function, Object arguments) {
        return Calls.function(function).call(self, list(arguments));
    }

    @Builtin(value = "apply", tailCalls = true)
    public static Object apply(Proc self, Object module, Object function, Object arguments) {
        if (!(module instanceof Atom m) || !(function instanceof Atom f)) {
            throw ElixirException.badArgument();
        }
        Object[] values = list(arguments);
        Fun target = self.node().code().lookup(self, m, f, values.length);
        if (target == null) {
            throw ElixirException.undefined(m, f, values);
        }
        return target.call(self, values);
    }

    private static Object[] list(Object arguments) {
        if (TermList.properLength(arguments) < 0) {
            throw ElixirException.badArgument();
        }
        List<Object> values = TermList.toJava(arguments);
        return values.toArray();
    }

    /** {@code &module.function/arity}. */
    @Builtin(value = "make_fun", pure = true)
    public static Object makeFun(Object module, Object function, Object arity) {
        if (module instanceof Atom m && function instanceof Atom f && arity instanceof Long n && n >= 0 && n <= 255) {
            return new ExternalFun(m, f, n.intValue());
        }
        throw ElixirException.badArgument();
    }

    /** Whether a loaded module exports the function; loads nothing but built-ins. */
    @Builtin("function_exported")
    public static Object functionExported(Proc self, Object module, Object function, Object arity) {
        if (!(module instanceof Atom m) || !(function instanceof Atom f) || !(arity instanceof Long n)) {
            throw ElixirException.badArgument();
        }
        ModuleVersion version = self.node().code().find(m);
        return Atom.of(version != null && n >= 0 && n <= 255 && version.exports(f, n.intValue()));
    }

    @Builtin("module_loaded")
    public static Object moduleLoaded(Proc self, Object module) {
        if (!(module instanceof Atom m)) {
            throw ElixirException.badArgument();
        }
        return Atom.of(self.node().code().find(m) != null);
    }

    @Builtin(value = "is_builtin", pure = true)
    public static Object isBuiltin(Object module, Object function, Object arity) {
        return Atom.of(module instanceof Atom m
                && function instanceof Atom f
                && arity instanceof Long n
                && org.jlixir.runtime.code.BuiltinModules.find(m, f, n.intValue()) != null);
    }

    /** The names of the loaded modules. */
    @Builtin("loaded")
    public static Object loaded(Proc self) {
        return TermList.from(self.node().code().loaded());
    }
}
