package org.jlixir.runtime.error;

import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A failure on its way up: what {@code :erlang.raise/3} takes, a kind ({@code :error}, {@code :exit} or {@code :throw}), a
 * reason, and a stack trace, which is read lazily from the Java one. A failure that its handler expects ({@link ExpectedFailures})
 * has none.
 */
public final class ElixirException extends RuntimeException {
    private final Atom kind;
    private final transient Object reason;
    private final transient @Nullable Object stacktrace;

    private ElixirException(Atom kind, Object reason, @Nullable Object stacktrace, boolean traced) {
        this(kind, reason, stacktrace, traced, null);
    }

    private ElixirException(
            Atom kind, Object reason, @Nullable Object stacktrace, boolean traced, @Nullable Throwable cause) {
        super(null, cause, false, traced);
        this.kind = kind;
        this.reason = reason;
        this.stacktrace = stacktrace;
    }

    /** A failure with a Java stack trace, from which Elixir's is made when asked for; an expected one has an empty trace. */
    private static ElixirException of(Atom kind, Object reason) {
        return ExpectedFailures.expectedHere(kind, reason)
                ? new ElixirException(kind, reason, EmptyList.NIL, false)
                : new ElixirException(kind, reason, null, true);
    }

    /** A failure of kind {@code :error}. */
    public static ElixirException error(Object reason) {
        return of(Atom.ERROR, reason);
    }

    /** An error that stands for a failure of Java's. */
    public static ElixirException causedBy(Throwable cause, Object reason) {
        return new ElixirException(Atom.ERROR, reason, null, true, cause);
    }

    public static ElixirException exit(Object reason) {
        return of(Atom.EXIT, reason);
    }

    /** A thrown value. Mostly its handler expects it, and it has no stack trace. */
    public static ElixirException thrown(Object value) {
        return of(Atom.THROW, value);
    }

    /** A failure with a stack trace that is a term already, as {@code :erlang.raise/3} makes it. */
    public static ElixirException raised(Atom kind, Object reason, Object stacktrace) {
        return new ElixirException(kind, reason, stacktrace, false);
    }

    /** {@code :badarg}, which Elixir shows as ArgumentError. */
    public static ElixirException badArgument() {
        return error(BADARG);
    }

    /** {@code :badarg} of a built-in, with its arguments. */
    public static ElixirException badArgument(Atom module, Atom function, Object... arguments) {
        return failedCall(BADARG, module, function, arguments);
    }

    /** {@code :system_limit}, of what is larger or deeper than can be: SystemLimitError. */
    public static ElixirException systemLimit() {
        return error(SYSTEM_LIMIT);
    }

    /** {@code :badarith}: ArithmeticError. */
    public static ElixirException badArithmetic() {
        return error(BADARITH);
    }

    /** {@code :badarith} of an operator, with its operands. */
    public static ElixirException badArithmetic(String operator, Object... operands) {
        ElixirException failure = error(BADARITH);
        return failure.hasTrace() ? failure.startingWith(ERLANG, Atom.of(operator), TermList.of(operands)) : failure;
    }

    /** {@code {tag, value}}: for instance {@code {:badmatch, value}}. */
    public static ElixirException error(Atom tag, Object value) {
        return error(Tuple.of(tag, value));
    }

    /** {@code :undef} for a call of a function that is not there. */
    public static ElixirException undefined(Atom module, Atom function, int arity) {
        return error(UNDEF).startingWith(module, function, (long) arity);
    }

    /** {@code :undef} for a call of a function that is not there, with its arguments. */
    public static ElixirException undefined(Atom module, Atom function, Object... arguments) {
        return failedCall(UNDEF, module, function, arguments);
    }

    /** {@code :function_clause}: no clause of the function takes these arguments. */
    public static ElixirException functionClause(Atom module, Atom function, Object... arguments) {
        return failedCall(FUNCTION_CLAUSE, module, function, arguments);
    }

    private static ElixirException failedCall(Atom reason, Atom module, Atom function, Object[] arguments) {
        ElixirException failure = error(reason);
        return failure.hasTrace() ? failure.startingWith(module, function, TermList.of(arguments)) : failure;
    }

    /** Makes the stack trace start with a call; {@code arity} is a number or the list of arguments. */
    private ElixirException startingWith(Atom module, Atom function, Object arity) {
        failedCall = Tuple.of(module, function, arity, EmptyList.NIL);
        return this;
    }

    /** Puts a call that has no Java frame in front of the stack trace. */
    public ElixirException outOfCall(Atom module, Atom function, int arity) {
        return startingWith(module, function, (long) arity);
    }

    /** An Elixir exception struct with a {@code message} field, such as {@code ArgumentError}. */
    public static ElixirException exception(String module, String message) {
        return error(ElixirMap.of(
                Atom.of("__struct__"), Atom.of("Elixir." + module),
                Atom.of("__exception__"), Atom.TRUE,
                Atom.of("message"), Bitstring.of(message)));
    }

    private static final Atom ERLANG = Atom.of("erlang");
    private static final Atom BADARG = Atom.of("badarg");
    private static final Atom BADARITH = Atom.of("badarith");
    private static final Atom SYSTEM_LIMIT = Atom.of("system_limit");
    private static final Atom UNDEF = Atom.of("undef");
    private static final Atom FUNCTION_CLAUSE = Atom.of("function_clause");

    /** The first entry of the stack trace, when it is not a Java frame. */
    private transient @Nullable Tuple failedCall;

    /** Arguments and explanation for the entry of the innermost function. */
    private transient @Nullable Object frameArguments;

    private transient @Nullable Object frameInfo;

    /** The call of a built-in that this came out of, the innermost one. */
    private transient @Nullable Tuple builtinCall;

    /** {@code :error}, {@code :exit} or {@code :throw}. */
    public Atom kind() {
        return kind;
    }

    public Object reason() {
        return reason;
    }

    /** False when no trace is to be made of the Java frames: the handler expects the failure, or the trace is a term already. */
    public boolean hasTrace() {
        return stacktrace == null;
    }

    /** The stack trace as Elixir's {@code __STACKTRACE__} has it: a list of {@code {module, function, arity, location}}. */
    public Object stacktrace() {
        return stacktrace != null
                ? stacktrace
                : new StackTrace(failedCall, builtinCall, frameArguments, frameInfo).of(this);
    }

    /** Gives the innermost function's entry in the stack trace its arguments, a list. */
    public ElixirException calledWith(Object arguments) {
        frameArguments = arguments;
        return this;
    }

    /** Gives the innermost function's entry in the stack trace an {@code error_info}, which leads to an explanation. */
    public ElixirException explainedBy(Object errorInfo) {
        frameInfo = errorInfo;
        return this;
    }

    /** Notes the arguments of the built-in that this comes out of; the stack trace has them when the built-in itself failed. */
    public ElixirException outOf(Atom module, Atom function, Object... arguments) {
        if (builtinCall == null && hasTrace()) {
            builtinCall = Tuple.of(module, function, TermList.of(arguments), EmptyList.NIL);
        }
        return this;
    }

    /**
     * Names the place of code that an interpreter has run, which has no frame of its own: {@code place} stands for the innermost
     * frame of {@code interpreter}. Nothing changes when there is no Java stack trace.
     */
    public void ranIn(Class<?> interpreter, StackTraceElement place) {
        StackTraceElement[] frames = getStackTrace();
        for (int i = 0; i < frames.length; i++) {
            if (frames[i].getClassName().equals(interpreter.getName())) {
                frames[i] = place;
                setStackTrace(frames);
                return;
            }
        }
    }

    @Override
    public String getMessage() {
        return kind.name() + ": " + reason + (failedCall == null ? "" : " in " + failedCall);
    }
}
