package org.jlixir.runtime.ets;

import org.jlixir.runtime.term.Atom;

/** The call that a match specification of {@code :erlang.trace_pattern/3} looks at, as its actions see and change it. */
public interface TracedCall {
    /** {@code {module, function, arity}} of who called, or {@code :undefined}. */
    Object caller();

    /** The caller with its file and line. */
    Object callerLine();

    /** The stack trace of the call. */
    Object stacktrace();

    /** What the trace message says besides the call: {@code true} for nothing, {@code false} for no message at all. */
    void setMessage(Object term);

    /** The value that the call returns is to be told as well; with {@code exceptions} also how it fails. */
    void traceReturn(boolean exceptions);

    /** Has the process tell of calls no more, or again. */
    void setSilent(boolean silent);

    /** Changes a flag of the process that makes the call. */
    void setFlag(Atom flag, boolean on);
}
