package org.jlixir.compiler.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of a module in core IR. Functions that the compiler makes itself (comprehension loops) are never exported.
 *
 * @param whole the function of which this is a part, because it was too large, see {@link
 *     org.jlixir.compiler.pass.SplitLargeBodies}; null for all other functions
 */
public record CoreFunction(
        FunctionName name,
        boolean exported,
        List<Variable> parameters,
        Core body,
        String file,
        int line,
        @Nullable FunctionName whole) {
    public CoreFunction(
            FunctionName name, boolean exported, List<Variable> parameters, Core body, String file, int line) {
        this(name, exported, parameters, body, file, line, null);
    }

    /** The same function with another body. */
    public CoreFunction withBody(Core changed) {
        return new CoreFunction(name, exported, parameters, changed, file, line, whole);
    }

    public boolean isPart() {
        return whole != null;
    }
}
