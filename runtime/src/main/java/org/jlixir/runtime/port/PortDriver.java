package org.jlixir.runtime.port;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jlixir.runtime.bits.IoList;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.PortProcess;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * What a port does with data and commands. All of it runs in the process behind the port, as requests that are handled in the order
 * in which they come; other threads use {@link #post}. What touches nothing of that process may also run in the thread that wants it
 * done, while nothing else waits ({@link #tryWork}), which spares two changes of threads. Whoever works has the port's {@link #turn}.
 */
public abstract class PortDriver implements PortProcess {
    private static final Atom EXIT = Atom.of("EXIT");
    private static final Atom DOWN = Atom.of("DOWN");
    private static final Atom BADSIG = Atom.of("badsig");
    private static final Atom CLOSED = Atom.of("closed");
    private static final Atom CONNECTED = Atom.of("connected");
    private static final Atom KILLED = Atom.of("killed");

    private @Nullable Proc process;
    private @Nullable Port port;
    private @Nullable Pid owner;
    private volatile @Nullable Object endReason;
    private boolean endIsAsked;
    private boolean isStarted;

    /** Held by who does the port's work. */
    private final ReentrantLock turn = new ReentrantLock();

    /** How many requests the process has not done yet. */
    private final AtomicInteger waiting = new AtomicInteger();

    /** The owner hears nothing of the port's end: it is watched, not linked. */
    private boolean watchesOwner;

    private final CompletableFuture<Object> ended = new CompletableFuture<>();

    /** Starts the work, in the process behind the port. */
    protected abstract void started();

    /** Sends bytes out. @return completed when the sender may go on */
    protected abstract CompletableFuture<?> output(Bitstring data);

    /** Lets go of everything outside. */
    protected abstract void release();

    /** The name and what else {@code :erlang.port_info/2} tells of this kind of port; null for an unknown item. */
    protected abstract @Nullable Object info(Atom item);

    /** Opens the port for {@code opener}, which owns it and is linked to it. */
    public final Port open(Proc opener) {
        Port made = opener.node().newPort();
        port = made;
        owner = opener.pid();
        process = Proc.behind(made, opener, this, this::serve);
        return made;
    }

    private Object serve(Proc self) {
        process = self;
        try {
            inTurn(() -> {
                started();
                isStarted = true;
            });
            self.receiveStart();
            while (endReason == null) {
                inTurn(() -> handleMessages(self));
                if (endReason == null) {
                    self.receiveWait();
                }
            }
        } finally {
            inTurn(() -> {
                Object reason = endReason;
                endReason = reason == null ? KILLED : reason;
                release();
            });
        }
        Object reason = endReason;
        if (reason != null && reason != Atom.NORMAL) {
            throw ElixirException.exit(reason);
        }
        return Atom.OK;
    }

    private void handleMessages(Proc self) {
        for (Object message = self.receivePeek(); message != null; message = self.receivePeek()) {
            self.receiveRemove();
            self.receiveStart();
            exitSignal(message);
            ownerDown(message);
        }
    }

    private void inTurn(Runnable work) {
        turn.lock();
        try {
            work.run();
        } finally {
            turn.unlock();
        }
    }

    /** The end of the owner is the end of the port, however it came; that of another one only if it was not a normal one. */
    private void exitSignal(Object message) {
        if (message instanceof Tuple exit && exit.size() == 3 && exit.get(0) == EXIT) {
            Object reason = exit.get(2);
            if (exit.get(1).equals(owner) || reason != Atom.NORMAL) {
                end(reason);
            }
        }
    }

    private void ownerDown(Object message) {
        if (message instanceof Tuple down
                && down.size() == 5
                && down.get(0) == DOWN
                && down.get(3).equals(owner)) {
            end(Atom.NORMAL);
        }
    }

    @Override
    public final void ended() {
        if (endIsAsked) {
            tell(Tuple.of(port(), CLOSED));
        }
        ended.complete(Atom.OK);
    }

    // ---- for drivers

    protected final Port port() {
        return java.util.Objects.requireNonNull(port);
    }

    protected final Proc process() {
        return java.util.Objects.requireNonNull(process);
    }

    protected final Pid owner() {
        return java.util.Objects.requireNonNull(owner);
    }

    public final boolean isOpen() {
        return endReason == null;
    }

    /** Ends the port; those that are linked to it hear the reason. */
    protected final void end(Object reason) {
        if (endReason == null) {
            endReason = reason;
        }
    }

    /** Sends a message to the owner. */
    protected final void tell(Object message) {
        Proc receiver = process().node().find(owner());
        if (receiver != null) {
            receiver.send(message);
        }
    }

    /** Has something done in the process behind the port, unless it is closed by then. Safe for any thread. */
    protected final void post(Runnable action) {
        inProcess(() -> {
            if (isOpen()) {
                action.run();
            }
        });
    }

    private void inProcess(Runnable action) {
        waiting.incrementAndGet();
        process().request(_ -> {
            try {
                inTurn(action);
            } finally {
                waiting.decrementAndGet();
            }
        });
    }

    /**
     * Does work in this thread, if the port is open, allows it, and nothing else is to be done before. Safe for any thread.
     *
     * @param work touches nothing of the process behind the port
     * @return false when it has not been done
     */
    protected final boolean tryWork(Runnable work) {
        if (!turn.tryLock()) {
            return false;
        }
        try {
            if (waiting.get() != 0 || process().hasSignals() || !isStarted || !isOpen() || !worksAnywhere()) {
                return false;
            }
            work.run();
        } finally {
            turn.unlock();
        }
        if (!isOpen()) {
            // The process is to notice.
            process().request(_ -> {});
        }
        return true;
    }

    /** Whether {@link #tryWork} may do anything now. */
    protected boolean worksAnywhere() {
        return false;
    }

    // ---- for built-ins

    /** What a port's process is asked for by the process that calls a built-in. */
    @FunctionalInterface
    public interface Question<T> {
        void ask(CompletableFuture<T> answer);
    }

    /**
     * Asks the process behind the port and waits.
     *
     * @param closed the answer when the port is closed, or closes meanwhile
     */
    public final <T> T ask(Proc caller, T closed, Question<T> question) {
        T answer = ask(caller, closed, question, Proc.FOREVER);
        return answer == null ? closed : answer;
    }

    /** @return null when it takes longer than {@code nanos} */
    public final <T> @Nullable T ask(Proc caller, T closed, Question<T> question, long nanos) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        askProcess(closed, question, answer);
        return caller.await(answer, nanos);
    }

    private <T> void askProcess(T closed, Question<T> question, CompletableFuture<T> answer) {
        inProcess(() -> {
            if (isOpen()) {
                question.ask(answer);
            } else {
                answer.complete(closed);
            }
        });
    }

    /** As {@link #ask(Proc, Object, Question, long)}, for questions that {@link #tryWork} may answer. */
    protected final <T> @Nullable T askAnywhere(Proc caller, T closed, Question<T> question, long nanos) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (!tryWork(() -> question.ask(answer))) {
            askProcess(closed, question, answer);
        }
        return caller.await(answer, nanos);
    }

    /** Closes the port. When this is over, all who are to hear of it have been told. @return false when it was closed */
    public final boolean close(Proc caller) {
        boolean open = ask(caller, false, answer -> {
            end(Atom.NORMAL);
            answer.complete(true);
        });
        if (open) {
            caller.await(ended, Proc.FOREVER);
        }
        return open;
    }

    /** Sends bytes out, and waits while too many are on their way. @return false when the port is closed */
    public final boolean command(Proc caller, Bitstring data) {
        return ask(caller, false, answer -> {
            var _ = output(data).whenComplete((_, _) -> answer.complete(true));
        });
    }

    /** Makes another process the owner, and links it. @return false when the port is closed */
    public final boolean connect(Proc caller, Pid newOwner) {
        return ask(caller, false, answer -> {
            changeOwner(newOwner);
            answer.complete(true);
        });
    }

    protected final void changeOwner(Pid newOwner) {
        owner = newOwner;
        if (watchesOwner) {
            watchOwner();
        } else {
            org.jlixir.runtime.process.ProcessSignals.link(process(), newOwner);
        }
    }

    /** Has the owner no longer linked to the port, which ends with it all the same. */
    protected final void watchOwner() {
        watchesOwner = true;
        forget(owner());
        org.jlixir.runtime.process.ProcessSignals.monitor(process(), owner(), DOWN, null);
    }

    /** Takes the link to {@code pid} away, on this side. */
    protected final void forget(Pid pid) {
        org.jlixir.runtime.process.ProcessSignals.unlink(process(), pid);
    }

    /** {@code {item, value}}; null for an unknown item, {@code :undefined} when the port is closed. */
    public final @Nullable Object information(Proc caller, Atom item) {
        Object[] none = {};
        Object[] found = ask(caller, new Object[] {Atom.UNDEFINED}, answer -> {
            Object value = value(item);
            answer.complete(value == null ? none : new Object[] {Tuple.of(item, value)});
        });
        return found.length == 0 ? null : found[0];
    }

    private @Nullable Object value(Atom item) {
        Proc self = process();
        return switch (item.name()) {
            case "registered_name", "links", "monitors", "monitored_by" ->
                org.jlixir.runtime.process.ProcessView.item(self, item, false);
            case "id" -> port().number() << 3;
            case "connected" -> owner();
            case "parallelism", "locking" -> Atom.FALSE;
            case "queue_size" -> 0L;
            case "memory" -> 40L;
            default -> info(item);
        };
    }

    // ---- messages

    /** A message to a port: {@code {owner, {:command, data} | :close | {:connect, pid}}}; dropped when it is closed. */
    public static void send(Proc sender, Port port, Object message) {
        PortDriver driver = of(sender, port);
        if (driver != null) {
            driver.post(() -> driver.received(sender.pid(), message));
        }
    }

    /** The driver of an open port, or null. */
    public static @Nullable PortDriver of(Proc caller, Object port) {
        Proc process = port instanceof Port known ? caller.node().find(known) : null;
        return process != null && process.behind() instanceof PortDriver driver ? driver : null;
    }

    private void received(Pid sender, Object message) {
        if (message instanceof Tuple pair && pair.size() == 2 && pair.get(0).equals(owner)) {
            if (pair.get(1) == Atom.of("close")) {
                endIsAsked = true;
                end(Atom.NORMAL);
                return;
            }
            if (pair.get(1) instanceof Tuple command && command.size() == 2) {
                if (command.get(0) == Atom.of("command") && commanded(command.get(1))) {
                    return;
                }
                if (command.get(0) == Atom.of("connect") && command.get(1) instanceof Pid newOwner) {
                    tell(Tuple.of(port(), CONNECTED));
                    changeOwner(newOwner);
                    return;
                }
            }
        }
        refuse(sender);
    }

    private boolean commanded(Object data) {
        try {
            var _ = output(IoList.toBinary(data));
            return true;
        } catch (ElixirException _) {
            return false;
        }
    }

    private void refuse(Pid sender) {
        Proc process = process().node().find(sender);
        if (process != null) {
            process.exit(process().pid(), BADSIG);
        }
    }

    /** Bytes as the port's owner wants them. */
    protected static Object data(Bitstring bytes, boolean binary) {
        if (binary) {
            return bytes;
        }
        ListBuilder list = new ListBuilder();
        for (int i = 0; i < bytes.byteSize(); i++) {
            list.add((long) bytes.byteAt(i));
        }
        return list.finish();
    }

    /** Runs a task on a thread of its own: for calls that block without a virtual thread's knowledge. */
    protected static void inBackground(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
