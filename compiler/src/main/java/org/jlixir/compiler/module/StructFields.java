package org.jlixir.compiler.module;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.Names;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Tuple;

/** The fields of structs that types name. */
record StructFields(Session session) {
    private static final Atom FIELD = Atom.of("field");

    /** The types of the fields as long as nothing is said of them, in the order of the names. */
    Map<Atom, Object> of(Atom struct) {
        Map<Atom, Object> out = new TreeMap<>(Comparator.comparing(Atom::name));
        Object fields = infos(struct);
        for (Object rest = fields; rest instanceof Cons cell; rest = cell.tail()) {
            ElixirMap info = (ElixirMap) cell.head;
            Atom field = (Atom) info.get(FIELD);
            out.put(
                    field,
                    field == Words.EXCEPTION ? Tuple.of(Atom.of("atom"), 0L, Atom.TRUE) : TypeExpressions.anything());
        }
        return out;
    }

    private Object infos(Atom struct) {
        OpenModule open = session.openModule(struct);
        if (open != null) {
            Object info = open.attributes.get("__struct__info__");
            if (info != null) {
                return info;
            }
        } else if (session.ensureLoaded(struct) && session.exports(struct, Words.STRUCT, 0)) {
            return session.call(struct, Words.INFO, Atom.of("struct"));
        }
        throw ElixirException.exception("ArgumentError", problem(struct, open != null));
    }

    private static String problem(Atom struct, boolean open) {
        String name = Names.inspect(struct);
        return open
                ? "cannot access struct " + name
                        + ", the struct was not yet defined or the struct is being accessed in the same context that"
                        + " defines it"
                : name + ".__struct__/1 is undefined, cannot expand struct " + name
                        + ". Make sure the struct name is correct. If the struct name exists and is correct but it"
                        + " still cannot be found, you likely have cyclic module usage in your code";
    }
}
