package org.jlixir.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jlixir.compiler.expand.LocalCalls;
import org.jlixir.compiler.module.OpenModule;
import org.jlixir.compiler.module.RemoteChecks;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * Files that are compiled side by side by {@code Kernel.ParallelCompiler}: a process that lacks a module waits for the others,
 * and what can be checked only when all modules are there is kept until then. One a node; safe for any thread.
 */
public final class ParallelModules {
    private static final Atom PARALLEL_COMPILER = Atom.of("Elixir.Kernel.ParallelCompiler");
    private static final Atom COMPILER_INFO = Atom.of("elixir_compiler_info");
    private static final Atom GET = Atom.of("get");
    private static final Atom AWAIT = Atom.of("__await__");
    private static final Atom AVAILABLE = Atom.of("__available__");
    private static final Atom STRUCT_AVAILABLE = Atom.of("__struct_available__");
    private static final Atom STRUCT = Atom.of("struct");
    private static final Atom HARD = Atom.of("hard");
    private static final Atom SOFT = Atom.of("soft");

    private final AtomicInteger running = new AtomicInteger();
    private final List<LocalCalls.Remote> calls = new ArrayList<>();
    private final List<Tuple2> hooks = new ArrayList<>();

    /** A compilation of several files begins. */
    public void begin(Proc self, CompilerState state) {
        if (running.getAndIncrement() == 0) {
            self.node().code().setAutoload((process, module) -> await(new Session(state, process), module, HARD));
        }
    }

    public void end(Proc self) {
        if (running.decrementAndGet() == 0) {
            self.node().code().setAutoload((_, _) -> false);
        }
    }

    /** True when {@code self} compiles one of the files. */
    public boolean isMember(Session session) {
        return running.get() > 0
                && session.exports(Words.ERLANG, GET, 1)
                && session.call(Words.ERLANG, GET, COMPILER_INFO) instanceof Tuple2;
    }

    /**
     * Waits until another file has defined a module.
     *
     * @return false when none of them does
     */
    boolean await(Session session, Atom module) {
        return await(session, module, HARD);
    }

    /**
     * As {@link #await}, for those who can do without when files wait for each other.
     *
     * @return true, false, or {@code :unavailable} when they do
     */
    public Atom awaitSoftly(Session session, Atom module) {
        return isAwaited(session, module) ? (Atom) session.call(PARALLEL_COMPILER, AWAIT, module, SOFT) : Atom.FALSE;
    }

    private boolean await(Session session, Atom module, Atom kind) {
        return awaits(session, module, kind) && session.state().modules().isLoaded(session.self(), module);
    }

    private boolean awaits(Session session, Atom module, Atom kind) {
        return isAwaited(session, module) && session.call(PARALLEL_COMPILER, AWAIT, module, kind) == Atom.TRUE;
    }

    private boolean isAwaited(Session session, Atom module) {
        return isMember(session) && module.name().startsWith("Elixir.") && session.openModule(module) == null;
    }

    /**
     * Waits until another file has defined a module, or its struct.
     *
     * @return the struct when the module is not done yet, else null
     */
    public @Nullable ElixirMap awaitStruct(Session session, Atom module) {
        if (session.state().modules().isLoaded(session.self(), module) || !awaits(session, module, STRUCT)) {
            return null;
        }
        OpenModule open = session.state().openModules().get(module);
        return open == null ? null : open.publishedStruct();
    }

    /** Tells the others of a struct whose module is not done yet. */
    public void structAvailable(Session session, Atom module) {
        if (isMember(session)) {
            session.call(PARALLEL_COMPILER, STRUCT_AVAILABLE, module);
        }
    }

    /** Tells the others of a module that is loaded now. */
    public void available(Session session, Atom module, Bitstring binary) {
        if (isMember(session)) {
            session.call(PARALLEL_COMPILER, AVAILABLE, module, binary);
        }
    }

    /** Keeps what a file wants to be checked when all modules are there. */
    synchronized void keep(List<LocalCalls.Remote> itsCalls, List<Tuple2> itsHooks) {
        calls.addAll(itsCalls);
        hooks.addAll(itsHooks);
    }

    /** All modules are there. */
    public void check(Session session) {
        List<LocalCalls.Remote> allCalls;
        List<Tuple2> allHooks;
        synchronized (this) {
            allCalls = List.copyOf(calls);
            allHooks = List.copyOf(hooks);
            calls.clear();
            hooks.clear();
        }
        RemoteChecks.run(session, allCalls);
        Frame.verify(session, allHooks);
    }
}
