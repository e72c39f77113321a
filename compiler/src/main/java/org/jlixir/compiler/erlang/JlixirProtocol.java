package org.jlixir.compiler.erlang;

import java.util.Map;
import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.CompilerState;
import org.jlixir.compiler.ModuleHost;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;

/** Finds the implementations of protocols. */
@ErlangModule("jlixir_protocol")
public final class JlixirProtocol {
    private static final Atom IMPL_FOR = Atom.of("impl_for!");
    private static final Atom IMPL = Atom.of("__impl__");
    /** The chunk of a consolidated protocol. */
    private static final Atom TYPES = Atom.of("protocol_types");

    private JlixirProtocol() {}

    /** The module that implements {@code protocol} for {@code type}, or {@code nil}. Remembered until a module is loaded. */
    @Builtin("impl")
    public static Object impl(Proc self, Object protocol, Object type) {
        Session session = Compiler.session(self);
        Map<Object, Object> known =
                session.state().implementations(self.node().code().changes());
        Tuple2 key = new Tuple2(protocol, type);
        Object found = known.get(key);
        if (found == null) {
            found = find(self, session, (Atom) protocol, (Atom) type);
            known.put(key, found);
        }
        return found;
    }

    private static Object find(Proc self, Session session, Atom protocol, Atom type) {
        String name = type.name();
        Atom module = Atom.of(protocol.name() + "." + (name.startsWith("Elixir.") ? name.substring(7) : name));
        Object types = types(self, protocol);
        if (types != Atom.NIL) {
            return TermList.toJava(types).contains(type) ? module : Atom.NIL;
        }
        if (session.openModule(module) != null) {
            return Atom.NIL;
        }
        return session.ensureLoaded(module) && session.exports(module, IMPL, 1) ? module : Atom.NIL;
    }

    /**
     * The module that implements {@code protocol} for a value, as the protocol itself says. Calls of a function of what this answers
     * are compiled to a {@link org.jlixir.runtime.code.ProtocolSite}, which remembers it.
     */
    @Builtin("implementation")
    public static Object implementation(Proc self, Object protocol, Object value) {
        return self.node().code().call(self, (Atom) protocol, IMPL_FOR, value);
    }

    /** The types that a consolidated protocol is implemented for; {@code nil} for one that is not consolidated. */
    @Builtin("types")
    public static Object types(Proc self, Object protocol) {
        CompilerState state = Compiler.session(self).state();
        Map<Object, Object> known = state.implementations(self.node().code().changes());
        Object types = known.get(protocol);
        if (types == null) {
            Object fixed = state.fixedImplementations().get((Atom) protocol);
            Object stated = fixed != null ? fixed : Meta.get(state.modules().ownChunks(self, (Atom) protocol), TYPES);
            types = stated == null ? Atom.NIL : stated;
            known.put(protocol, types);
        }
        return types;
    }

    /** The binary of a module that stands in a file, consolidated for the types; {@code nil} when there is no file. */
    @Builtin("consolidate")
    public static Object consolidate(Proc self, Object protocol, Object types) {
        ModuleHost modules = Compiler.session(self).state().modules();
        CompiledModule stored = modules.stored(self, (Atom) protocol);
        if (stored == null) {
            return Atom.NIL;
        }
        Object chunks = new Cons(new Tuple2(TYPES, types), stored.chunks());
        return modules.encode(new CompiledModule(
                stored.name(), stored.mainClass(), stored.classes(), stored.attributes(), chunks, stored.constants()));
    }
}
