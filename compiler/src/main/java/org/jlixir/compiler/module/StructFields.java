package org.jlixir.compiler.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.Names;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.TermList;

/** The fields of structs that types name. */
record StructFields(Session session) {
    private static final Atom FIELD = Atom.of("field");

    /** The types of the fields as long as nothing is said of them, in the order of the names. */
    Map<Atom, Object> of(Atom struct) {
        Map<Atom, Object> out = new TreeMap<>((one, other) -> one.name().compareTo(other.name()));
        for (Atom field : names(struct)) {
            out.put(field, TypeExpressions.anything());
        }
        return out;
    }

    private List<Atom> names(Atom struct) {
        OpenModule open = session.openModule(struct);
        if (open != null) {
            Object infos = open.attributes.get("__struct__info__");
            if (infos != null) {
                return names(infos);
            }
        } else {
            // Structs of files that are compiled side by side may name each other: the module need not be done.
            ElixirMap other = session.state().parallel().awaitStruct(session, struct);
            if (other != null) {
                return fields(other);
            }
            if (session.ensureLoaded(struct) && session.exports(struct, Words.STRUCT, 0)) {
                return names(session.call(struct, Words.INFO, Atom.of("struct")));
            }
        }
        throw ElixirException.exception("ArgumentError", problem(struct, open != null));
    }

    private static List<Atom> names(Object infos) {
        List<Atom> out = new ArrayList<>();
        for (Object info : TermList.toJava(infos)) {
            out.add((Atom) ((ElixirMap) info).get(FIELD));
        }
        return out;
    }

    private static List<Atom> fields(ElixirMap struct) {
        List<Atom> out = new ArrayList<>();
        struct.forEach((key, _) -> {
            if (key != Words.STRUCT) {
                out.add((Atom) key);
            }
        });
        return out;
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
