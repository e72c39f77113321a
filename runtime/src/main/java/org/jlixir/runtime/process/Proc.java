package org.jlixir.runtime.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jlixir.runtime.code.Calls;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.error.ExpectedFailures;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A process, as the code that runs in it sees it. Passed as the first argument of every compiled function.
 *
 * <p>The fields that generated code touches are public. All of them are confined to the process's own thread.
 *
 * <p>A process needs a thread only while it has a stack. It starts on a {@link Host}, and when it waits in a receive at the very end of
 * what it has to do (a server at the end of its loop), it leaves that: all that is kept is the call that goes on with the receive,
 * in its {@link TailCallRecord}. Any other wait keeps the host.
 */
public final class Proc extends TailCallRecord implements Runnable {
    /** How many reductions a process may use before it looks for signals and lets others run: at most, see {@link #fitSlice}. */
    public static final int REDUCTIONS = 4000;

    private static final int FEWEST_REDUCTIONS = 250;

    /** The first slice is shorter: nobody knows yet what a reduction costs here. */
    private static final int FIRST_REDUCTIONS = 1000;

    /** How long a slice should last when others wait, about: nanoseconds. */
    private static final long SLICE_NANOS = 250_000;

    /** What is left of the time slice: counted down by function entries and loops. */
    public int reductions = FIRST_REDUCTIONS;

    /** True while a function starts over because integers left 64 bits: unboxed versions are not tried. */
    public boolean boxed;

    /** What the innermost handler is sure to take without a stack trace; null: nothing is known of it. */
    public @Nullable ExpectedFailures expected;

    private boolean knownToThread;
    private final Node node;
    private final Pid pid;
    private volatile @Nullable Signal inbox;

    /** How the process waits for a signal: whoever changes it to {@link #AWAKE} wakes it. */
    private volatile int waiting;

    private static final int AWAKE = 0;
    private static final int PARKED = 1;

    /** Without a stack: the one that wakes it puts it into a run queue, and so there is only one. */
    private static final int LEFT = 2;

    private @Nullable Thread thread;

    /** Enters a handler. @return what its surroundings expect, to be set again when it is left */
    public @Nullable ExpectedFailures expect(@Nullable ExpectedFailures failures) {
        ExpectedFailures outer = expected;
        expected = failures;
        if (failures != null && !knownToThread) {
            knownToThread = true;
            ExpectedFailures.enter(this);
        }
        return outer;
    }

    /** Called when {@link #reductions} has run out: handles signals, yields if others wait, and starts a new slice. */
    @SuppressWarnings("ThreadPriorityCheck") // The thread is a process: its scheduler is ours.
    public void reductionsExhausted() {
        reductionsBefore += slice - reductions;
        reductions = slice;
        if (borrowsStack) {
            return;
        }
        if (inbox != null) {
            takeSignals();
        }
        if (heapLimit != null) {
            heapLimit.check(this);
        }
        Scheduler scheduler = node.scheduler();
        if (scheduler.isBusy()) {
            fitSlice();
            yields++;
            Thread.yield();
            sliceStart = System.nanoTime();
        } else {
            sliceStart = 0;
            slice = Math.min(REDUCTIONS, slice * 2);
        }
        reductions = slice;
    }

    /**
     * Makes the next slice shorter when this one has taken long, for reductions are not alike: a call may sort a long list, and code
     * that is not compiled yet is slow.
     */
    private void fitSlice() {
        if (sliceStart == 0) {
            return;
        }
        long taken = Math.max(1, System.nanoTime() - sliceStart);
        if (taken >= FlightEvents.LONG_RUN_NANOS) {
            FlightEvents.longRun(this, taken);
        }
        long fitting = slice * SLICE_NANOS / taken;
        slice = Math.clamp(fitting, Math.max(FEWEST_REDUCTIONS, slice / 4), Math.min(REDUCTIONS, slice * 2));
    }

    // ---- life

    Proc(Node node, @Nullable Proc parent) {
        this(node, node.newPid(null), parent);
    }

    private Proc(Node node, Pid pid, @Nullable Proc parent) {
        this.node = node;
        this.pid = pid;
        this.groupLeader = parent == null ? pid : parent.groupLeader;
        this.parent = parent == null ? null : parent.pid;
    }

    /** A process on the thread that makes it, of a node of its own: for the build and for tests. */
    public Proc() {
        this(new Node());
    }

    /** A process on the thread that makes it. */
    public Proc(Node node) {
        this(node, null);
        pid.bind(this);
        node.processTable().put(pid, this);
        thread = Thread.currentThread();
    }

    /**
     * The process behind a port: linked to the one that opens it, and not among the processes that programs see.
     *
     * @param driver what the port is to Java code
     * @param body runs with exits trapped
     */
    public static Proc behind(Port port, Proc opener, PortProcess driver, Function<Proc, Object> body) {
        Node node = opener.node;
        Proc process = new Proc(node, node.newPid(port), opener);
        process.trapsExits = true;
        process.driver = driver;
        process.links().add(opener.pid);
        opener.links().add(process.pid);
        node.portTable().put(port, process);
        process.start(body);
        return process;
    }

    private @Nullable PortProcess driver;

    /** What the port that this process stands behind is to Java code; null for any other process. */
    public @Nullable PortProcess behind() {
        return driver;
    }

    private final @Nullable Pid parent;
    private volatile Object groupLeader;
    private boolean trapsExits;
    private long reductionsBefore;
    private int slice = FIRST_REDUCTIONS;

    /** When the slice began ({@link System#nanoTime}); 0 when it is not known, or the process has waited since. */
    private long sliceStart;

    private @Nullable SequencedSet<Pid> links;
    private @Nullable Monitors monitors;
    private @Nullable Map<Object, Object> dictionary;
    private @Nullable RecentMap<Reference, Atom> aliases;
    private @Nullable Suspension suspension;
    private int suspensionCount;
    private @Nullable Map<Atom, Object> flags;
    private @Nullable ProcessTrace trace;
    private @Nullable HeapLimit heapLimit;

    /** True once its priority has been set: the scheduler knows it, and its host while it runs there. */
    private boolean hasPriority;

    private boolean receiving;

    /** The timers whose messages are for this process. Guarded by the process's monitor. */
    Timers.@Nullable Timer firstTimer;

    private volatile @Nullable Atom registeredName;
    private @Nullable Object initialCall;

    public Node node() {
        return node;
    }

    public Pid pid() {
        return pid;
    }

    public @Nullable Pid parent() {
        return parent;
    }

    public Object groupLeader() {
        return groupLeader;
    }

    public void setGroupLeader(Object leader) {
        groupLeader = leader;
    }

    public @Nullable Object initialCall() {
        return initialCall;
    }

    void setInitialCall(Object call) {
        initialCall = call;
    }

    public long reductionsUsed() {
        return reductionsBefore + (slice - reductions);
    }

    /** In a receive that has found nothing yet. Confined to the process. */
    boolean isReceiving() {
        return receiving;
    }

    /** The value of a flag that the process only remembers; null for no such flag. */
    @Nullable
    Object flag(Atom name) {
        Object set = flags == null ? null : flags.get(name);
        return set != null ? set : ProcessFlags.initial(name);
    }

    void setFlag(Atom name, Object value) {
        if (flags == null) {
            flags = new HashMap<>();
        }
        flags.put(name, value);
        if (name == ProcessFlags.MAX_HEAP_SIZE) {
            heapLimit = HeapLimit.of(value);
        } else if (name == ProcessFlags.PRIORITY) {
            hasPriority = true;
            node.scheduler().lanes().set(this, value);
            setPriority(thread, value);
        }
    }

    private void setPriority(@Nullable Thread host, @Nullable Object priority) {
        if (hasPriority && host != null) {
            node.scheduler().lanes().set(host, priority);
        }
    }

    /** The process's dictionary. Confined to the process. */
    public Map<Object, Object> dictionary() {
        Map<Object, Object> map = dictionary;
        if (map == null) {
            map = new LinkedHashMap<>();
            dictionary = map;
        }
        return map;
    }

    /** Those that hear of this one's end. Confined to the process. */
    public Set<Pid> links() {
        SequencedSet<Pid> set = links;
        if (set == null) {
            set = new LinkedHashSet<>();
            links = set;
        }
        return set;
    }

    Monitors monitors() {
        Monitors both = monitors;
        if (both == null) {
            both = new Monitors();
            monitors = both;
        }
        return both;
    }

    /** Whom this process holds up. Confined to the process. */
    public Suspension suspension() {
        Suspension held = suspension;
        if (held == null) {
            held = new Suspension(this);
            suspension = held;
        }
        return held;
    }

    /** How many suspensions hold this process up. Confined to the process. */
    int suspensionCount() {
        return suspensionCount;
    }

    void changeSuspension(int change) {
        suspensionCount += change;
    }

    /** The references that are aliases of this process, with their modes. Confined to the process. */
    RecentMap<Reference, Atom> aliases() {
        RecentMap<Reference, Atom> map = aliases;
        if (map == null) {
            map = new RecentMap<>();
            aliases = map;
        }
        return map;
    }

    /** The mode of an alias; null for what is none. Confined to the process. */
    @Nullable
    Atom aliasMode(Reference reference) {
        return aliases == null ? null : aliases.get(reference);
    }

    /** A new reference. Confined to the process. */
    public Reference newReference() {
        return mark(node.newReference());
    }

    /** A new reference that may become an alias of this process. Confined to the process. */
    public Reference newAlias() {
        return mark(node.newAlias(pid));
    }

    private Reference mark(Reference reference) {
        newestReference = reference;
        lastBefore = lastMessage;
        return reference;
    }

    public boolean trapsExits() {
        return trapsExits;
    }

    void setTrapsExits(boolean traps) {
        trapsExits = traps;
    }

    public @Nullable Atom registeredName() {
        return registeredName;
    }

    void setRegisteredName(@Nullable Atom name) {
        registeredName = name;
    }

    /** What is traced of it; null for nothing. Confined to the process. */
    public @Nullable ProcessTrace trace() {
        return trace;
    }

    void setTrace(@Nullable ProcessTrace newTrace) {
        trace = newTrace;
    }

    /** What the process does first; null once it has begun. */
    private @Nullable Function<Proc, Object> body;

    /** How often it has let others run since it is on its host. */
    private int yields;

    /** How often it has kept its host where it could have left it. */
    private int stays;

    private static final int MOST_STAYS = 16;

    /** More yields than this may have made the host's stack large. */
    private static final int MANY_YIELDS = 16;

    /** True once the process has called Java, which may remember its thread: it keeps that. */
    private volatile boolean keepsThread;

    /** Hibernates: goes on with any message. */
    private boolean awaitsAny;

    /** True from when the process goes on after it has left its host until the receive that it waited in has begun again. */
    private boolean resumes;

    /** Starts the process: {@code first} runs on a virtual thread of the node's scheduler. */
    void start(Function<Proc, Object> first) {
        pid.bind(this);
        if (pid.port() == null) {
            node.processTable().put(pid, this);
        }
        FlightEvents.spawned(this);
        body = first;
        node.scheduler().execute(this);
    }

    /**
     * Called where the body of a process is a function of the program's: what that does in the end is at the bottom of the stack.
     *
     * @return what the call returns
     */
    public Object startAtBottom(Fun function) {
        tailBudget = bottomBudget();
        return function.call0(this);
    }

    /** As {@link #startAtBottom(Fun)}, for any number of arguments. */
    public Object startAtBottom(Fun function, Object[] arguments) {
        tailBudget = bottomBudget();
        return function.call(this, arguments);
    }

    private int bottomBudget() {
        return node.scheduler().hasHosts() ? BOTTOM_BUDGET : TAIL_BUDGET;
    }

    /** Called before the process calls Java code that may depend on the thread. */
    public void callsJava() {
        if (!keepsThread) {
            keepsThread = true;
        }
    }

    /** Runs the process on the thread that calls this, which is its own. */
    @Override
    public void run() {
        var _ = runOnHost();
    }

    /**
     * Runs the process until it ends or waits without a stack.
     *
     * @return whether the thread may run another one
     */
    @SuppressWarnings("CatchAndPrintStackTrace")
    boolean runOnHost() {
        thread = Thread.currentThread();
        knownToThread = false;
        yields = 0;
        setPriority(thread, flag(ProcessFlags.PRIORITY));
        Object reason = Atom.NORMAL;
        try {
            if (live()) {
                // Somebody else may run it already.
                return true;
            }
        } catch (ProcessKilled killed) {
            reason = killed.reason;
        } catch (ElixirException failure) {
            reason = crashed(failure);
        } catch (StackOverflowError | LinkageError | RuntimeException failure) {
            reason = crashed(Calls.caught(failure));
        } catch (Error failure) {
            reason = crashedByError(failure);
        }
        boolean reusable = !keepsThread && yields <= MANY_YIELDS;
        try {
            end(reason);
        } catch (RuntimeException failure) {
            // The process is gone all the same; what is wrong is in jlixir.
            failure.printStackTrace();
        } catch (OutOfMemoryError failure) {
            // Others would wait for news of it for good.
            node.failed(failure);
        }
        thread = null;
        expected = null;
        return reusable;
    }

    private Object crashedByError(Error failure) {
        try {
            return crashed(Calls.javaFailure(failure));
        } catch (OutOfMemoryError _) {
            // Not even for saying so: the process ends all the same, or those who wait for it would wait for good.
            return SYSTEM_LIMIT;
        }
    }

    /** @return true when it waits without a stack: the caller must not touch it any more */
    private boolean live() {
        while (true) {
            try {
                if (proceed() != TAIL) {
                    return false;
                }
                if (leave()) {
                    return true;
                }
            } catch (Hibernation hibernation) {
                var _ = tailCallMany(hibernation.target, hibernation.arguments);
                awaitsAny = true;
                receiveStart();
            }
        }
    }

    /** The next part of the process's life. @return {@link #TAIL} when it is to wait */
    private Object proceed() {
        Function<Proc, Object> first = body;
        if (first != null) {
            body = null;
            sliceStart = System.nanoTime();
            Object result = first.apply(this);
            return result == TAIL && !leaving ? trampolineAtBottom(bottomBudget()) : result;
        }
        if (awaitsAny) {
            if (receivePeek() == null) {
                return TAIL;
            }
            awaitsAny = false;
        } else {
            resumes = true;
        }
        return trampolineAtBottom(bottomBudget());
    }

    /**
     * Asked by a receive that has found nothing, at the bottom of the stack: whether the process can wait without it (one that is
     * traced says when it stops and goes on). If so the receive leaves a tail call that goes on with it.
     *
     * @param brief true when the receive has no limit, and what follows it neither takes long nor waits before the next one, see
     *     {@link #lendStack}
     */
    public boolean mayLeave(boolean brief) {
        if (!borrowsStack) {
            if (keepsThread || trace != null || limitMillis == 0 || hasDeadline && System.nanoTime() - deadline >= 0) {
                return false;
            }
            if (!brief && node.scheduler().isThreadNext() && ++stays % MOST_STAYS != 0) {
                // The host would have to be put to rest: keeping it costs no more, as for two that talk to each other.
                // But whoever waits for this one then finds a thread next and keeps its host too: so not always.
                return false;
            }
        }
        isBrief = brief;
        leaving = true;
        return true;
    }

    /** Begins to wait. @return false when there is something to do already */
    private boolean leave() {
        if (!node.scheduler().hasHosts() || keepsThread || trace != null) {
            var _ = receiveWait();
            return false;
        }
        receiving = true;
        sliceStart = 0;
        expected = null;
        if (setDeadline() || hasDeadline) {
            setAlarm(deadline);
        }
        Thread host = thread;
        setPriority(host, Atom.NORMAL);
        thread = null;
        waiting = LEFT;
        // From here on whoever wakes it may run it on another host.
        if ((inbox != null || hasDeadline && alarm == null) && WAITING.compareAndSet(this, LEFT, AWAKE)) {
            thread = host;
            setPriority(host, flag(ProcessFlags.PRIORITY));
            return false;
        }
        return true;
    }

    // ---- on the stack of another

    /** A process with more messages than this has a host of its own for them. */
    private static final int MOST_MESSAGES = 16;

    /** The method of this class below which a Java stack trace shows another process. */
    public static final String BORROWING_METHOD = "runOnBorrowedStack";

    /** True when the process has left its stack in a receive that is brief. */
    private boolean isBrief;

    /** True while it runs on the stack of another. */
    private boolean borrowsStack;

    /**
     * Runs brief processes that have their turn here on the stack of this one, which is about to wait: so neither has to be put
     * away and fetched again. This one is not kept from its messages for long, and none of them waits for anything on top of it.
     */
    private void lendStack() {
        Scheduler scheduler = node.scheduler();
        Proc borrower = scheduler.takeBorrower();
        if (borrower == null) {
            return;
        }
        ExpectedFailures outer = expected;
        expected = null;
        do {
            borrower.runOnBorrowedStack();
            if (borrower.knownToThread) {
                ExpectedFailures.enter(this);
            }
            borrower = inbox == null ? scheduler.takeBorrower() : null;
        } while (borrower != null);
        expected = outer;
    }

    /** Whether the process, which has no stack and its turn now, is brief and has but a few messages to handle. */
    boolean mayBorrowStack() {
        return isBrief
                && body == null
                && !awaitsAny
                && trace == null
                && heapLimit == null
                && !keepsThread
                && !hasPriority
                && suspensionCount == 0
                && messageCount <= MOST_MESSAGES
                && areMessages(inbox);
    }

    private static boolean areMessages(@Nullable Signal last) {
        int count = 0;
        Signal signal = last;
        while (signal instanceof Signal.Message && count <= MOST_MESSAGES) {
            signal = signal.next;
            count++;
        }
        return signal == null;
    }

    /**
     * Handles the messages that there are, and waits again. Whatever else comes, and the end of the process, is for a host of its
     * own.
     */
    private void runOnBorrowedStack() {
        Signal last = (Signal) INBOX.getAndSet(this, null);
        if (!areMessages(last)) {
            putBelow(last);
            node.scheduler().execute(this);
            return;
        }
        if (last != null) {
            actInOrder(last);
        }
        receiving = false;
        knownToThread = false;
        borrowsStack = true;
        resumes = true;
        try {
            Object result = trampolineAtBottom(BOTTOM_BUDGET);
            if (result == TAIL) {
                waitAgain();
                return;
            }
            body = _ -> result;
        } catch (RuntimeException | Error failure) {
            body = _ -> {
                throw failure;
            };
        }
        borrowsStack = false;
        node.scheduler().execute(this);
    }

    private void waitAgain() {
        borrowsStack = false;
        receiving = true;
        waiting = LEFT;
        if (inbox != null && WAITING.compareAndSet(this, LEFT, AWAKE)) {
            node.scheduler().execute(this);
        }
    }

    /** Puts signals back, before those that have come meanwhile. */
    private void putBelow(@Nullable Signal last) {
        if (INBOX.compareAndSet(this, null, last)) {
            return;
        }
        Signal oldest = inbox;
        while (oldest.next != null) {
            oldest = oldest.next;
        }
        oldest.next = last;
    }

    private Object crashed(ElixirException failure) {
        if (failure.kind() == Atom.EXIT) {
            return failure.reason();
        }
        Object stacktrace = failure.stacktrace();
        Object cause = failure.kind() == Atom.THROW ? Tuple.of(NOCATCH, failure.reason()) : failure.reason();
        try {
            node.crashReport().crashed(this, failure);
        } catch (ElixirException | ProcessKilled _) {
            // A report that fails must not change how the process ends.
        }
        return Tuple.of(cause, stacktrace);
    }

    /** Tells everybody who is concerned. Signals that come later find the inbox closed. */
    private void end(Object reason) {
        FlightEvents.ended(this, reason);
        node.runExitHooks(this);
        Atom name = registeredName;
        if (trace != null) {
            trace.ended(this, reason, name);
        }
        if (name != null) {
            node.nameTable().remove(name, this);
        }
        if (suspension != null) {
            suspension.resumeAll();
        }
        node.addReductions(reductionsUsed());
        if (hasPriority) {
            node.scheduler().lanes().set(this, Atom.NORMAL);
            setPriority(thread, Atom.NORMAL);
        }
        pid.bind(null);
        node.processTable().remove(pid);
        if (pid.port() != null) {
            node.portTable().remove(pid.port());
        }
        Signal last = (Signal) INBOX.getAndSet(this, CLOSED);
        Atom lateName = registeredName;
        if (lateName != null) {
            node.nameTable().remove(lateName, this);
        }
        for (Signal signal : inOrder(last)) {
            refuse(signal, reason);
        }
        node.timers().cancelAll(this);
        Alarm pending = (Alarm) ALARM.getAndSet(this, null);
        if (pending != null) {
            node.timerQueue().remove(pending);
        }
        if (links != null) {
            // Those it has started hear of it first, whoever started it last: a supervisor's children before its
            // parent.
            for (Pid linked : links.reversed()) {
                Proc other = node.find(linked);
                if (other != null) {
                    other.deliver(new Signal.Exit(pid, reason, true));
                }
            }
        }
        if (monitors != null) {
            monitors.forEachWatcher(monitor -> monitor.tell(reason));
            monitors.set.forEach((_, monitor) -> monitor.cancel());
        }
        if (driver != null) {
            driver.ended();
        }
    }

    /** What becomes of a signal to a process that has ended. */
    private void refuse(Signal signal, Object reason) {
        switch (signal) {
            case Signal.Link link -> {
                Proc other = node.find(link.from);
                if (other != null) {
                    other.deliver(new Signal.Exit(pid, reason, true));
                }
            }
            case Signal.Monitor monitor -> monitor.tell(reason);
            case Signal.Request request -> request.action.accept(this);
            default -> {}
        }
    }

    // ---- signals

    private static final VarHandle INBOX;
    private static final VarHandle WAITING;
    private static final VarHandle ALARM;
    private static final Signal CLOSED = new Signal.Closed();
    private static final Atom NOCATCH = Atom.of("nocatch");
    private static final Atom NOPROC = Atom.of("noproc");
    private static final Atom SYSTEM_LIMIT = Atom.of("system_limit");
    private static final Atom KILL = Atom.of("kill");
    private static final Atom KILLED = Atom.of("killed");
    private static final Atom EXIT_TAG = Atom.of("EXIT");

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            INBOX = lookup.findVarHandle(Proc.class, "inbox", Signal.class);
            WAITING = lookup.findVarHandle(Proc.class, "waiting", int.class);
            ALARM = lookup.findVarHandle(Proc.class, "alarm", Alarm.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** True on the thread that runs this process. */
    public boolean isOnThread() {
        return thread == Thread.currentThread();
    }

    /** True once the process has ended. Safe for any thread. */
    public boolean isEnded() {
        return inbox == CLOSED;
    }

    /** Puts a signal into the inbox. Safe for any thread. */
    void deliver(Signal signal) {
        Signal last;
        do {
            last = inbox;
            if (last == CLOSED) {
                refuse(signal, NOPROC);
                return;
            }
            signal.next = last;
        } while (!INBOX.compareAndSet(this, last, signal));
        if (waiting != AWAKE) {
            wake();
        } else if (keepsThread && signal instanceof Signal.Exit exit && endsProcess(exit)) {
            interruptJava();
        }
    }

    private boolean endsProcess(Signal.Exit exit) {
        return exit.reason == KILL && !exit.linked || !trapsExits && exit.reason != Atom.NORMAL;
    }

    /** A process that blocks in Java, in a socket or a lock, sees no signals: it is woken to look at the one that ends it. */
    private void interruptJava() {
        Thread running = thread;
        if (running != null) {
            switch (running.getState()) {
                case WAITING, TIMED_WAITING, BLOCKED -> running.interrupt();
                case NEW, RUNNABLE, TERMINATED -> {}
            }
        }
    }

    /** After Java has been interrupted: acts on the signals that have come. */
    public void interrupted() {
        Thread.interrupted();
        takeSignals();
    }

    /** Has a process that waits look at what there is. Safe for any thread: one of several wakes it. */
    private void wake() {
        int how = waiting;
        if (how == AWAKE || !WAITING.compareAndSet(this, how, AWAKE)) {
            return;
        }
        if (how == LEFT) {
            node.scheduler().execute(this);
            return;
        }
        Thread parked = thread;
        if (parked != null) {
            LockSupport.unpark(parked);
        }
    }

    /** Sends a message. Safe for any thread. */
    public void send(Object message) {
        deliver(new Signal.Message(message));
    }

    /** Has the process do something between two of its instructions; at once, by the caller, when it has ended. */
    public void request(java.util.function.Consumer<Proc> action) {
        deliver(new Signal.Request(action));
    }

    /** Sends an exit signal, as {@code Process.exit/2} does. Safe for any thread. */
    public void exit(Pid from, Object reason) {
        deliver(new Signal.Exit(from, reason, false));
    }

    private static List<Signal> inOrder(@Nullable Signal last) {
        ArrayDeque<Signal> signals = new ArrayDeque<>();
        for (Signal signal = last; signal != null && signal != CLOSED; signal = signal.next) {
            signals.addFirst(signal);
        }
        return List.copyOf(signals);
    }

    /** Takes what is in the inbox: messages go to the list, everything else is acted on. */
    void takeSignals() {
        takeAll();
        if (heapLimit != null) {
            heapLimit.check(this);
        }
        if (messageCount >= longMailbox) {
            longMailbox = 2 * messageCount;
            FlightEvents.longMailbox(this, messageCount);
        }
        while (suspensionCount > 0) {
            pause();
            takeAll();
        }
    }

    /** Sleeps until there is a signal; may return early. */
    private void pause() {
        waiting = PARKED;
        if (inbox == null) {
            LockSupport.park();
        }
        waiting = AWAKE;
    }

    /** So long a wait has no end: nanoseconds, 73 years. */
    public static final long FOREVER = Long.MAX_VALUE / 4;

    /**
     * Waits for what another process answers, and answers others meanwhile: two that ask each other must not wait for good.
     *
     * @param nanos at least {@link #FOREVER}: without a limit
     * @return null when it takes longer than {@code nanos}
     */
    public <T> @Nullable T await(CompletableFuture<T> answer, long nanos) {
        boolean limited = nanos < FOREVER;
        long end = limited ? System.nanoTime() + nanos : 0;
        var _ = answer.whenComplete((_, _) -> wake());
        while (!answer.isDone()) {
            long left = limited ? end - System.nanoTime() : FOREVER;
            if (left <= 0) {
                return null;
            }
            waiting = PARKED;
            if (inbox == null && !answer.isDone()) {
                if (limited) {
                    LockSupport.parkNanos(left);
                } else {
                    // The JDK's own timers cost more than the rest of the wait.
                    LockSupport.park();
                }
            }
            waiting = AWAKE;
            takeSignals();
        }
        return answer.join();
    }

    private void takeAll() {
        Signal last = (Signal) INBOX.getAndSet(this, null);
        if (last != null) {
            actInOrder(last);
        }
    }

    private void actInOrder(Signal newest) {
        Signal last = newest;
        if (last.next == null) {
            act(last);
            return;
        }
        Signal reversed = null;
        while (last != null) {
            Signal before = last.next;
            last.next = reversed;
            reversed = last;
            last = before;
        }
        while (reversed != null) {
            Signal following = reversed.next;
            reversed.next = null;
            try {
                act(reversed);
            } catch (ProcessKilled killed) {
                putBack(following);
                throw killed;
            }
            reversed = following;
        }
    }

    /** The signals behind the one that ends the process still have to be answered. */
    private void putBack(@Nullable Signal signal) {
        while (signal != null) {
            Signal following = signal.next;
            signal.next = null;
            deliver(signal);
            signal = following;
        }
    }

    private void act(Signal signal) {
        switch (signal) {
            case Signal.Message message -> append(message);
            case Signal.AliasMessage message -> aliased(message);
            case Signal.Link link -> {
                links().add(link.from);
                traceEvent("getting_linked", link.from);
            }
            case Signal.Unlink unlink -> {
                links().remove(unlink.from);
                traceEvent("getting_unlinked", unlink.from);
            }
            case Signal.Exit exit -> exitSignal(exit);
            case Signal.Monitor monitor -> monitors().addWatcher(monitor);
            case Signal.Down down -> down(down);
            case Signal.Request request -> request.action.accept(this);
            case Signal.Closed _ -> {}
        }
    }

    private void traceEvent(String event, Pid other) {
        if (trace != null) {
            trace.event(this, event, other.shown());
        }
    }

    private void aliased(Signal.AliasMessage message) {
        Atom mode = aliasMode(message.alias);
        if (mode == null) {
            return;
        }
        if (mode == REPLY_DEMONITOR) {
            deactivate(message.alias);
            giveUp(message.alias);
        }
        append(new Signal.Message(message.term));
    }

    static final Atom REPLY_DEMONITOR = Atom.of("reply_demonitor");
    static final Atom EXPLICIT_UNALIAS = Atom.of("explicit_unalias");

    boolean deactivate(Reference alias) {
        return aliases != null && aliases.remove(alias) != null;
    }

    /** Gives up a monitor. @return false when there is none of that reference */
    boolean giveUp(Reference reference) {
        Signal.Monitor monitor = monitors == null ? null : monitors.set.remove(reference);
        if (monitor == null) {
            return false;
        }
        monitor.cancel();
        return true;
    }

    /** The end of a monitor is that of the alias which its reference is too, unless that was to be ended by itself. */
    void endAliasOf(Reference monitor) {
        Atom mode = aliasMode(monitor);
        if (mode != null && mode != EXPLICIT_UNALIAS) {
            deactivate(monitor);
        }
    }

    private void down(Signal.Down down) {
        if (giveUp(down.reference)) {
            endAliasOf(down.reference);
            append(new Signal.Message(down.message));
        }
    }

    private void exitSignal(Signal.Exit exit) {
        if (exit.linked) {
            if (!links().remove(exit.from)) {
                return;
            }
            traceEvent("getting_unlinked", exit.from);
        }
        if (!exit.linked && exit.reason == KILL) {
            throw new ProcessKilled(KILLED);
        }
        if (trapsExits) {
            append(new Signal.Message(Tuple.of(EXIT_TAG, exit.from.shown(), exit.reason)));
        } else if (exit.reason != Atom.NORMAL || !exit.linked && exit.from.equals(pid)) {
            throw new ProcessKilled(exit.reason);
        }
    }

    /** Acts as if the signal had come: for what a process does to itself. */
    void actAtOnce(Signal signal) {
        takeSignals();
        act(signal);
    }

    // ---- receive

    private Signal.@Nullable Message firstMessage;
    private Signal.@Nullable Message lastMessage;
    private Signal.@Nullable Message beforeSaved;
    private Signal.@Nullable Message saved;
    private int messageCount;

    /** The reference that this process made last, and the last message of the list at that time, while it is in the list. */
    private @Nullable Reference newestReference;

    private Signal.@Nullable Message lastBefore;

    /** So long the mailbox has to be to be told of. */
    private int longMailbox = FlightEvents.LONG_MAILBOX;

    /** The limit of the receive that runs: milliseconds, negative for none. */
    private long limitMillis = -1;

    /** When the wait of the receive that runs ends ({@link System#nanoTime}), if {@link #hasDeadline}. */
    private long deadline;

    private boolean hasDeadline;
    private volatile @Nullable Alarm alarm;

    private void append(Signal.Message message) {
        if (trace != null) {
            trace.received(this, message.term);
        }
        if (lastMessage == null) {
            firstMessage = message;
        } else {
            lastMessage.next = message;
        }
        lastMessage = message;
        messageCount++;
    }

    /** How many messages wait, those still in the inbox not counted. */
    public int messageCount() {
        return messageCount;
    }

    /** The messages that wait, oldest first. */
    public List<Object> messages() {
        List<Object> terms = new java.util.ArrayList<>();
        for (Signal signal = firstMessage; signal != null; signal = signal.next) {
            terms.add(((Signal.Message) signal).term);
        }
        return terms;
    }

    /** Begins a receive: the save pointer goes to the oldest message. */
    public void receiveStart() {
        if (resumes) {
            saved = beforeSaved == null ? firstMessage : (Signal.Message) beforeSaved.next;
            return;
        }
        beforeSaved = null;
        saved = firstMessage;
        limitMillis = -1;
        hasDeadline = false;
    }

    /** Begins a receive that takes nothing but messages with {@code part} in them: none that came before it was made. */
    public void receiveStart(Object part) {
        receiveStart();
        if (!resumes && part == newestReference && lastBefore != null) {
            beforeSaved = lastBefore;
            saved = (Signal.Message) lastBefore.next;
        }
    }

    /** The message at the save pointer, or null when all have been seen. */
    public @Nullable Object receivePeek() {
        Object place = receivePlace();
        return place == null ? null : messageAt(place);
    }

    // Compiled receives go along the messages by themselves, place by place, in variables: the save pointer is a
    // field, and to set it for each message passed over costs a fence when the process is old (a barrier of the
    // collector).

    /** Where the save pointer is, or null when all messages have been seen. */
    public @Nullable Object receivePlace() {
        resumes = false;
        if (saved != null) {
            return saved;
        }
        if (inbox == null || borrowsStack) {
            return null;
        }
        Signal.Message last = lastMessage;
        takeSignals();
        receiving = false;
        saved = last == null ? firstMessage : (Signal.Message) last.next;
        beforeSaved = last;
        return saved;
    }

    /** The place before the save pointer, null for none. */
    public @Nullable Object receivePlaceBefore() {
        return beforeSaved;
    }

    public static Object messageAt(Object place) {
        return ((Signal.Message) place).term;
    }

    /** The place after another one; null at the end of what has been taken out of the inbox. */
    public static @Nullable Object placeAfter(Object place) {
        return ((Signal.Message) place).next;
    }

    /** No clause matches the messages up to this place, the last one. */
    public void receivePassed(Object place) {
        beforeSaved = (Signal.Message) place;
        saved = null;
    }

    /** Takes the message at a place out of the list. */
    public void receiveTake(@Nullable Object before, Object place) {
        beforeSaved = (Signal.Message) before;
        saved = (Signal.Message) place;
        receiveRemove();
    }

    /** Moves the save pointer past a message that no clause matches. */
    public void receiveNext() {
        beforeSaved = saved;
        saved = saved == null ? null : (Signal.Message) saved.next;
    }

    /** Takes the message at the save pointer out of the list. */
    public void receiveRemove() {
        Signal.Message message = saved;
        if (message == null) {
            return;
        }
        Signal.Message following = (Signal.Message) message.next;
        if (beforeSaved == null) {
            firstMessage = following;
        } else {
            beforeSaved.next = following;
        }
        if (following == null) {
            lastMessage = beforeSaved;
        }
        if (message == lastBefore) {
            lastBefore = beforeSaved;
        }
        message.next = null;
        messageCount--;
        saved = null;
        beforeSaved = null;
    }

    /** Waits for a message and takes it: the oldest. */
    public Object receiveAny() {
        receiveStart();
        Object message = receivePeek();
        while (message == null) {
            receiveWait();
            message = receivePeek();
        }
        receiveRemove();
        return message;
    }

    /** Does something that may receive messages of its own while a receive of the process runs: that goes on as it was. */
    void apart(Runnable action) {
        Signal.Message before = beforeSaved;
        Signal.Message at = saved;
        long limit = limitMillis;
        long end = deadline;
        boolean ends = hasDeadline;
        boolean resuming = resumes;
        resumes = false;
        action.run();
        beforeSaved = before;
        saved = at;
        limitMillis = limit;
        deadline = end;
        hasDeadline = ends;
        resumes = resuming;
    }

    /** Removes the first message that the predicate accepts. */
    void flush(Predicate<Object> accepts) {
        takeSignals();
        receiveStart();
        while (saved != null) {
            if (accepts.test(saved.term)) {
                receiveRemove();
                return;
            }
            receiveNext();
        }
    }

    /**
     * Sets the limit of a receive.
     *
     * @param timeout milliseconds, or {@code :infinity}; anything else raises {@code :timeout_value}
     */
    public void receiveTimeout(Object timeout) {
        if (timeout == Atom.INFINITY || resumes) {
            return;
        }
        if (!(timeout instanceof Long millis) || millis < 0 || millis > 0xFFFFFFFFL) {
            throw ElixirException.error(TIMEOUT_VALUE);
        }
        limitMillis = millis;
    }

    private static final Atom TIMEOUT_VALUE = Atom.of("timeout_value");

    /** Waits for another signal. @return false when the time is up */
    public boolean receiveWait() {
        if (limitMillis == 0) {
            return false;
        }
        receiving = true;
        sliceStart = 0;
        boolean checked = false;
        if (setDeadline()) {
            checked = true;
        }
        if (trace == null && inbox == null) {
            lendStack();
        }
        if (heapLimit != null) {
            heapLimit.remind(this);
        }
        try {
            while (true) {
                if (hasDeadline) {
                    if (!checked && System.nanoTime() - deadline >= 0) {
                        receiving = false;
                        return false;
                    }
                    checked = false;
                    // It may wait for the timers' lock, and so must come before this process says that it waits for a
                    // signal.
                    setAlarm(deadline);
                }
                waiting = PARKED;
                if (inbox != null) {
                    return true;
                }
                if (hasDeadline && alarm == null) {
                    continue;
                }
                if (trace == null) {
                    LockSupport.park();
                } else {
                    parkTraced(trace);
                }
            }
        } finally {
            // A sender that does not see it at once wakes a process that is awake.
            WAITING.setRelease(this, AWAKE);
        }
    }

    /** The time counts from here: a message that is there already needs no look at the clock. @return false when it was set before */
    private boolean setDeadline() {
        if (limitMillis <= 0 || hasDeadline) {
            return false;
        }
        deadline = System.nanoTime() + limitMillis * 1_000_000L;
        hasDeadline = true;
        return true;
    }

    private void parkTraced(ProcessTrace parked) {
        parked.scheduled(this, false);
        if (waiting != AWAKE && inbox == null) {
            LockSupport.park();
        }
        parked.scheduled(this, true);
    }

    /** Sees to it that there is an alarm at that time or before. */
    private void setAlarm(long at) {
        Alarm current = alarm;
        while (current == null || current.at - at > 0) {
            Alarm earlier = new Alarm(this, at);
            if (ALARM.compareAndSet(this, current, earlier)) {
                node.timerQueue().add(earlier, at);
                if (current != null) {
                    node.timerQueue().remove(current);
                }
                return;
            }
            current = alarm;
        }
    }

    /**
     * Called by the alarm, on the thread of the timers. The process sets {@link #waiting} before it looks whether it still has an
     * alarm, and this removes the alarm before it looks whether the process waits: one of the two sees the other.
     */
    void rings(Alarm ringing) {
        if (ALARM.compareAndSet(this, ringing, null) && waiting != AWAKE && hasDeadline) {
            if (System.nanoTime() - deadline >= 0) {
                wake();
            } else {
                setAlarm(deadline);
            }
        }
    }
}
