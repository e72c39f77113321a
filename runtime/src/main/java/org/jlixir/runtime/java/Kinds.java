package org.jlixir.runtime.java;

import java.util.stream.IntStream;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jspecify.annotations.Nullable;

/** What the choice of an overload depends on: the type of an argument, finer than its class where conversions look closer. */
final class Kinds {
    private static final Atom STRUCT = Atom.of("__struct__");

    /** Functions by arity. */
    private static final Object[] FUNCTIONS =
            IntStream.range(0, 16).mapToObj(arity -> "function/" + arity).toArray();

    private Kinds() {}

    /** Compared by identity. */
    static Object of(@Nullable Object argument) {
        return switch (argument) {
            case null -> Void.class;
            case Atom atom ->
                atom == Atom.NIL ? Atom.NIL : atom == Atom.TRUE || atom == Atom.FALSE ? Boolean.class : Atom.class;
            case Fun fun -> fun.arity() < FUNCTIONS.length ? FUNCTIONS[fun.arity()] : Fun.class;
            case Cons _, EmptyList _ -> Cons.class;
            case ElixirMap map -> map.get(STRUCT) instanceof Atom struct ? struct : ElixirMap.class;
            default -> argument.getClass();
        };
    }

    static Object[] of(Object[] arguments) {
        Object[] kinds = new Object[arguments.length];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = of(arguments[i]);
        }
        return kinds;
    }

    static boolean match(Object[] kinds, Object[] arguments) {
        for (int i = 0; i < kinds.length; i++) {
            if (of(arguments[i]) != kinds[i]) {
                return false;
            }
        }
        return true;
    }

    /** For generated tests of a single argument. */
    static boolean isOf(Object kind, Object argument) {
        return of(argument) == kind;
    }
}
