package org.jlixir.compiler;

import java.util.Map;
import org.jlixir.compiler.module.ModuleDefinition;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;

/** What comes after expansion: core IR, patterns, code. The expander and the module evaluator know it by this alone. */
public interface Backend {
    /** Whether statements that could be run without compiling them are to come through here too. */
    default boolean compilesAll() {
        return false;
    }

    /**
     * Compiles a module. Nothing is loaded.
     *
     * @throws org.jlixir.compiler.diagnostic.CompileFailure for what only the back end can see to be wrong
     */
    CompiledModule compile(ModuleDefinition module);

    /**
     * Compiles a statement and runs it in {@code self}.
     *
     * @throws org.jlixir.compiler.diagnostic.CompileFailure for what only the back end can see to be wrong
     */
    Evaluation evaluate(Proc self, Statement statement);

    /**
     * An expanded expression outside of functions. A variable is known by the {@code version} in its metadata.
     *
     * @param inputs the values of the variables that are free in the expression, by version
     * @param outputs the versions of the variables whose values are wanted afterwards
     * @param module the module that the code belongs to, for stack traces; {@code nil} outside of one
     * @param file the source file, as stack traces show it
     * @param script whether its functions are known by the file, unlike those of evaluated text
     */
    record Statement(
            Object expanded, Map<Integer, Object> inputs, int[] outputs, Atom module, String file, boolean script) {}

    /**
     * @param value what the expression gave
     * @param outputs the values asked for, in that order; null for a variable that was not bound on the way taken
     */
    record Evaluation(Object value, Object[] outputs) {}
}
