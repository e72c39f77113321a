package org.jlixir.compiler.erlang;

import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.term.EmptyList;

/** {@code :compile}, Erlang's compiler, as far as it concerns Elixir. */
@ErlangModule("compile")
public final class ErlangCompile {
    private ErlangCompile() {}

    /** Options that the system's environment has for the BEAM's compiler: there is none here, so none of them holds. */
    @Builtin(value = "env_compiler_options", pure = true)
    public static Object envCompilerOptions() {
        return EmptyList.NIL;
    }
}
