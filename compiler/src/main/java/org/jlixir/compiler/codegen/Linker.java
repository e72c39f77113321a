package org.jlixir.compiler.codegen;

import org.jlixir.runtime.code.BuiltinModules;
import org.jlixir.runtime.term.Atom;

/** Decides how a remote call by name is bound. */
public interface Linker {
    Link link(Atom module, Atom function, int arity);

    sealed interface Link {
        /** A Java method. */
        record Builtin(BuiltinModules.Entry entry) implements Link {}

        /** A function of a module that is compiled with the caller and never replaced. */
        record Fixed(String className) implements Link {}

        /** Whatever is loaded under that name when the call is made. */
        record Current() implements Link {}
    }
}
