package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.term.Atom;

/** What lowering shares between the functions of a module: the functions that the compiler adds, and their names. */
final class ModuleScope {
    private final Atom module;
    private final List<CoreFunction> added = new ArrayList<>();
    private int counter;

    ModuleScope(Atom module) {
        this.module = module;
    }

    Atom module() {
        return module;
    }

    /** The next number for a generated name; unique within the module. */
    int next() {
        return counter++;
    }

    void add(CoreFunction function) {
        added.add(function);
    }

    List<CoreFunction> added() {
        return added;
    }
}
