package org.jlixir.runtime.code;

import java.util.List;

/** Offers further classes of built-ins; found through {@link java.util.ServiceLoader}. */
public interface BuiltinClasses {
    List<Class<?>> classes();
}
