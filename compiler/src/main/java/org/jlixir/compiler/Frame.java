package org.jlixir.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.LocalCalls;
import org.jlixir.compiler.module.RemoteChecks;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** What one process has under way in the compiler. Confined to that process. */
public final class Frame {
    private final ElixirMap[] terms = new ElixirMap[4];
    private final Env[] envs = new Env[4];
    private int next;
    /** How many compilations are nested. */
    int depth;
    /** Collects {@code {module, binary}} of what is compiled; null when nobody asks. */
    @Nullable
    List<Tuple2> compiled;

    /** Remembers which environment a struct came from, so that it need not be read back when a macro hands it over. */
    public ElixirMap remember(Env env, ElixirMap term) {
        terms[next] = term;
        envs[next] = env;
        next = (next + 1) % terms.length;
        return term;
    }

    /** The environment that {@code term} stands for. */
    public Env recall(Session session, ElixirMap term) {
        List<Env> known = new ArrayList<>();
        for (int i = 0; i < terms.length; i++) {
            if (terms[i] == term) {
                return envs[i];
            }
            if (envs[i] != null) {
                known.add(envs[i]);
            }
        }
        Env env = Env.fromTerm(term, known.toArray(Env[]::new));
        Pid pid = Env.trackerOf(term);
        Proc tracker = pid == null ? null : session.self().node().find(pid);
        return tracker == null
                ? env
                : env.withLexical(session.state().trackers().get(tracker));
    }

    private List<LocalCalls.Remote> unchecked = new ArrayList<>();
    private List<Tuple2> unverified = new ArrayList<>();

    /** Keeps remote calls until the compilation around the module is done, when they are checked. */
    public void check(List<LocalCalls.Remote> calls) {
        unchecked.addAll(calls);
    }

    /** Keeps the hooks that run when everything is compiled. */
    public void verify(Atom module, @Nullable Object hooks) {
        if (hooks instanceof Cons) {
            unverified.add(new Tuple2(module, hooks));
        }
    }

    /** A module is defined, within what is compiled or by itself. */
    public void enter() {
        depth++;
    }

    /** A module is done; one that was defined by itself is checked now. */
    public void exit(Session session) {
        if (--depth == 0) {
            checkAll(session);
            session.state().leaveIfIdle(session.self());
        }
    }

    /** Compiles a file or a piece of code, then checks the modules that it has defined, not those around it. */
    <T> T compilation(Session session, Supplier<T> body) {
        List<LocalCalls.Remote> outerCalls = unchecked;
        List<Tuple2> outerHooks = unverified;
        unchecked = new ArrayList<>();
        unverified = new ArrayList<>();
        depth++;
        try {
            return body.get();
        } finally {
            depth--;
            checkAll(session);
            unchecked = outerCalls;
            unverified = outerHooks;
            session.state().leaveIfIdle(session.self());
        }
    }

    private void checkAll(Session session) {
        List<LocalCalls.Remote> calls = List.copyOf(unchecked);
        List<Tuple2> hooks = List.copyOf(unverified);
        unchecked.clear();
        unverified.clear();
        if (session.state().parallel().isMember(session)) {
            session.state().parallel().keep(calls, hooks);
        } else {
            RemoteChecks.run(session, calls);
            verify(session, hooks);
        }
    }

    /**
     * Runs the hooks of modules that want to know when all is compiled.
     *
     * @param hooks {@code {module, hooks}} each
     */
    static void verify(Session session, List<Tuple2> hooks) {
        for (Tuple2 entry : hooks) {
            for (Object hook : TermList.toJava(entry.e1).reversed()) {
                session.call((Atom) ((Tuple2) hook).e0, (Atom) ((Tuple2) hook).e1, entry.e0);
            }
        }
    }

    boolean isIdle() {
        return depth == 0 && compiled == null;
    }

    /** Adds a module to what the running compilation has produced. */
    public void produced(Tuple2 moduleAndBinary) {
        if (compiled != null) {
            compiled.add(moduleAndBinary);
        }
    }
}
