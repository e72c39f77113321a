package org.jlixir.runtime.trace;

import org.jlixir.runtime.error.StackTrace;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** Who has called the function that runs: found on the stack of the process that asks. */
final class Caller {
    private Caller() {}

    /**
     * The caller as {@code {module, function, arity}}, or {@code :undefined}.
     *
     * @param called {@code {module, function, arity}} of the function that runs
     */
    static Object find(Object called) {
        Tuple entry = entry(called);
        return entry == null ? Atom.UNDEFINED : function(entry);
    }

    /** The caller's stack entry, {@code {module, function, arity, location}}. */
    static @Nullable Tuple entry(Object called) {
        if (!(StackTrace.current() instanceof Cons entries) || !(entries.head instanceof Tuple first)) {
            return null;
        }
        if (!function(first).equals(called)) {
            // A built-in has no entry of its own.
            return first;
        }
        return entries.tail() instanceof Cons rest && rest.head instanceof Tuple second ? second : null;
    }

    private static Tuple function(Tuple entry) {
        return Tuple.of(entry.get(0), entry.get(1), entry.get(2));
    }
}
