package org.jlixir.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jlixir.compiler.codegen.Linker;
import org.jlixir.compiler.codegen.ModuleEmitter;
import org.jlixir.compiler.core.CoreModule;
import org.jlixir.compiler.core.QuotedToCore;
import org.jlixir.compiler.module.ModuleDefinition;
import org.jlixir.runtime.code.CodeServer;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.file.WorkingDirectory;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Tuple;

/** The back end that runs on the JVM: core IR, decision trees, class files. Safe for any thread. */
public final class CoreBackend implements Backend {
    private final Linker linker;
    private final AtomicLong evaluations = new AtomicLong();

    public CoreBackend() {
        this(new StandardLinker());
    }

    public CoreBackend(Linker linker) {
        this.linker = linker;
    }

    @Override
    public CompiledModule compile(ModuleDefinition module) {
        return new ModuleEmitter(linker).emit(QuotedToCore.module(module), ModuleNames.className(module.name()));
    }

    @Override
    public Evaluation evaluate(Proc self, Statement statement) {
        Map<Integer, Object> ordered = new LinkedHashMap<>(statement.inputs());
        CoreModule core = QuotedToCore.evaluation(
                statement.module(), statement.file(), statement.expanded(), ordered, statement.outputs());
        String className = ModuleNames.EVALUATION_PACKAGE + "E" + evaluations.incrementAndGet();
        CompiledModule compiled = new ModuleEmitter(linker).emit(core, className);
        Fun run = CodeServer.loadUnnamed(
                compiled, statement.script() ? WorkingDirectory.of(self.node()).relative(statement.file()) : null);
        List<Object> arguments = new ArrayList<>(ordered.values());
        Object[] values = arguments.size() > QuotedToCore.MAX_INPUTS
                ? new Object[] {Tuple.ofArray(arguments.toArray())}
                : arguments.toArray();
        Tuple result = (Tuple) self.applyMany(run, values);
        Object[] bound = new Object[statement.outputs().length];
        for (int i = 0; i < bound.length; i++) {
            Object value = result.get(i + 1);
            bound[i] = value == QuotedToCore.UNBOUND ? null : value;
        }
        return new Evaluation(result.get(0), bound);
    }
}
