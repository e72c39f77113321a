package org.jlixir.compiler.erlang;

import java.util.Map;
import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.ModuleHost;
import org.jlixir.compiler.ProtocolImplementations;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.code.CodeServer;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.code.ModuleVersion;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

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
        CodeServer code = self.node().code();
        Map<Object, Object> known = ProtocolImplementations.of(self.node()).known(code.changes());
        Tuple2 key = new Tuple2(protocol, type);
        Object found = known.get(key);
        if (found == null) {
            Atom module = module((Atom) protocol, (Atom) type);
            found = isOnClassPath(self, (Atom) protocol, module)
                    ? module
                    : find(self, (Atom) protocol, (Atom) type, module);
            known.put(key, found);
        }
        return found;
    }

    private static Atom module(Atom protocol, Atom type) {
        String name = type.name();
        return Atom.of(protocol.name() + "." + (name.startsWith("Elixir.") ? name.substring(7) : name));
    }

    /** Protocols of the class path are not consolidated, unless the program says so. To know that needs no compiler. */
    private static boolean isOnClassPath(Proc self, Atom protocol, Atom module) {
        CodeServer code = self.node().code();
        if (ProtocolImplementations.of(self.node()).fixed().containsKey(protocol)) {
            return false;
        }
        ModuleVersion declared = code.present(protocol);
        ModuleVersion implemented = code.present(module);
        return declared != null
                && implemented != null
                && CodeServer.CLASS_PATH.equals(declared.file())
                && CodeServer.CLASS_PATH.equals(implemented.file())
                && implemented.exports(IMPL, 1);
    }

    private static Object find(Proc self, Atom protocol, Atom type, Atom module) {
        Session session = Compiler.session(self);
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
        ProtocolImplementations implementations = ProtocolImplementations.of(self.node());
        Map<Object, Object> known = implementations.known(self.node().code().changes());
        Object types = known.get(protocol);
        if (types == null) {
            Object fixed = implementations.fixed().get((Atom) protocol);
            Object stated = fixed != null ? fixed : chunk(self, (Atom) protocol);
            types = stated == null ? Atom.NIL : stated;
            known.put(protocol, types);
        }
        return types;
    }

    private static @Nullable Object chunk(Proc self, Atom protocol) {
        ModuleHost modules = Compiler.session(self).state().modules();
        return Meta.get(modules.ownChunks(self, protocol), TYPES);
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
