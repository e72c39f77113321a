package org.jlixir.runtime.term;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An atom: a name, interned, so that two atoms are the same exactly when they are the same object.
 *
 * <p>The table of all atoms is the one piece of mutable static state in jlixir, as it is on the BEAM.
 */
public final class Atom {
    /** The most characters (code points) that an atom's name may have. */
    public static final int MAX_LENGTH = 255;

    /** Atoms that exist from the start; they come into the table when they are first used. */
    private static final AtomSeed SEED = AtomSeed.read();

    private static final ConcurrentHashMap<String, Atom> TABLE = new ConcurrentHashMap<>(1 << 12);
    private static final AtomicInteger NEXT_INDEX = new AtomicInteger(SEED.size());

    public static final Atom TRUE = of("true");
    public static final Atom FALSE = of("false");
    public static final Atom NIL = of("nil");
    public static final Atom OK = of("ok");
    public static final Atom ERROR = of("error");
    public static final Atom EXIT = of("exit");
    public static final Atom THROW = of("throw");
    public static final Atom UNDEFINED = of("undefined");
    public static final Atom NORMAL = of("normal");
    public static final Atom INFINITY = of("infinity");

    private final String name;
    private final int index;
    private final int hash;

    private Atom(String name, int index) {
        this.name = name;
        this.index = index;
        this.hash = name.hashCode() * 0x9E3779B1;
    }

    /** The atom of that name, made when it is not there yet. Callers check {@link #MAX_LENGTH}. */
    public static Atom of(String name) {
        Atom atom = TABLE.get(name);
        return atom != null ? atom : TABLE.computeIfAbsent(name, Atom::make);
    }

    private static Atom make(String name) {
        int seeded = SEED.indexOf(name);
        return new Atom(name, seeded >= 0 ? seeded : NEXT_INDEX.getAndIncrement());
    }

    /** The atom of that name if it exists already, else null. */
    public static @Nullable Atom existing(String name) {
        Atom atom = TABLE.get(name);
        return atom == null && SEED.indexOf(name) >= 0 ? of(name) : atom;
    }

    /** {@code true} or {@code false} as an atom. */
    public static Atom of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** How many atoms exist. */
    public static int count() {
        return NEXT_INDEX.get();
    }

    public String name() {
        return name;
    }

    /** Its place in the atom table: the order in which small maps list their atom keys, as on OTP 26 and later. */
    public int index() {
        return index;
    }

    /** False for {@code nil}, {@code true} and {@code false}, whose {@code .name} asks for the field of a value. */
    public boolean canNameModule() {
        return this != NIL && this != TRUE && this != FALSE;
    }

    /** Neither {@code nil} nor {@code false}: what Elixir's {@code if} takes as true. */
    public static boolean truthy(Object term) {
        return term != NIL && term != FALSE;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return name;
    }
}
