package org.jlixir.compiler.core;

import java.util.List;

/** A function of a module in core IR. Functions that the compiler makes itself (comprehension loops) are never exported. */
public record CoreFunction(
        FunctionName name, boolean exported, List<Variable> parameters, Core body, String file, int line) {}
