package org.jlixir.runtime.error;

import java.util.Map;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/**
 * Which module says what is wrong with the arguments of a failed built-in: stack traces name it as {@code error_info}, and its
 * {@code format_error/2} takes the reason and the stack trace and answers a map from argument positions to texts.
 */
final class ErrorExplainers {
    private static final Atom STDLIB = Atom.of("erl_stdlib_errors");

    private static final Atom SYSTEM = Atom.of("erl_erts_errors");

    private static final Atom KERNEL = Atom.of("erl_kernel_errors");

    private static final Map<Atom, Atom> BY_MODULE = Map.ofEntries(
            Map.entry(Atom.of("erlang"), SYSTEM),
            Map.entry(Atom.of("atomics"), SYSTEM),
            Map.entry(Atom.of("counters"), SYSTEM),
            Map.entry(Atom.of("persistent_term"), SYSTEM),
            Map.entry(Atom.of("ets"), STDLIB),
            Map.entry(Atom.of("lists"), STDLIB),
            Map.entry(Atom.of("maps"), STDLIB),
            Map.entry(Atom.of("binary"), STDLIB),
            Map.entry(Atom.of("unicode"), STDLIB),
            Map.entry(Atom.of("math"), STDLIB),
            Map.entry(Atom.of("os"), KERNEL));

    private ErrorExplainers() {}

    static @Nullable Atom of(Atom module) {
        return BY_MODULE.get(module);
    }
}
