package org.jlixir.compiler.module;

import java.util.List;

/**
 * One clause of a function, expanded.
 *
 * @param meta the clause's metadata, a keyword list
 * @param patterns one expanded pattern for each argument
 * @param guards the guards joined by {@code when}, tried in order; empty when there are none
 * @param body the expanded body
 */
public record FunctionClause(Object meta, List<Object> patterns, List<Object> guards, Object body) {
    public FunctionClause {
        patterns = List.copyOf(patterns);
        guards = List.copyOf(guards);
    }
}
