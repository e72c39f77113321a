package org.jlixir.compiler.interpreter;

import java.util.HashMap;
import java.util.Map;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermList;

/** Built-ins of {@code :erlang} that need a process. */
@ErlangModule("erlang")
final class ErlangStubs {
    private static final Map<Object, Object> DICTIONARY = new HashMap<>();

    private ErlangStubs() {}

    @Builtin("error")
    static Object error(Object reason) {
        throw ElixirException.error(reason);
    }

    @Builtin("throw")
    static Object thrown(Object value) {
        throw ElixirException.thrown(value);
    }

    @Builtin("exit")
    static Object exit(Object reason) {
        throw ElixirException.exit(reason);
    }

    @Builtin("get")
    static Object get(Object key) {
        return DICTIONARY.getOrDefault(key, Atom.UNDEFINED);
    }

    @Builtin("put")
    static Object put(Object key, Object value) {
        Object old = DICTIONARY.put(key, value);
        return old == null ? Atom.UNDEFINED : old;
    }

    @Builtin("apply")
    static Object apply(Proc self, Object fun, Object args) {
        return self.applyMany((Fun) fun, TermList.toJava(args).toArray());
    }

    @Builtin("apply")
    static Object apply(Proc self, Object module, Object function, Object args) {
        return org.jlixir.compiler.Compiler.session(self)
                .call((Atom) module, (Atom) function, TermList.toJava(args).toArray());
    }

    @Builtin("function_exported")
    static Object functionExported(Proc self, Object module, Object function, Object arity) {
        return Atom.of(org.jlixir.compiler.Compiler.session(self)
                .exports((Atom) module, (Atom) function, ((Long) arity).intValue()));
    }
}
