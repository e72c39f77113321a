package org.jlixir.compiler.erlang;

import java.util.List;
import org.jlixir.runtime.code.BuiltinClasses;

/** Tells the runtime of the compiler's built-ins. */
public final class CompilerBuiltinClasses implements BuiltinClasses {
    @Override
    public List<Class<?>> classes() {
        return CompilerBuiltins.CLASSES;
    }
}
