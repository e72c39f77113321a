package org.jlixir.compiler.expand;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/**
 * The variables in scope: a list, newest first, an older one of the same name being shadowed. Immutable; null is the empty
 * list. A variable is known by its name and its kind: the context atom of its quote, or a hygiene counter (a Long).
 */
final class Vars {
    final Atom name;
    final Object kind;
    final int version;
    final @Nullable Vars older;
    private final int depth;

    /** At every {@link #BLOCK}th variable all from there on by name and kind, so that finding one does not go along them all. */
    private final @Nullable ElixirMap index;

    private @Nullable ElixirMap term;

    private static final int BLOCK = 32;

    Vars(Atom name, Object kind, int version, @Nullable Vars older) {
        this.name = name;
        this.kind = kind;
        this.version = version;
        this.older = older;
        this.depth = older == null ? 1 : older.depth + 1;
        this.index = depth % BLOCK == 0 ? indexed() : null;
    }

    private ElixirMap indexed() {
        return mapped(this, v -> v.index, v -> v);
    }

    /**
     * The variables by name and kind, on top of what is known of an older one.
     *
     * @param value what is in the map for a variable; null for nothing
     */
    private static ElixirMap mapped(
            Vars newest, Function<Vars, @Nullable ElixirMap> known, Function<Vars, @Nullable Object> value) {
        Deque<Vars> newer = new ArrayDeque<>();
        ElixirMap map = null;
        for (Vars v = newest; v != null && map == null; v = v.older) {
            map = known.apply(v);
            if (map == null) {
                newer.push(v);
            }
        }
        if (map == null) {
            map = ElixirMap.EMPTY;
        }
        for (Vars variable : newer) {
            Object entry = value.apply(variable);
            if (entry != null) {
                map = map.put(new Tuple2(variable.name, variable.kind), entry);
            }
        }
        return map;
    }

    static @Nullable Vars find(@Nullable Vars vars, Atom name, Object kind) {
        for (Vars v = vars; v != null; v = v.older) {
            if (v.index != null) {
                return (Vars) v.index.get(new Tuple2(name, kind));
            }
            if (v.name == name && (v.kind == kind || v.kind.equals(kind))) {
                return v;
            }
        }
        return null;
    }

    /** The kind of variable that metadata and context make: a hygiene counter wins over the context. */
    static Object kind(Object meta, Object context) {
        while (meta instanceof Cons cell) {
            if (cell.head instanceof Tuple2 pair && pair.e0 == Words.COUNTER) {
                return pair.e1;
            }
            meta = cell.tail();
        }
        return context;
    }

    /** The variables whose version is accepted. */
    static @Nullable Vars only(@Nullable Vars vars, IntPredicate accepted) {
        if (vars == null) {
            return null;
        }
        Vars older = only(vars.older, accepted);
        return accepted.test(vars.version) ? new Vars(vars.name, vars.kind, vars.version, older) : older;
    }

    /** The variables that a context tells apart; those with a hygiene counter are left out. */
    static @Nullable Vars named(@Nullable Vars vars) {
        if (vars == null) {
            return null;
        }
        Vars older = named(vars.older);
        if (!(vars.kind instanceof Atom)) {
            return older;
        }
        return older == vars.older ? vars : new Vars(vars.name, vars.kind, vars.version, older);
    }

    /** {@code fresh}, down to but without {@code stop}, put on top of {@code base}. */
    static @Nullable Vars onto(@Nullable Vars fresh, @Nullable Vars stop, @Nullable Vars base) {
        if (fresh == stop) {
            return base;
        }
        return new Vars(fresh.name, fresh.kind, fresh.version, onto(fresh.older, stop, base));
    }

    /** The variable as a quoted form. */
    Tuple3 form() {
        return kind instanceof Atom context
                ? new Tuple3(name, EmptyList.NIL, context)
                : new Tuple3(name, TermList.of(new Tuple2(Words.COUNTER, kind)), Atom.NIL);
    }

    /** {@code %{{name, kind} => version}}, as {@code Macro.Env} holds it; {@code __CALLER__} is no variable there. */
    static ElixirMap toTerm(@Nullable Vars vars) {
        if (vars == null) {
            return ElixirMap.EMPTY;
        }
        if (vars.term == null) {
            vars.term = mapped(vars, v -> v.term, v -> v.name == Words.CALLER ? null : (long) v.version);
        }
        return vars.term;
    }

    static @Nullable Vars fromTerm(Object term) {
        if (!(term instanceof ElixirMap map)) {
            return null;
        }
        Vars[] result = {null};
        map.forEach((key, version) -> {
            if (key instanceof Tuple2 pair && pair.e0 instanceof Atom name && version instanceof Long number) {
                result[0] = new Vars(name, pair.e1, number.intValue(), result[0]);
            }
        });
        return result[0];
    }
}
