package org.jlixir.runtime.code;

import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The place in a function of a protocol that calls the implementation. What stands for the module of a {@link DynamicSite} is the value
 * whose type decides. The site remembers implementations by type until any module is loaded or forgotten; who implements what is for
 * the protocol's {@code impl_for!/1} to say.
 */
public final class ProtocolSite extends DynamicSite {
    /** Of further types the implementation is looked up at each call. */
    private static final int MAX_TYPES = 16;

    private static final Atom IMPL_FOR = Atom.of("impl_for!");
    private static final Atom STRUCT = Atom.of("__struct__");
    private static final Atom ATOM = Atom.of("Elixir.Atom");
    private static final Atom BIT_STRING = Atom.of("Elixir.BitString");
    private static final Atom FLOAT = Atom.of("Elixir.Float");
    private static final Atom FUNCTION = Atom.of("Elixir.Function");
    private static final Atom INTEGER = Atom.of("Elixir.Integer");
    private static final Atom JAVA_OBJECT = Atom.of("Elixir.Java.Object");
    private static final Atom LIST = Atom.of("Elixir.List");
    private static final Atom MAP = Atom.of("Elixir.Map");
    private static final Atom PID = Atom.of("Elixir.PID");
    private static final Atom PORT = Atom.of("Elixir.Port");
    private static final Atom REFERENCE = Atom.of("Elixir.Reference");
    private static final Atom TUPLE = Atom.of("Elixir.Tuple");

    private final Atom protocol;
    private @Nullable Known known;

    /** The implementations known while {@code server} has seen {@code changes} changes. Its arrays are never written to. */
    private record Known(CodeServer server, long changes, Atom[] types, Fun[] functions) {}

    public ProtocolSite(String function, String protocol) {
        super(function);
        this.protocol = Atom.of(protocol);
    }

    @Override
    Fun target(Proc self, Object value, int arity) {
        Known now = known;
        Atom type = type(value);
        CodeServer server = self.node().code();
        if (now != null && now.server == server && now.changes == server.changes()) {
            Atom[] types = now.types;
            for (int i = 0; i < types.length; i++) {
                if (types[i] == type) {
                    return now.functions[i];
                }
            }
        }
        return learn(self, server, type, value, arity);
    }

    private Fun learn(Proc self, CodeServer server, Atom type, Object value, int arity) {
        long changes = server.changes();
        Atom module = (Atom) server.call(self, protocol, IMPL_FOR, value);
        Fun function = server.lookup(self, module, function(), arity);
        if (function == null) {
            throw ElixirException.undefined(module, function(), arity);
        }
        Known now = known;
        boolean valid = now != null && now.server == server && now.changes == changes;
        int count = valid ? now.types.length : 0;
        if (count < MAX_TYPES) {
            Atom[] types = new Atom[count + 1];
            Fun[] functions = new Fun[count + 1];
            if (valid) {
                System.arraycopy(now.types, 0, types, 0, count);
                System.arraycopy(now.functions, 0, functions, 0, count);
            }
            types[count] = type;
            functions[count] = function;
            known = new Known(server, changes, types, functions);
        }
        return function;
    }

    /** The name of a value's type, as implementations name it. */
    private static Atom type(Object value) {
        return switch (value) {
            case ElixirMap map -> map.get(STRUCT) instanceof Atom struct ? struct : MAP;
            case Atom _ -> ATOM;
            case Long _ -> INTEGER;
            case Cons _ -> LIST;
            case Bitstring _ -> BIT_STRING;
            case Tuple _ -> TUPLE;
            case EmptyList _ -> LIST;
            case Double _ -> FLOAT;
            case Fun _ -> FUNCTION;
            case java.math.BigInteger _ -> INTEGER;
            case Pid _ -> PID;
            case Reference _ -> REFERENCE;
            case Port _ -> PORT;
            default -> JAVA_OBJECT;
        };
    }
}
