package org.jlixir.compiler;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.expand.Env;
import org.jlixir.runtime.term.ElixirMap;
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
    @Nullable List<Tuple2> compiled;

    /** Remembers which environment a struct came from, so that it need not be read back when a macro hands it over. */
    public ElixirMap remember(Env env, ElixirMap term) {
        terms[next] = term;
        envs[next] = env;
        next = (next + 1) % terms.length;
        return term;
    }

    /** The environment that {@code term} stands for. */
    public Env recall(ElixirMap term) {
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
        for (Env other : known) {
            if (other.file().equals(env.file()) && other.lexical() != null) {
                return env.withLexical(other.lexical());
            }
        }
        return env;
    }

    /** Adds a module to what the running compilation has produced. */
    public void produced(Tuple2 moduleAndBinary) {
        if (compiled != null) {
            compiled.add(moduleAndBinary);
        }
    }
}
