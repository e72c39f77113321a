package org.jlixir.runtime.erlang;

import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** {@code :erlang}: raising. */
@ErlangModule("erlang")
public final class ErlangFailures {
    private static final Atom BADARG = Atom.of("badarg");
    private static final Atom ERROR_INFO = Atom.of("error_info");

    private ErlangFailures() {}

    @Builtin(value = "error", raises = true)
    public static Object error(Object reason) {
        throw ElixirException.error(reason);
    }

    /** {@code arguments} are those of the calling function, for the stack trace; {@code none} means not given. */
    @Builtin(value = "error", raises = true)
    public static Object error(Object reason, Object arguments) {
        return error(reason, arguments, EmptyList.NIL);
    }

    /** {@code options} may have {@code error_info}, a map that leads to an explanation. */
    @Builtin(value = "error", raises = true)
    public static Object error(Object reason, Object arguments, Object options) {
        ElixirException failure = ElixirException.error(reason);
        if (arguments instanceof Cons || arguments == EmptyList.NIL) {
            failure.calledWith(arguments);
        }
        for (Object rest = options; rest instanceof Cons cell; rest = cell.tail()) {
            if (cell.head instanceof Tuple option && option.size() == 2 && option.get(0) == ERROR_INFO) {
                failure.explainedBy(option.get(1));
            }
        }
        throw failure;
    }

    @Builtin(value = "nif_error", raises = true)
    public static Object nifError(Object reason) {
        throw ElixirException.error(reason);
    }

    @Builtin(value = "nif_error", raises = true)
    public static Object nifError(Object reason, Object arguments) {
        throw ElixirException.error(reason);
    }

    @Builtin(value = "exit", raises = true)
    public static Object exit(Object reason) {
        throw ElixirException.exit(reason);
    }

    @Builtin(value = "throw", raises = true)
    public static Object throwValue(Object value) {
        throw ElixirException.thrown(value);
    }

    /** Answers {@code badarg} instead of raising when kind or stack trace are none. */
    @Builtin(value = "raise", raises = true)
    public static Object raise(Object kind, Object reason, Object stacktrace) {
        boolean known = kind == Atom.ERROR || kind == Atom.EXIT || kind == Atom.THROW;
        if (!known || TermList.properLength(stacktrace) < 0) {
            return BADARG;
        }
        throw ElixirException.raised((Atom) kind, reason, stacktrace);
    }
}
