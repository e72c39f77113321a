package org.jlixir.compiler;

import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;

/** Finds modules that are needed while others are compiled: the build of the standard library compiles their file first. */
@FunctionalInterface
public interface ModuleFinder {
    /** Finds nothing. */
    ModuleFinder NONE = (_, _) -> false;

    /** @return true when {@code module} is loaded now */
    boolean find(Proc self, Atom module);
}
