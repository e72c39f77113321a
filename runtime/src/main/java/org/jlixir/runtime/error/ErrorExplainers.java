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

    private static final Map<Atom, Atom> BY_MODULE = Map.of(
            Atom.of("erlang"), SYSTEM,
            Atom.of("atomics"), SYSTEM,
            Atom.of("counters"), SYSTEM,
            Atom.of("persistent_term"), SYSTEM,
            Atom.of("ets"), STDLIB,
            Atom.of("lists"), STDLIB,
            Atom.of("maps"), STDLIB,
            Atom.of("binary"), STDLIB,
            Atom.of("unicode"), STDLIB,
            Atom.of("math"), STDLIB);

    private ErrorExplainers() {}

    static @Nullable Atom of(Atom module) {
        return BY_MODULE.get(module);
    }
}
