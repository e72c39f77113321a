package org.jlixir.compiler.erlang;

import java.util.Map;
import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.Session;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple2;

/** Finds the implementations of protocols. */
@ErlangModule("jlixir_protocol")
public final class JlixirProtocol {
    private static final Atom IMPL = Atom.of("__impl__");

    private JlixirProtocol() {}

    /** The module that implements {@code protocol} for {@code type}, or {@code nil}. Remembered until a module is loaded. */
    @Builtin("impl")
    public static Object impl(Proc self, Object protocol, Object type) {
        Session session = Compiler.session(self);
        Map<Object, Object> known = session.state().implementations();
        Tuple2 key = new Tuple2(protocol, type);
        Object found = known.get(key);
        if (found == null) {
            found = find(session, (Atom) protocol, (Atom) type);
            known.put(key, found);
        }
        return found;
    }

    private static Object find(Session session, Atom protocol, Atom type) {
        String name = type.name();
        Atom module = Atom.of(protocol.name() + "." + (name.startsWith("Elixir.") ? name.substring(7) : name));
        if (session.openModule(module) != null) {
            return Atom.NIL;
        }
        return session.ensureLoaded(module) && session.exports(module, IMPL, 1) ? module : Atom.NIL;
    }
}
