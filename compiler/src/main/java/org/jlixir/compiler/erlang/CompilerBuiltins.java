package org.jlixir.compiler.erlang;

import java.util.List;

/** The classes of built-ins that the compiler brings. */
public final class CompilerBuiltins {
    public static final List<Class<?>> CLASSES = List.of(
            JlixirJar.class,
            JlixirKernel.class,
            JlixirModule.class,
            JlixirCode.class,
            JlixirLexical.class,
            JlixirMacro.class,
            JlixirProtocol.class,
            ElixirExpand.class,
            ElixirEnv.class,
            ElixirModule.class,
            ElixirQuote.class);

    private CompilerBuiltins() {}
}
