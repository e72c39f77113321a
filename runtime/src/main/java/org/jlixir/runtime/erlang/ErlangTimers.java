package org.jlixir.runtime.erlang;

import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.Timers;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** The functions of {@code :erlang} about timers and time. */
@ErlangModule("erlang")
public final class ErlangTimers {
    private static final Tuple ABSOLUTE = Tuple.of(Atom.of("abs"), Atom.TRUE);
    private static final Tuple ASYNC = Tuple.of(Atom.of("async"), Atom.TRUE);
    private static final Tuple NO_INFO = Tuple.of(Atom.of("info"), Atom.FALSE);
    private static final long NATIVE_PER_SECOND = 1_000_000_000L;

    private ErlangTimers() {}

    @Builtin("send_after")
    public static Object sendAfter(Proc self, Object time, Object target, Object message) {
        return sendAfter(self, time, target, message, EmptyList.NIL);
    }

    @Builtin("send_after")
    public static Object sendAfter(Proc self, Object time, Object target, Object message, Object options) {
        return timers(self).start(self, millis(self, time, options), target, _ -> message);
    }

    @Builtin("start_timer")
    public static Object startTimer(Proc self, Object time, Object target, Object message) {
        return startTimer(self, time, target, message, EmptyList.NIL);
    }

    @Builtin("start_timer")
    public static Object startTimer(Proc self, Object time, Object target, Object message, Object options) {
        return timers(self).start(
                self, millis(self, time, options), target, reference -> Tuple.of(TIMEOUT, reference, message));
    }

    private static final Atom TIMEOUT = Atom.of("timeout");

    private static Timers timers(Proc self) {
        return self.node().state(Timers.class, Timers::new);
    }

    private static long millis(Proc self, Object time, Object options) {
        if (!(time instanceof Long millis) || TermList.properLength(options) < 0) {
            throw ElixirException.badArgument();
        }
        if (TermList.toJava(options).contains(ABSOLUTE)) {
            long now = Math.floorDiv(System.nanoTime() - self.node().startNanos(), 1_000_000L) + BASE_MILLIS;
            return Math.max(0, millis - now);
        }
        if (millis < 0) {
            throw ElixirException.badArgument();
        }
        return millis;
    }

    @Builtin("cancel_timer")
    public static Object cancelTimer(Proc self, Object timer) {
        return cancelTimer(self, timer, EmptyList.NIL);
    }

    @Builtin("cancel_timer")
    public static Object cancelTimer(Proc self, Object timer, Object options) {
        if (!(timer instanceof Reference reference)) {
            throw ElixirException.badArgument();
        }
        Object left = left(timers(self).cancel(reference));
        boolean async = TermList.toJava(options).contains(ASYNC);
        boolean informs = !TermList.toJava(options).contains(NO_INFO);
        if (async && informs) {
            self.send(Tuple.of(Atom.of("cancel_timer"), timer, left));
        }
        return async || !informs ? Atom.OK : left;
    }

    @Builtin("read_timer")
    public static Object readTimer(Proc self, Object timer) {
        if (!(timer instanceof Reference reference)) {
            throw ElixirException.badArgument();
        }
        return left(timers(self).read(reference));
    }

    private static Object left(long millis) {
        return millis < 0 ? Atom.FALSE : (Object) millis;
    }

    // ---- time

    /** Monotonic time starts below zero on the BEAM too; programs must not rely on its sign. */
    private static final long BASE_MILLIS = -576_460_751_000L;

    private static long monotonic(Proc self) {
        return System.nanoTime() - self.node().startNanos() + BASE_MILLIS * 1_000_000L;
    }

    private static long system() {
        java.time.Instant now = java.time.Instant.now();
        return now.getEpochSecond() * NATIVE_PER_SECOND + now.getNano();
    }

    @Builtin("monotonic_time")
    public static Object monotonicTime(Proc self) {
        return monotonic(self);
    }

    @Builtin("monotonic_time")
    public static Object monotonicTime(Proc self, Object unit) {
        return convert(monotonic(self), NATIVE_PER_SECOND, partsPerSecond(unit));
    }

    @Builtin("system_time")
    public static Object systemTime() {
        return system();
    }

    @Builtin("system_time")
    public static Object systemTime(Object unit) {
        return convert(system(), NATIVE_PER_SECOND, partsPerSecond(unit));
    }

    @Builtin("time_offset")
    public static Object timeOffset(Proc self) {
        return system() - monotonic(self);
    }

    @Builtin("time_offset")
    public static Object timeOffset(Proc self, Object unit) {
        return convert(system() - monotonic(self), NATIVE_PER_SECOND, partsPerSecond(unit));
    }

    @Builtin(value = "convert_time_unit", pure = true)
    public static Object convertTimeUnit(Object time, Object from, Object to) {
        if (!(time instanceof Long value)) {
            throw ElixirException.badArgument();
        }
        return convert(value, partsPerSecond(from), partsPerSecond(to));
    }

    private static Object convert(long time, long from, long to) {
        if (from == to) {
            return time;
        }
        java.math.BigInteger product = java.math.BigInteger.valueOf(time).multiply(java.math.BigInteger.valueOf(to));
        java.math.BigInteger[] parts = product.divideAndRemainder(java.math.BigInteger.valueOf(from));
        java.math.BigInteger floor = parts[1].signum() < 0 ? parts[0].subtract(java.math.BigInteger.ONE) : parts[0];
        return org.jlixir.runtime.number.Arithmetic.normalize(floor);
    }

    private static long partsPerSecond(Object unit) {
        if (unit instanceof Long parts && parts > 0) {
            return parts;
        }
        if (unit instanceof Atom atom) {
            switch (atom.name()) {
                case "second", "seconds" -> {
                    return 1;
                }
                case "millisecond", "milli_seconds" -> {
                    return 1000;
                }
                case "microsecond", "micro_seconds" -> {
                    return 1_000_000;
                }
                case "nanosecond", "nano_seconds", "native", "perf_counter" -> {
                    return NATIVE_PER_SECOND;
                }
                default -> {}
            }
        }
        throw ElixirException.badArgument();
    }

    @Builtin("timestamp")
    public static Object timestamp() {
        long micros = system() / 1000;
        return Tuple.of(micros / 1_000_000_000_000L, micros / 1_000_000 % 1_000_000, micros % 1_000_000);
    }

    @Builtin("now")
    public static Object now() {
        return timestamp();
    }

    // ---- unique integers

    @Builtin("unique_integer")
    public static Object uniqueInteger(Proc self) {
        return -576_460_752_303_423_488L + self.node().nextUniqueInteger();
    }

    @Builtin("unique_integer")
    public static Object uniqueInteger(Proc self, Object options) {
        if (TermList.properLength(options) < 0) {
            throw ElixirException.badArgument();
        }
        for (Object option : TermList.toJava(options)) {
            if (option != POSITIVE && option != MONOTONIC) {
                throw ElixirException.badArgument();
            }
        }
        return TermList.toJava(options).contains(POSITIVE) ? self.node().nextUniqueInteger() : uniqueInteger(self);
    }

    private static final Atom POSITIVE = Atom.of("positive");
    private static final Atom MONOTONIC = Atom.of("monotonic");
}
