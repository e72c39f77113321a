package org.jlixir.runtime.erlang;

import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Tuple2;

/** {@code :atomics}: arrays of 64-bit integers, changed atomically. Positions count from 1; results wrap around. */
@ErlangModule("atomics")
public final class Atomics {
    private static final Atom SIGNED = Atom.of("signed");
    private static final BigInteger RANGE = BigInteger.ONE.shiftLeft(64);
    private static final BigInteger UNSIGNED_MAX = RANGE.subtract(BigInteger.ONE);

    private Atomics() {}

    /** What the reference of an array stands for. */
    record Cells(AtomicLongArray values, boolean signed) {
        static Reference make(Proc self, int size, boolean signed) {
            return self.node().newReference().withResource(new Cells(new AtomicLongArray(size), signed));
        }

        static Cells of(Object reference) {
            if (reference instanceof Reference ref && ref.resource() instanceof Cells cells) {
                return cells;
            }
            throw Args.badarg();
        }

        int at(Object position) {
            return Args.integer(position, 1, values.length()) - 1;
        }

        Object term(long bits) {
            if (signed || bits >= 0) {
                return bits;
            }
            return Arithmetic.normalize(BigInteger.valueOf(bits).add(RANGE));
        }

        /** A value to be stored: within the range of the array. */
        long value(Object term) {
            if (term instanceof Long small && (signed || small >= 0)) {
                return small;
            }
            if (!signed && term instanceof BigInteger big && big.signum() > 0 && big.bitLength() <= 64) {
                return big.longValue();
            }
            throw Args.badarg();
        }

        ElixirMap info() {
            return ElixirMap.of(
                    Atom.of("size"),
                    (long) values.length(),
                    Atom.of("max"),
                    signed ? Long.MAX_VALUE : UNSIGNED_MAX,
                    Atom.of("min"),
                    signed ? Long.MIN_VALUE : 0L,
                    Atom.of("memory"),
                    40L + 8L * values.length());
        }
    }

    /** What is added or subtracted may have either sign, in 64 bits. */
    static long increment(Object term) {
        if (term instanceof Long small) {
            return small;
        }
        if (term instanceof BigInteger big && big.signum() > 0 && big.bitLength() <= 64) {
            return big.longValue();
        }
        throw Args.badarg();
    }

    @Builtin("new")
    public static Object make(Proc self, Object size, Object options) {
        boolean signed = true;
        for (Object option : Args.elements(options)) {
            if (!(option instanceof Tuple2 pair && pair.e0 == SIGNED)) {
                throw Args.badarg();
            }
            signed = Args.bool(pair.e1);
        }
        return Cells.make(self, Args.arrayLength(size), signed);
    }

    @Builtin("put")
    public static Object put(Object array, Object position, Object value) {
        Cells cells = Cells.of(array);
        cells.values().set(cells.at(position), cells.value(value));
        return Atom.OK;
    }

    @Builtin("get")
    public static Object get(Object array, Object position) {
        Cells cells = Cells.of(array);
        return cells.term(cells.values().get(cells.at(position)));
    }

    @Builtin("add")
    public static Object add(Object array, Object position, Object increment) {
        Cells cells = Cells.of(array);
        cells.values().addAndGet(cells.at(position), increment(increment));
        return Atom.OK;
    }

    @Builtin("add_get")
    public static Object addGet(Object array, Object position, Object increment) {
        Cells cells = Cells.of(array);
        return cells.term(cells.values().addAndGet(cells.at(position), increment(increment)));
    }

    @Builtin("sub")
    public static Object sub(Object array, Object position, Object decrement) {
        Cells cells = Cells.of(array);
        cells.values().addAndGet(cells.at(position), -increment(decrement));
        return Atom.OK;
    }

    @Builtin("sub_get")
    public static Object subGet(Object array, Object position, Object decrement) {
        Cells cells = Cells.of(array);
        return cells.term(cells.values().addAndGet(cells.at(position), -increment(decrement)));
    }

    @Builtin("exchange")
    public static Object exchange(Object array, Object position, Object value) {
        Cells cells = Cells.of(array);
        return cells.term(cells.values().getAndSet(cells.at(position), cells.value(value)));
    }

    /** {@code :ok}, or the value that was there instead of the expected one. */
    @Builtin("compare_exchange")
    public static Object compareExchange(Object array, Object position, Object expected, Object desired) {
        Cells cells = Cells.of(array);
        int at = cells.at(position);
        long wanted = cells.value(expected);
        long found = cells.values().compareAndExchange(at, wanted, cells.value(desired));
        return found == wanted ? Atom.OK : cells.term(found);
    }

    @Builtin("info")
    public static Object info(Object array) {
        return Cells.of(array).info();
    }
}
