package org.jlixir.runtime.erlang;

import java.util.concurrent.atomic.AtomicLong;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;

/**
 * {@code :erlang.garbage_collect}. All processes have one heap. When a process asks for its own garbage to be collected, as programs
 * do that measure memory, that of all is; but for no more than a small part of the time, for there are programs that ask
 * often. A request for another process does nothing: the JVM collects when it has to.
 */
@ErlangModule("erlang")
public final class ErlangGarbage {
    /** A collection that took so long is followed by so many times as much without one. */
    private static final long REST = 20;

    /** When the next collection may be, by {@link System#nanoTime}. */
    private static final class Next {
        private final AtomicLong nanos = new AtomicLong(System.nanoTime());
    }

    private static final Atom ASYNC = Atom.of("async");
    private static final Atom GARBAGE_COLLECT = Atom.of("garbage_collect");

    private ErlangGarbage() {}

    @Builtin("garbage_collect")
    public static Object garbageCollect(Proc self) {
        collect(self.node());
        return Atom.TRUE;
    }

    @Builtin("garbage_collect")
    public static Object garbageCollect(Proc self, Object target) {
        if (!(target instanceof Pid pid)) {
            throw ElixirException.badArgument();
        }
        if (pid.equals(self.pid())) {
            collect(self.node());
        }
        return Atom.of(self.node().find(pid) != null);
    }

    /** With the option {@code {:async, id}} the answer is a message {@code {:garbage_collect, id, answer}}. */
    @Builtin("garbage_collect")
    public static Object garbageCollect(Proc self, Object target, Object options) {
        Object id = null;
        for (Object option : Args.elements(options)) {
            if (!(option instanceof Tuple2 pair && (pair.e0 == ASYNC || pair.e0 == Atom.of("type")))) {
                throw ElixirException.badArgument();
            }
            id = pair.e0 == ASYNC ? pair.e1 : id;
        }
        Object answer = garbageCollect(self, target);
        if (id == null) {
            return answer;
        }
        self.send(Tuple.of(GARBAGE_COLLECT, id, answer));
        return ASYNC;
    }

    private static void collect(Node node) {
        AtomicLong next = node.state(Next.class, Next::new).nanos;
        long due = next.get();
        long begin = System.nanoTime();
        if (begin - due >= 0 && next.compareAndSet(due, Long.MAX_VALUE / 2 + begin)) {
            System.gc();
            long end = System.nanoTime();
            next.set(end + REST * (end - begin));
        }
    }
}
