package org.jlixir.compiler.expand;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;

/** Numbers the variables of one function or evaluation, and remembers which are used. Confined to its expansion. */
final class VariableTracker {
    private final int first;
    private final List<Binding> bindings = new ArrayList<>();

    private static final class Binding {
        final Atom name;
        final Object kind;
        final Object meta;
        final boolean shadows;
        boolean used;

        Binding(Atom name, Object kind, Object meta, boolean shadows) {
            this.name = name;
            this.kind = kind;
            this.meta = meta;
            this.shadows = shadows;
        }
    }

    /** @param first the version of the first new variable */
    VariableTracker(int first) {
        this.first = first;
    }

    /** The version that the next variable gets. */
    int next() {
        return first + bindings.size();
    }

    /** @param shadows true when a variable of that name was in scope already */
    int bind(Atom name, Object kind, Object meta, boolean shadows) {
        bindings.add(new Binding(name, kind, meta, shadows));
        return first + bindings.size() - 1;
    }

    void use(int version) {
        if (version >= first) {
            bindings.get(version - first).used = true;
        }
    }

    /** A mark for {@link #warnUnused}. */
    int mark() {
        return bindings.size();
    }

    /** Warns of the variables that nobody read. */
    void warnUnused(Session session, Env env) {
        warnUnused(session, env, 0);
    }

    /** Warns of the variables bound since {@code mark} that nobody read, and forgets them. */
    void warnUnused(Session session, Env env, int mark) {
        for (int i = mark; i < bindings.size(); i++) {
            Binding b = bindings.get(i);
            if (b.used || b.kind != Atom.NIL || b.name.name().startsWith("_") || Meta.is(b.meta, Words.GENERATED)) {
                continue;
            }
            b.used = true;
            session.warnSpan(
                    b.meta,
                    env,
                    b.shadows ? shadowed(b.name) : unused(b.name),
                    b.name.name().length());
        }
    }

    private static String unused(Atom name) {
        return "variable \"" + name.name()
                + "\" is unused (if the variable is not meant to be used, prefix it with an underscore)";
    }

    private static String shadowed(Atom name) {
        return "variable \"" + name.name()
                + "\" is unused (there is a variable with the same name in the context, use the pin "
                + "operator (^) to match on it or prefix this variable with underscore if it is not meant to be used)";
    }
}
