package org.jlixir.compiler;

import org.jlixir.runtime.process.Proc;

/** Finds the compiler state of the node that a process belongs to. */
public final class NodeCompiler {
    private NodeCompiler() {}

    static CompilerState of(Proc self) {
        return self.node().state(CompilerState.class, () -> new CompilerState(new CoreBackend(), new NodeModules()));
    }

    /** Gives the process's node a compiler, when it has none yet. */
    public static void install(Proc self, CompilerState state) {
        self.node().state(CompilerState.class, () -> state);
    }
}
