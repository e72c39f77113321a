package org.jlixir.compiler.core;

import java.util.List;

/**
 * A function of a module in core IR. Functions that the compiler makes itself (comprehension loops) are never exported.
 *
 * @param part made of a part of another function that was too large, see {@link org.jlixir.compiler.pass.SplitLargeBodies}
 */
public record CoreFunction(
        FunctionName name,
        boolean exported,
        List<Variable> parameters,
        Core body,
        String file,
        int line,
        boolean part) {
    public CoreFunction(
            FunctionName name, boolean exported, List<Variable> parameters, Core body, String file, int line) {
        this(name, exported, parameters, body, file, line, false);
    }

    /** The same function with another body. */
    public CoreFunction withBody(Core changed) {
        return new CoreFunction(name, exported, parameters, changed, file, line, part);
    }
}
