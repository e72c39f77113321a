package org.jlixir.runtime.process;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jlixir.runtime.code.Calls;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.error.ExpectedFailures;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A process, as the code that runs in it sees it. Passed as the first argument of every compiled function.
 *
 * <p>A parked process is to be small, and compiled code is to reach what it needs in one step. So a process is one object, whose parts
 * are superclasses, one a concept, each upon those before it:
 *
 * <ol>
 *   <li>{@link TailCallRecord}: the tail call that the trampoline is to make
 *   <li>{@link TimeSlice}: reductions, and when others have their turn
 *   <li>{@link Mailbox}: the messages in the order of their arrival, and the save pointer
 *   <li>{@link Inbox}: the signals that others have sent, and how the process waits for them
 *   <li>{@link SelectiveReceive}: the receive that runs, and its limit
 *   <li>this class: what the process has (links, names, flags), and its life on hosts
 * </ol>
 *
 * <p>What it does about signals is in {@link IncomingSignals}, what its end means for others in {@link ProcessExit}, and how it runs on the
 * stack of another process in {@link BorrowedStack}. All fields are confined to the process's own thread, unless they say otherwise; those
 * that compiled code touches are public.
 *
 * <p>A process needs a thread only while it has a stack. It starts on a {@link Host}, and when it waits in a receive at the very end of
 * what it has to do (a server at the end of its loop), it leaves that: all that is kept is the call that goes on with the receive,
 * in its {@link TailCallRecord}. Any other wait keeps the host.
 */
public final class Proc extends SelectiveReceive implements Runnable {
    /** True while a function starts over because integers left 64 bits: unboxed versions are not tried. */
    public boolean boxed;

    /** What the innermost handler is sure to take without a stack trace; null: nothing is known of it. */
    public @Nullable ExpectedFailures expected;

    /** Whether the thread knows that this process runs on it, see {@link ExpectedFailures#enter}. */
    boolean knownToThread;

    private final Node node;
    private final Pid pid;

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

    // ---- what it has

    private final @Nullable Pid parent;
    private volatile Object groupLeader;
    private boolean trapsExits;

    /** What most processes do not have: null until it is asked for. */
    @Nullable
    RedBlackTree<Pid> links;

    @Nullable
    Monitors monitors;

    @Nullable
    Suspension suspension;

    private @Nullable Map<Object, Object> dictionary;
    private @Nullable RecentMap<Reference, Atom> aliases;
    private int suspensionCount;
    private @Nullable Map<Atom, Object> flags;
    private @Nullable ProcessTrace trace;
    private @Nullable HeapLimit heapLimit;

    /** True once its priority has been set: the scheduler knows it, and its host while it runs there. */
    boolean hasPriority;

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
    public RedBlackTree<Pid> links() {
        RedBlackTree<Pid> tree = links;
        if (tree == null) {
            tree = new RedBlackTree<>();
            links = tree;
        }
        return tree;
    }

    // ---- flags

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

    /** What the flag {@code max_heap_size} asks for; null for nothing. */
    @Nullable
    HeapLimit heapLimit() {
        return heapLimit;
    }

    private void setPriority(@Nullable Thread host, @Nullable Object priority) {
        if (hasPriority && host != null) {
            node.scheduler().lanes().set(host, priority);
        }
    }

    /** Called when the process ends. */
    void forgetPriority() {
        if (hasPriority) {
            node.scheduler().lanes().set(this, Atom.NORMAL);
            setPriority(thread, Atom.NORMAL);
        }
    }

    // ---- suspensions

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

    // ---- references: monitors and aliases

    static final Atom EXPLICIT_UNALIAS = Atom.of("explicit_unalias");

    /** A new reference. Confined to the process. */
    public Reference newReference() {
        return mark(node.newReference());
    }

    /** A new reference that may become an alias of this process. Confined to the process. */
    public Reference newAlias() {
        return mark(node.newAlias(pid));
    }

    Monitors monitors() {
        Monitors both = monitors;
        if (both == null) {
            both = new Monitors();
            monitors = both;
        }
        return both;
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

    boolean deactivate(Reference alias) {
        return aliases != null && aliases.remove(alias) != null;
    }

    /** The end of a monitor is that of the alias which its reference is too, unless that was to be ended by itself. */
    void endAliasOf(Reference monitor) {
        Atom mode = aliasMode(monitor);
        if (mode != null && mode != EXPLICIT_UNALIAS) {
            deactivate(monitor);
        }
    }

    // ---- life on hosts

    private static final int MOST_STAYS = 16;

    /** What the process does first; null once it has begun. */
    @Nullable
    Function<Proc, Object> body;

    /** How often it has kept its host where it could have left it. */
    private int stays;

    /** Hibernates: goes on with any message. */
    boolean awaitsAny;

    /** True when the process has left its stack in a receive that is brief, see {@link BorrowedStack}. */
    boolean isBrief;

    /** True while it runs on the stack of another. */
    boolean borrowsStack;

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
        countYieldsAnew();
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
            reason = ProcessExit.crashed(this, failure);
        } catch (StackOverflowError | LinkageError | RuntimeException failure) {
            reason = ProcessExit.crashed(this, Calls.caught(failure));
        } catch (Error failure) {
            reason = ProcessExit.crashedByError(this, failure);
        }
        boolean reusable = !keepsThread() && !hasYieldedOften();
        try {
            ProcessExit.end(this, reason);
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
            sliceBegins();
            Object result = first.apply(this);
            return result == TAIL && !leaving ? trampolineAtBottom(bottomBudget()) : result;
        }
        if (awaitsAny) {
            if (receivePeek() == null) {
                return TAIL;
            }
            awaitsAny = false;
        } else {
            resumeReceive();
        }
        return trampolineAtBottom(bottomBudget());
    }

    /**
     * Asked by a receive that has found nothing, at the bottom of the stack: whether the process can wait without it (one that is
     * traced says when it stops and goes on). If so the receive leaves a tail call that goes on with it.
     *
     * @param brief true when the receive has no limit, and what follows it neither takes long nor waits before the next one, see
     *     {@link BorrowedStack}
     */
    public boolean mayLeave(boolean brief) {
        if (!borrowsStack) {
            if (keepsThread() || trace != null || isTimeUp()) {
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
        if (!node.scheduler().hasHosts() || keepsThread() || trace != null) {
            var _ = receiveWait();
            return false;
        }
        prepareToLeave();
        expected = null;
        Thread host = thread;
        setPriority(host, Atom.NORMAL);
        thread = null;
        beginWaitWithoutStack();
        if (hasReasonToGoOn() && endWaitWithoutStack()) {
            thread = host;
            setPriority(host, flag(ProcessFlags.PRIORITY));
            return false;
        }
        return true;
    }
}
