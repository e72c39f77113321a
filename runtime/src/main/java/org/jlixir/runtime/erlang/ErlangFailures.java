package org.jlixir.runtime.erlang;

import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.TermList;

/** {@code :erlang}: raising. */
@ErlangModule("erlang")
public final class ErlangFailures {
    private static final Atom BADARG = Atom.of("badarg");

    private ErlangFailures() {}

    @Builtin("error")
    public static Object error(Object reason) {
        throw ElixirException.error(reason);
    }

    /** {@code arguments} are those of the calling function, for the stack trace; {@code none} means not given. */
    @Builtin("error")
    public static Object error(Object reason, Object arguments) {
        throw ElixirException.error(reason);
    }

    @Builtin("error")
    public static Object error(Object reason, Object arguments, Object options) {
        throw ElixirException.error(reason);
    }

    @Builtin("nif_error")
    public static Object nifError(Object reason) {
        throw ElixirException.error(reason);
    }

    @Builtin("nif_error")
    public static Object nifError(Object reason, Object arguments) {
        throw ElixirException.error(reason);
    }

    @Builtin("exit")
    public static Object exit(Object reason) {
        throw ElixirException.exit(reason);
    }

    @Builtin("throw")
    public static Object throwValue(Object value) {
        throw ElixirException.thrown(value);
    }

    /** Answers {@code badarg} instead of raising when kind or stack trace are none. */
    @Builtin("raise")
    public static Object raise(Object kind, Object reason, Object stacktrace) {
        boolean known = kind == Atom.ERROR || kind == Atom.EXIT || kind == Atom.THROW;
        if (!known || TermList.properLength(stacktrace) < 0) {
            return BADARG;
        }
        throw ElixirException.raised((Atom) kind, reason, stacktrace);
    }
}
