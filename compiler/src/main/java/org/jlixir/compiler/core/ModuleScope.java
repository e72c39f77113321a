package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.runtime.term.Atom;

/** What lowering shares between the functions of a module: the functions that the compiler adds, and their names. */
final class ModuleScope {
    private final Atom module;
    private final List<CoreFunction> added = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    ModuleScope(Atom module) {
        this.module = module;
    }

    Atom module() {
        return module;
    }

    /** Counts the functions that the code of a function holds, for their names. */
    int nextNumber(String function) {
        return numbers.merge(function, 1, Integer::sum) - 1;
    }

    void add(CoreFunction function) {
        added.add(function);
    }

    List<CoreFunction> added() {
        return added;
    }
}
