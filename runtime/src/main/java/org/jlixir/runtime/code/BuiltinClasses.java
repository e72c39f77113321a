package org.jlixir.runtime.code;

import java.util.List;

/** Offers classes of built-ins; those of other parts than the runtime are found through {@link java.util.ServiceLoader}. */
public interface BuiltinClasses {
    List<Class<?>> classes();

    /** The resource with what {@link BuiltinTableBuild} has written of these classes. */
    default String table() {
        return getClass().getPackageName().replace('.', '/') + "/builtins.table";
    }
}
