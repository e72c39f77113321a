package org.jlixir.runtime.erlang;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a public static method as a function of its class's Erlang module. Its parameters are terms ({@code Object}),
 * after an optional first {@code Proc}, which does not count for the arity; it answers a term ({@code Object}), never null.
 * Read by the build ({@code org.jlixir.runtime.code.BuiltinTableBuild}).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Builtin {
    /** The function's Erlang name, such as {@code keyfind}. */
    String value();

    /** True for a function whose result depends on its arguments alone and which does nothing else (it may raise). */
    boolean pure() default false;

    /** True for one that is not pure, but neither waits nor takes long, nor runs code of the program or acts on the own process's signals. */
    boolean brief() default false;

    /** True for one that may answer {@link org.jlixir.runtime.process.Proc#TAIL} (it ends in a call of a function). */
    boolean tailCalls() default false;

    /** True for one that does nothing but raise: it does not appear in stack traces. */
    boolean raises() default false;
}
