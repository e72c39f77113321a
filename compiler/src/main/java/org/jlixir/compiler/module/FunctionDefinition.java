package org.jlixir.compiler.module;

import java.util.List;
import org.jlixir.runtime.term.Atom;

/**
 * A function or macro with all of its clauses, expanded. A macro {@code m/1} is the function {@code MACRO-m/2}, whose first
 * argument is the caller's environment; {@code name} and {@code arity} are then those of the function.
 *
 * @param exported true for {@code def} and {@code defmacro}
 * @param meta metadata of the first clause, a keyword list with {@code line}
 * @param file the source file, as stack traces show it
 */
public record FunctionDefinition(
        Atom name, int arity, boolean exported, Object meta, String file, List<FunctionClause> clauses) {
    public FunctionDefinition {
        clauses = List.copyOf(clauses);
    }

    FunctionDefinition withFile(String newFile) {
        return new FunctionDefinition(name, arity, exported, meta, newFile, clauses);
    }
}
