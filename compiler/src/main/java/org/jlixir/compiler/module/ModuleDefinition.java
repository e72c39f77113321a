package org.jlixir.compiler.module;

import java.util.List;
import org.jlixir.runtime.term.Atom;

/**
 * A whole module, expanded: what the back end compiles. {@code __info__/1} and {@code module_info/0,1} are among its functions.
 *
 * @param file the source file, as stack traces show it
 * @param attributes the persisted attributes: a keyword list from name to a list of values
 * @param chunks further data by chunk name (docs, specs, debug information); a keyword list
 */
public record ModuleDefinition(
        Atom name, String file, int line, List<FunctionDefinition> functions, Object attributes, Object chunks) {
    public ModuleDefinition {
        functions = List.copyOf(functions);
    }

    /** Under another name of its file, and so the functions that come from it. */
    public ModuleDefinition withFile(String newFile) {
        List<FunctionDefinition> moved = functions.stream()
                .map(function -> function.file().equals(file) ? function.withFile(newFile) : function)
                .toList();
        return new ModuleDefinition(name, newFile, line, moved, attributes, chunks);
    }
}
