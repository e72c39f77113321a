package org.jlixir.runtime.process;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;

/** The timers of a node that send messages. Safe for any thread. */
public final class Timers {
    private final ConcurrentHashMap<Reference, ScheduledFuture<?>> running = new ConcurrentHashMap<>();

    /**
     * @param target a pid or a registered name, looked up when the time has come
     * @param message made from the timer's own reference
     */
    public Reference start(Proc self, long millis, Object target, Function<Reference, Object> message) {
        if (!(target instanceof Pid) && !(target instanceof Atom)) {
            throw ElixirException.badArgument();
        }
        Node node = self.node();
        Reference reference = node.newReference();
        Object term = message.apply(reference);
        Runnable fire = () -> {
            running.remove(reference);
            Proc process = target instanceof Pid pid ? node.find(pid) : node.find((Atom) target);
            if (process != null) {
                process.send(term);
            }
        };
        if (millis == 0) {
            fire.run();
        } else {
            // The entry must be there before the timer can remove it.
            synchronized (this) {
                running.put(reference, node.timers().schedule(() -> {
                    synchronized (this) {
                        fire.run();
                    }
                }, millis, TimeUnit.MILLISECONDS));
            }
        }
        return reference;
    }

    /** @return the milliseconds that were left, -1 when there is no such timer */
    public long cancel(Reference reference) {
        ScheduledFuture<?> timer = running.remove(reference);
        if (timer == null || !timer.cancel(false)) {
            return -1;
        }
        return left(timer);
    }

    /** @return the milliseconds that are left, -1 when there is no such timer */
    public long read(Reference reference) {
        ScheduledFuture<?> timer = running.get(reference);
        return timer == null ? -1 : left(timer);
    }

    private static long left(ScheduledFuture<?> timer) {
        return Math.max(0, timer.getDelay(TimeUnit.MILLISECONDS));
    }
}
