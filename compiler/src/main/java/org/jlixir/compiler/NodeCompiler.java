package org.jlixir.compiler;

import java.util.Map;
import java.util.WeakHashMap;
import org.jlixir.runtime.process.Proc;

/** Finds the compiler state of the node that a process belongs to. */
public final class NodeCompiler {
    private static final Map<Proc, CompilerState> STATES = new WeakHashMap<>();

    private NodeCompiler() {}

    static synchronized CompilerState of(Proc self) {
        CompilerState state = STATES.get(self);
        if (state == null) {
            throw new IllegalStateException("no compiler on this node");
        }
        return state;
    }

    /** Gives the process's node a compiler. */
    public static synchronized void install(Proc self, CompilerState state) {
        STATES.put(self, state);
    }
}
