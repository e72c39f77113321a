package org.jlixir.runtime.erlang;

import org.jlixir.runtime.process.Clock;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.Timers;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** {@code :erlang}: timers that send messages. Times are milliseconds. */
@ErlangModule("erlang")
public final class ErlangTimers {
    private static final Atom TIMEOUT = Atom.of("timeout");
    private static final Atom CANCEL_TIMER = Atom.of("cancel_timer");
    private static final Atom READ_TIMER = Atom.of("read_timer");

    private ErlangTimers() {}

    @Builtin("send_after")
    public static Object sendAfter(Proc self, Object time, Object target, Object message) {
        return sendAfter(self, time, target, message, EmptyList.NIL);
    }

    @Builtin("send_after")
    public static Object sendAfter(Proc self, Object time, Object target, Object message, Object options) {
        long millis = delay(self, time, target, options);
        Reference reference = self.node().newReference();
        self.node().timers().start(reference, target, message, millis);
        return reference;
    }

    @Builtin("start_timer")
    public static Object startTimer(Proc self, Object time, Object target, Object message) {
        return startTimer(self, time, target, message, EmptyList.NIL);
    }

    @Builtin("start_timer")
    public static Object startTimer(Proc self, Object time, Object target, Object message, Object options) {
        long millis = delay(self, time, target, options);
        Reference reference = self.node().newReference();
        self.node().timers().start(reference, target, Tuple.of(TIMEOUT, reference, message), millis);
        return reference;
    }

    private static long delay(Proc self, Object time, Object target, Object options) {
        boolean absolute = false;
        for (Object option : Args.elements(options)) {
            if (!(option instanceof Tuple2 pair && pair.e0 == ABS)) {
                throw Args.badarg();
            }
            absolute = Args.bool(pair.e1);
        }
        long millis = Args.integer(time);
        boolean known = target instanceof Atom
                || target instanceof Pid pid && pid.node() == self.node().name();
        if (!known || !absolute && millis < 0) {
            throw Args.badarg();
        }
        if (!absolute) {
            return millis;
        }
        if (millis < Clock.START / 1_000_000 || millis > Clock.END / 1_000_000) {
            throw Args.badarg();
        }
        return Math.ceilDiv(millis * 1_000_000 - self.node().clock().monotonic(), 1_000_000);
    }

    private static final Atom ABS = Atom.of("abs");

    @Builtin("cancel_timer")
    public static Object cancelTimer(Proc self, Object timer) {
        return cancelTimer(self, timer, EmptyList.NIL);
    }

    @Builtin("cancel_timer")
    public static Object cancelTimer(Proc self, Object timer, Object options) {
        boolean async = option(options, ASYNC, false);
        boolean wanted = option(options, INFO, true);
        Reference reference = reference(timer);
        Timers timers = self.node().timers();
        return answer(self, CANCEL_TIMER, reference, timers.cancel(reference), async, wanted);
    }

    @Builtin("read_timer")
    public static Object readTimer(Proc self, Object timer) {
        return readTimer(self, timer, EmptyList.NIL);
    }

    @Builtin("read_timer")
    public static Object readTimer(Proc self, Object timer, Object options) {
        boolean async = option(options, ASYNC, false);
        Reference reference = reference(timer);
        return answer(self, READ_TIMER, reference, self.node().timers().left(reference), async, true);
    }

    private static Object answer(
            Proc self, Atom tag, Reference timer, @Nullable Long left, boolean async, boolean wanted) {
        Object result = left == null ? Atom.FALSE : left;
        if (async && wanted) {
            self.send(Tuple.of(tag, timer, result));
        }
        return async || !wanted ? Atom.OK : result;
    }

    private static final Atom ASYNC = Atom.of("async");
    private static final Atom INFO = Atom.of("info");

    private static Reference reference(Object timer) {
        if (timer instanceof Reference reference) {
            return reference;
        }
        throw Args.badarg();
    }

    private static boolean option(Object options, Atom name, boolean otherwise) {
        boolean value = otherwise;
        for (Object option : Args.elements(options)) {
            if (!(option instanceof Tuple2 pair) || pair.e0 != ASYNC && pair.e0 != INFO) {
                throw Args.badarg();
            }
            boolean given = Args.bool(pair.e1);
            value = pair.e0 == name ? given : value;
        }
        return value;
    }
}
