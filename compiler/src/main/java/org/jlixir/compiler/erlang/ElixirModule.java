package org.jlixir.compiler.erlang;

import org.jlixir.compiler.Compiler;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.TermList;

/** {@code :elixir_module}, as tools and tests ask it. */
@ErlangModule("elixir_module")
public final class ElixirModule {
    private ElixirModule() {}

    /** The modules that are being defined. */
    @Builtin("compiler_modules")
    public static Object compilerModules(Proc self) {
        return TermList.of(Compiler.session(self).state().openModules().keySet().toArray());
    }
}
