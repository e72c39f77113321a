package org.jlixir.runtime.ets;

import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.TermList;
import org.jspecify.annotations.Nullable;

/** A function that only match specifications for tracing have. */
@FunctionalInterface
interface TraceAction {
    Object apply(TracedCall call, Object[] a);

    /** The action of that name and arity, or null. */
    static @Nullable TraceAction of(Atom name, int arity) {
        return switch (name.name() + "/" + arity) {
            case "caller/0" -> (call, _) -> call.caller();
            case "caller_line/0" -> (call, _) -> call.callerLine();
            case "current_stacktrace/0" -> (call, _) -> call.stacktrace();
            case "message/1" -> (call, a) -> done(() -> call.setMessage(a[0]));
            case "return_trace/0" -> (call, _) -> done(() -> call.traceReturn(false));
            case "exception_trace/0" -> (call, _) -> done(() -> call.traceReturn(true));
            case "silent/1" -> (call, a) -> done(() -> call.setSilent(truth(a[0])));
            case "enable_trace/1" -> (call, a) -> done(() -> call.setFlag(flag(a[0]), true));
            case "disable_trace/1" -> (call, a) -> done(() -> call.setFlag(flag(a[0]), false));
            case "trace/2" ->
                (call, a) -> done(() -> {
                    TermList.toJava(a[0]).forEach(flag -> call.setFlag(flag(flag), false));
                    TermList.toJava(a[1]).forEach(flag -> call.setFlag(flag(flag), true));
                });
            case "is_seq_trace/0" -> (_, _) -> Atom.FALSE;
            default -> null;
        };
    }

    private static Object done(Runnable action) {
        action.run();
        return Atom.TRUE;
    }

    private static boolean truth(Object term) {
        if (term == Atom.TRUE || term == Atom.FALSE) {
            return term == Atom.TRUE;
        }
        throw ElixirException.badArgument();
    }

    private static Atom flag(Object term) {
        if (term instanceof Atom flag) {
            return flag;
        }
        throw ElixirException.badArgument();
    }
}
