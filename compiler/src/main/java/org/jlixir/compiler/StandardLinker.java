package org.jlixir.compiler;

import org.jlixir.compiler.codegen.Linker;
import org.jlixir.runtime.code.BuiltinModules;
import org.jlixir.runtime.code.CodeServer;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.term.Atom;

/** Binds calls of built-ins and of the standard library on the class path; all others follow the module that is loaded. */
public final class StandardLinker implements Linker {
    private final CodeServer library = new CodeServer();

    @Override
    public Link link(Atom module, Atom function, int arity) {
        BuiltinModules.Entry builtin = BuiltinModules.find(module, function, arity);
        if (builtin != null) {
            return new Link.Builtin(builtin);
        }
        var version = library.find(module);
        return version != null && version.mainClass() != null && version.exports(function, arity)
                ? new Link.Fixed(ModuleNames.className(module))
                : new Link.Current();
    }
}
