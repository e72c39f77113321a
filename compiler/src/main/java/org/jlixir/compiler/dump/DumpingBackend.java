package org.jlixir.compiler.dump;

import java.util.LinkedHashMap;
import org.jlixir.compiler.Backend;
import org.jlixir.compiler.CoreBackend;
import org.jlixir.compiler.core.CoreModule;
import org.jlixir.compiler.core.QuotedToCore;
import org.jlixir.compiler.module.ModuleDefinition;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;

/**
 * The back end, which lets {@code watcher} see what it compiles: each module, and each piece of code outside of modules (its core
 * IR has the name {@code nil}). Safe for any thread if {@code watcher} is.
 */
final class DumpingBackend implements Backend {
    /** Sees each module before it is compiled, its classes afterwards, and each piece of code. */
    interface Watcher {
        void module(ModuleDefinition definition);

        void classes(CompiledModule compiled);

        void code(Object expanded, CoreModule core);
    }

    private final CoreBackend backend = new CoreBackend();
    private final Watcher watcher;

    DumpingBackend(Watcher watcher) {
        this.watcher = watcher;
    }

    @Override
    public boolean compilesAll() {
        return true;
    }

    @Override
    public CompiledModule compile(ModuleDefinition module) {
        watcher.module(module);
        CompiledModule compiled = backend.compile(module);
        watcher.classes(compiled);
        return compiled;
    }

    @Override
    public Evaluation evaluate(Proc self, Statement statement) {
        if (statement.module() == Atom.NIL) {
            watcher.code(
                    statement.expanded(),
                    QuotedToCore.evaluation(
                            statement.module(),
                            statement.file(),
                            statement.expanded(),
                            new LinkedHashMap<>(statement.inputs()),
                            statement.outputs()));
        }
        return backend.evaluate(self, statement);
    }
}
