package org.jlixir.compiler.core;

import java.util.List;
import org.jlixir.runtime.term.Atom;

/** A module in core IR: what the code generator compiles. */
public record CoreModule(
        Atom name, String file, int line, List<CoreFunction> functions, Object attributes, Object chunks) {
    /** The same module with other functions. */
    public CoreModule withFunctions(List<CoreFunction> changed) {
        return new CoreModule(name, file, line, changed, attributes, chunks);
    }
}
