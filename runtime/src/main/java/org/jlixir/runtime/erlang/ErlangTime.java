package org.jlixir.runtime.erlang;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;

/** {@code :erlang}: clocks and unique integers. The native unit is the nanosecond. */
@ErlangModule("erlang")
public final class ErlangTime {
    private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000L);

    private ErlangTime() {}

    @Builtin(value = "monotonic_time", brief = true)
    public static Object monotonicTime(Proc self) {
        return self.node().clock().monotonic();
    }

    @Builtin(value = "monotonic_time", brief = true)
    public static Object monotonicTime(Proc self, Object unit) {
        return fromNanos(self.node().clock().monotonic(), unit);
    }

    @Builtin(value = "system_time", brief = true)
    public static Object systemTime(Proc self) {
        return self.node().clock().system();
    }

    @Builtin(value = "system_time", brief = true)
    public static Object systemTime(Proc self, Object unit) {
        return fromNanos(self.node().clock().system(), unit);
    }

    @Builtin("time_offset")
    public static Object timeOffset(Proc self) {
        return self.node().clock().offset();
    }

    @Builtin("time_offset")
    public static Object timeOffset(Proc self, Object unit) {
        return fromNanos(self.node().clock().offset(), unit);
    }

    /** {@code {megaseconds, seconds, microseconds}} since 1970. */
    @Builtin("timestamp")
    public static Object timestamp(Proc self) {
        long micros = Math.floorDiv(self.node().clock().system(), 1000L);
        return stamp(micros);
    }

    /** As {@code timestamp/0}, but never twice the same. */
    @Builtin("now")
    public static Object now(Proc self) {
        LastStamp last = self.node().state(LastStamp.class, LastStamp::new);
        return stamp(last.after(Math.floorDiv(self.node().clock().system(), 1000L)));
    }

    private static final class LastStamp {
        private long micros;

        synchronized long after(long now) {
            micros = Math.max(micros + 1, now);
            return micros;
        }
    }

    private static Object stamp(long micros) {
        return Tuple.of(
                Math.floorDiv(micros, 1_000_000_000_000L),
                Math.floorMod(Math.floorDiv(micros, 1_000_000L), 1_000_000L),
                Math.floorMod(micros, 1_000_000L));
    }

    /** Rounds down, as the reference does for negative times too. */
    @Builtin(value = "convert_time_unit", pure = true)
    public static Object convertTimeUnit(Object time, Object from, Object to) {
        long fromParts = perSecond(from);
        long toParts = perSecond(to);
        if (time instanceof Long small && Math.multiplyHigh(small, toParts) == small * toParts >> 63) {
            return Math.floorDiv(small * toParts, fromParts);
        }
        return convert(big(time), fromParts, toParts);
    }

    private static BigInteger big(Object time) {
        return switch (time) {
            case Long small -> BigInteger.valueOf(small);
            case BigInteger large -> large;
            default -> throw Args.badarg();
        };
    }

    private static Object fromNanos(long nanos, Object unit) {
        long parts = perSecond(unit);
        if (parts <= 1_000_000_000L && 1_000_000_000L % parts == 0) {
            return Math.floorDiv(nanos, 1_000_000_000L / parts);
        }
        return convert(BigInteger.valueOf(nanos), NANOS.longValue(), parts);
    }

    private static Object convert(BigInteger time, long from, long to) {
        BigInteger divisor = BigInteger.valueOf(from);
        BigInteger[] result = time.multiply(BigInteger.valueOf(to)).divideAndRemainder(divisor);
        BigInteger floor = result[1].signum() < 0 ? result[0].subtract(BigInteger.ONE) : result[0];
        return Arithmetic.normalize(floor);
    }

    private static long perSecond(Object unit) {
        if (unit instanceof Long parts && parts > 0) {
            return parts;
        }
        return switch (Args.atom(unit).name()) {
            case "second", "seconds" -> 1L;
            case "millisecond", "milli_seconds" -> 1_000L;
            case "microsecond", "micro_seconds" -> 1_000_000L;
            case "nanosecond", "nano_seconds", "native", "perf_counter" -> 1_000_000_000L;
            default -> throw Args.badarg();
        };
    }

    // ---- the calendar

    @Builtin("date")
    public static Object date() {
        return date(LocalDateTime.now(ZoneId.systemDefault()));
    }

    @Builtin("time")
    public static Object time() {
        return time(LocalDateTime.now(ZoneId.systemDefault()));
    }

    @Builtin("localtime")
    public static Object localTime() {
        return both(LocalDateTime.now(ZoneId.systemDefault()));
    }

    @Builtin("universaltime")
    public static Object universalTime() {
        return both(LocalDateTime.ofInstant(Instant.now(), ZoneOffset.UTC));
    }

    @Builtin("universaltime_to_localtime")
    public static Object universalTimeToLocalTime(Object moment) {
        return both(moment(moment)
                .atOffset(ZoneOffset.UTC)
                .atZoneSameInstant(ZoneId.systemDefault())
                .toLocalDateTime());
    }

    @Builtin("localtime_to_universaltime")
    public static Object localTimeToUniversalTime(Object moment) {
        return localTimeToUniversalTime(moment, Atom.of("undefined"));
    }

    /** Of a local time that clocks show twice, {@code true} means the one in daylight saving time, that is the first. */
    @Builtin("localtime_to_universaltime")
    public static Object localTimeToUniversalTime(Object moment, Object daylightSaving) {
        ZonedDateTime local = moment(moment).atZone(ZoneId.systemDefault());
        ZonedDateTime exact = daylightSaving == Atom.FALSE ? local.withLaterOffsetAtOverlap() : local;
        return both(exact.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime());
    }

    @Builtin("posixtime_to_universaltime")
    public static Object posixTimeToUniversalTime(Object seconds) {
        return both(LocalDateTime.ofEpochSecond(Args.integer(seconds), 0, ZoneOffset.UTC));
    }

    @Builtin("universaltime_to_posixtime")
    public static Object universalTimeToPosixTime(Object moment) {
        return moment(moment).toEpochSecond(ZoneOffset.UTC);
    }

    private static LocalDateTime moment(Object term) {
        if (term instanceof Tuple pair
                && pair.size() == 2
                && pair.get(0) instanceof Tuple date
                && date.size() == 3
                && pair.get(1) instanceof Tuple time
                && time.size() == 3) {
            try {
                return LocalDateTime.of(
                        Args.integer(date.get(0), -9999, 99_999),
                        Args.integer(date.get(1), 1, 12),
                        Args.integer(date.get(2), 1, 31),
                        Args.integer(time.get(0), 0, 23),
                        Args.integer(time.get(1), 0, 59),
                        Args.integer(time.get(2), 0, 59));
            } catch (DateTimeException e) {
                throw Args.badarg();
            }
        }
        throw Args.badarg();
    }

    private static Tuple both(LocalDateTime at) {
        return Tuple.of(date(at), time(at));
    }

    private static Tuple date(LocalDateTime at) {
        return Tuple.of((long) at.getYear(), (long) at.getMonthValue(), (long) at.getDayOfMonth());
    }

    private static Tuple time(LocalDateTime at) {
        return Tuple.of((long) at.getHour(), (long) at.getMinute(), (long) at.getSecond());
    }

    // ---- unique integers

    @Builtin("unique_integer")
    public static Object uniqueInteger(Proc self) {
        return self.node().uniqueIntegers().next(false, false);
    }

    @Builtin("unique_integer")
    public static Object uniqueInteger(Proc self, Object options) {
        boolean monotonic = false;
        boolean positive = false;
        Object rest = options;
        while (rest instanceof Cons cell) {
            switch (Args.atom(cell.head).name()) {
                case "monotonic" -> monotonic = true;
                case "positive" -> positive = true;
                default -> throw Args.badarg();
            }
            rest = cell.tail();
        }
        if (rest != EmptyList.NIL) {
            throw Args.badarg();
        }
        return self.node().uniqueIntegers().next(monotonic, positive);
    }
}
