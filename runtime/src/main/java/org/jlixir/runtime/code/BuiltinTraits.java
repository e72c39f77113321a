package org.jlixir.runtime.code;

import org.jlixir.runtime.erlang.Builtin;

/**
 * What the compiler has to know of a built-in: what {@link Builtin} says of it.
 *
 * @param takesProc the method's first parameter is the calling process
 */
public record BuiltinTraits(boolean takesProc, boolean pure, boolean brief, boolean tailCalls, boolean raises) {
    private static final int TAKES_PROC = 1;
    private static final int PURE = 2;
    private static final int BRIEF = 4;
    private static final int TAIL_CALLS = 8;
    private static final int RAISES = 16;

    static BuiltinTraits of(Builtin builtin, boolean takesProc) {
        return new BuiltinTraits(takesProc, builtin.pure(), builtin.brief(), builtin.tailCalls(), builtin.raises());
    }

    static BuiltinTraits of(int bits) {
        return new BuiltinTraits(
                (bits & TAKES_PROC) != 0,
                (bits & PURE) != 0,
                (bits & BRIEF) != 0,
                (bits & TAIL_CALLS) != 0,
                (bits & RAISES) != 0);
    }

    int bits() {
        return (takesProc ? TAKES_PROC : 0)
                | (pure ? PURE : 0)
                | (brief ? BRIEF : 0)
                | (tailCalls ? TAIL_CALLS : 0)
                | (raises ? RAISES : 0);
    }
}
