package org.jlixir.runtime.process;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jlixir.runtime.code.Calls;
import org.jlixir.runtime.code.CodeServer;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;
import org.jspecify.annotations.Nullable;

/** Everything that one running system owns: processes, names, modules, timers. Several may live in one JVM. */
public final class Node {
    /** Told of a process that an uncaught error or throw ends, in that process, before its links hear of it. */
    @FunctionalInterface
    public interface CrashReport {
        void crashed(Proc process, ElixirException failure);
    }

    private static final Atom KILL = Atom.of("kill");
    private static final Atom NAME = Atom.of("nonode@nohost");

    private final CodeServer code = new CodeServer();
    private final Scheduler scheduler =
            new Scheduler(Runtime.getRuntime().availableProcessors(), (_, failure) -> failed(failure));
    private final ConcurrentHashMap<Pid, Proc> processes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Atom, Proc> names = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Port, Proc> ports = new ConcurrentHashMap<>();
    private final AtomicLong nextPort = new AtomicLong(10);
    private final ConcurrentHashMap<Class<?>, Object> states = new ConcurrentHashMap<>();
    private final List<Function<Proc, @Nullable Void>> exitHooks = new CopyOnWriteArrayList<>();
    private final AtomicInteger nextPid = new AtomicInteger(100);
    private final AtomicLong nextReference = new AtomicLong(System.nanoTime() & 0xFFFFFF);
    private final long startNanos = System.nanoTime();
    private final Clock clock = new Clock(startNanos);
    private final UniqueIntegers uniqueIntegers = new UniqueIntegers();
    private final TimerQueue timerQueue = new TimerQueue(this::failed);
    private final Timers timers = new Timers(this);
    private final Exhaustion exhaustion = new Exhaustion(this);
    private final LongAdder endedReductions = new LongAdder();
    private volatile @Nullable ProcessTrace traceOfNew;
    private volatile IntConsumer halt = Node::haltJvm;
    private volatile CrashReport crashReport = (_, _) -> {};

    /** The name of a node that is not distributed. */
    public Atom name() {
        return NAME;
    }

    public CodeServer code() {
        return code;
    }

    /** Shutdown hooks are not run: a process may be in the middle of anything. */
    private static void haltJvm(int exitCode) {
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(exitCode);
    }

    /** What {@code :erlang.halt/1} does with the exit code; ends the JVM unless told otherwise. */
    public void setHalt(IntConsumer newHalt) {
        halt = newHalt;
    }

    /** Has {@code action} done before what {@code :erlang.halt/1} does. */
    public void beforeHalt(Runnable action) {
        IntConsumer then = halt;
        halt = exitCode -> {
            action.run();
            then.accept(exitCode);
        };
    }

    public void halt(int exitCode) {
        halt.accept(exitCode);
    }

    /** Ends the system when its heap is full and stays so. */
    public void watchMemory() {
        new MemoryWatch(exhaustion.prepare()).start();
    }

    /** Ends the system with a word about its memory, which is out. */
    public void endExhausted() {
        exhaustion.end();
    }

    /** Ends the system because something in it has failed that everything depends on. */
    void failed(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            exhaustion.end();
        } else {
            System.err.println("jlixir: an error in jlixir itself: the system ends");
            failure.printStackTrace();
            halt(1);
        }
    }

    /** The reductions of processes that have ended and of those that live, about. */
    public long reductions() {
        long total = endedReductions.sum();
        for (Proc process : processes.values()) {
            total += process.reductionsUsed();
        }
        return total;
    }

    void addReductions(long count) {
        endedReductions.add(count);
    }

    /** How many processes are ready to run and wait for a carrier, about. */
    public int runQueueLength() {
        return scheduler.queueLength();
    }

    /** What is traced of processes from their start; null for nothing. */
    @Nullable
    ProcessTrace traceOfNew() {
        return traceOfNew;
    }

    void setTraceOfNew(@Nullable ProcessTrace trace) {
        traceOfNew = trace;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    public int schedulers() {
        return scheduler.parallelism();
    }

    ConcurrentHashMap<Pid, Proc> processTable() {
        return processes;
    }

    ConcurrentHashMap<Atom, Proc> nameTable() {
        return names;
    }

    TimerQueue timerQueue() {
        return timerQueue;
    }

    public Timers timers() {
        return timers;
    }

    public Clock clock() {
        return clock;
    }

    public UniqueIntegers uniqueIntegers() {
        return uniqueIntegers;
    }

    /** When the node was made, in the unit of {@link System#nanoTime}. */
    public long startNanos() {
        return startNanos;
    }

    public Reference newReference() {
        long number = nextReference.incrementAndGet();
        return new Reference(NAME, 0, (int) number, (int) (number >>> 32), 0);
    }

    /** A reference that may be an alias: its highest word is the owner's number, so that no table of them is needed. */
    Reference newAlias(Pid owner) {
        long number = nextReference.incrementAndGet();
        int ownerNumber = owner.number() | owner.serial() << 28;
        return new Reference(NAME, 0, (int) number, (int) (number >>> 32), ownerNumber).withResource(owner);
    }

    /** The live process that made this reference as an alias, whether it is one still or not; null for no such process. */
    @Nullable
    Proc findAlias(Reference alias) {
        if (alias.resource() instanceof Pid owner) {
            return owner.process();
        }
        int owner = alias.high();
        return owner == 0 || alias.node() != NAME ? null : processes.get(pid(owner, null));
    }

    /** @param port what the process stands behind, or null */
    Pid newPid(@Nullable Port port) {
        return pid(nextPid.getAndIncrement(), port);
    }

    /** @param count how many processes have been started before it: its lower 28 bits are the number, the others the serial */
    private static Pid pid(int count, @Nullable Port port) {
        return new Pid(NAME, count & 0xFFFFFFF, count >>> 28, 0, port);
    }

    /** The live process, or null. */
    public @Nullable Proc find(Pid pid) {
        Proc process = pid.process();
        return process != null ? process : processes.get(pid);
    }

    public Port newPort() {
        return new Port(NAME, nextPort.getAndIncrement(), 0);
    }

    /** The process behind an open port, or null. */
    public @Nullable Proc find(Port port) {
        return ports.get(port);
    }

    /** The open ports. */
    public java.util.Set<Port> ports() {
        return java.util.Set.copyOf(ports.keySet());
    }

    ConcurrentHashMap<Port, Proc> portTable() {
        return ports;
    }

    /** The process registered under that name, or null. */
    public @Nullable Proc find(Atom name) {
        return names.get(name);
    }

    /** State of another part of the system that lives with this node, made when first asked for. */
    public <T> T state(Class<T> key, Supplier<T> make) {
        Object state = states.get(key);
        if (state == null) {
            state = states.computeIfAbsent(key, _ -> make.get());
        }
        return key.cast(state);
    }

    /** Calls {@code hook} in every process that ends, before its links hear of it: tables are given away so. */
    public void onExit(java.util.function.Consumer<Proc> hook) {
        exitHooks.add(process -> {
            hook.accept(process);
            return null;
        });
    }

    void runExitHooks(Proc process) {
        for (Function<Proc, @Nullable Void> hook : exitHooks) {
            hook.apply(process);
        }
    }

    /**
     * Ends a system that nobody needs any more, and the threads that it has: its processes are killed, and waited for as long as that.
     *
     * @param millis how long to wait at most; a process that blocks in Java may not end by then, and keeps its thread
     */
    public void close(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        for (Proc process : processes.values()) {
            process.exit(process.pid(), KILL);
        }
        while (!processes.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(1);
        }
        scheduler.close();
        timerQueue.close();
    }

    public void setCrashReport(CrashReport report) {
        crashReport = report;
    }

    CrashReport crashReport() {
        return crashReport;
    }

    /**
     * How a main program ended.
     *
     * @param failure null when it ended by itself
     */
    public record Ended(
            Pid pid, @Nullable Object value, @Nullable ElixirException failure) {}

    /** Runs {@code program} as a process and waits until it has ended. */
    public Ended runMain(Function<Proc, Object> program) {
        CountDownLatch done = new CountDownLatch(1);
        Proc process = new Proc(this, null);
        Ended[] ended = {new Ended(process.pid(), null, null)};
        process.start(self -> {
            try {
                ended[0] = new Ended(self.pid(), program.apply(self), null);
            } catch (ElixirException failure) {
                ended[0] = new Ended(self.pid(), null, failure);
            } catch (ProcessKilled killed) {
                ended[0] = new Ended(self.pid(), null, ElixirException.raised(Atom.EXIT, killed.reason, EmptyList.NIL));
            } catch (StackOverflowError | LinkageError | RuntimeException failure) {
                ended[0] = new Ended(self.pid(), null, Calls.caught(failure));
            } catch (Hibernation hibernation) {
                throw hibernation;
            } catch (Error failure) {
                ended[0] = new Ended(self.pid(), null, Calls.javaFailure(failure));
            } finally {
                done.countDown();
            }
            return Atom.OK;
        });
        try {
            done.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return ended[0];
    }
}
