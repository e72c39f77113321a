package org.jlixir.runtime.erlang;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a class whose {@link Builtin} methods are the functions of an Erlang module. Read by the build alone. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ErlangModule {
    /** The module's name, such as {@code lists}. */
    String value();
}
