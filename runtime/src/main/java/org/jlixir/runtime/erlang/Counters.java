package org.jlixir.runtime.erlang;

import java.util.concurrent.atomic.AtomicLongArray;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;

/** {@code :counters}: arrays of 64-bit counters. Positions count from 1; counters wrap around. */
@ErlangModule("counters")
public final class Counters {
    private static final Atom ATOMICS = Atom.of("atomics");
    private static final Atom WRITE_CONCURRENCY = Atom.of("write_concurrency");

    private Counters() {}

    @Builtin("new")
    public static Object make(Proc self, Object size, Object options) {
        Atom kind = ATOMICS;
        Object[] given = Args.elements(options);
        if (given.length == 1 && (given[0] == ATOMICS || given[0] == WRITE_CONCURRENCY)) {
            kind = (Atom) given[0];
        } else if (given.length > 0) {
            throw Args.badarg();
        }
        return Tuple.of(kind, Atomics.Cells.make(self, Args.arrayLength(size), true));
    }

    private static Atomics.Cells cells(Object counters) {
        if (counters instanceof Tuple2 pair && (pair.e0 == ATOMICS || pair.e0 == WRITE_CONCURRENCY)) {
            return Atomics.Cells.of(pair.e1);
        }
        throw Args.badarg();
    }

    @Builtin("add")
    public static Object add(Object counters, Object position, Object increment) {
        Atomics.Cells cells = cells(counters);
        cells.values().addAndGet(cells.at(position), Atomics.increment(increment));
        return Atom.OK;
    }

    @Builtin("sub")
    public static Object sub(Object counters, Object position, Object decrement) {
        Atomics.Cells cells = cells(counters);
        cells.values().addAndGet(cells.at(position), -Atomics.increment(decrement));
        return Atom.OK;
    }

    @Builtin("get")
    public static Object get(Object counters, Object position) {
        Atomics.Cells cells = cells(counters);
        return cells.values().get(cells.at(position));
    }

    @Builtin("put")
    public static Object put(Object counters, Object position, Object value) {
        Atomics.Cells cells = cells(counters);
        cells.values().set(cells.at(position), cells.value(value));
        return Atom.OK;
    }

    @Builtin("info")
    public static Object info(Proc self, Object counters) {
        Atomics.Cells cells = cells(counters);
        AtomicLongArray values = cells.values();
        if (((Tuple2) counters).e0 == ATOMICS) {
            return cells.info();
        }
        // One row a scheduler and one more, in cache lines of eight counters, as Erlang reports it.
        long lines = Math.ceilDiv(values.length(), 8) * (self.node().schedulers() + 1L);
        return ElixirMap.of(Atom.of("size"), (long) values.length(), Atom.of("memory"), 32 + 64 * lines);
    }
}
