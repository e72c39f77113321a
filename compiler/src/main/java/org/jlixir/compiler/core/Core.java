package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/**
 * Core IR: what is left of Elixir when macros are gone. Immutable; every variable is bound exactly once.
 *
 * <p>{@code line} is the source line for stack traces, 0 when unknown. {@code tail} marks a call after which nothing is left
 * to do in its function. A {@link Try} stands only where no operand is pending: as the value of a {@link Let} or {@link
 * Sequence}, or where its value is the value of the function.
 */
public sealed interface Core {
    record Literal(Object term) implements Core {}

    record Use(Variable variable) implements Core {}

    /** {@code value} is evaluated first; {@code variable} is in scope in {@code body} alone. */
    record Let(Variable variable, Core value, Core body) implements Core {}

    /** {@code first} for its effect, then {@code second} for its value. */
    record Sequence(Core first, Core second) implements Core {}

    /** {@code test} gives a term; only {@code false} and {@code nil} count as false. */
    record If(Core test, Core then, Core otherwise) implements Core {}

    /** Code of the function that calls this one, which goes on here, see {@link org.jlixir.compiler.pass.LoopContinuations}. */
    record OfCaller(Core body) implements Core {}

    record MakeTuple(List<Core> elements) implements Core {}

    record MakeCons(Core head, Core tail) implements Core {}

    /** A new map; later pairs win. */
    record MakeMap(List<Core> keys, List<Core> values) implements Core {}

    /** {@code %{map | key => value}}: raises {@code {:badkey, key}} or {@code {:badmap, map}}. */
    record UpdateMap(Core map, List<Core> keys, List<Core> values, int line) implements Core {}

    record MakeBinary(List<Segment> segments, int line) implements Core {}

    /** A function value made here. {@code captured}: the variables of the surroundings that the body uses. */
    record Closure(String name, List<Variable> parameters, List<Variable> captured, Core body, int line)
            implements Core {}

    /** {@code &name/arity} of a function of the same module. */
    record LocalReference(FunctionName function) implements Core {}

    record LocalCall(FunctionName function, List<Core> arguments, boolean tail, int line) implements Core {}

    record RemoteCall(Atom module, Atom function, List<Core> arguments, boolean tail, int line) implements Core {}

    /** A remote call on a module that is known only at run time. */
    record DynamicCall(Core module, Atom function, List<Core> arguments, boolean tail, int line) implements Core {}

    /** A call of a function value. */
    record Apply(Core function, List<Core> arguments, boolean tail, int line) implements Core {}

    /** A built-in that the code generator knows: see {@link Operator}. */
    record Primitive(Operator operator, List<Core> arguments, int line) implements Core {}

    /**
     * Tries the clauses in order on the subjects.
     *
     * @param failure what happens when no clause matches
     */
    record Match(List<Variable> subjects, List<Clause> clauses, Failure failure, int line) implements Core {
        /** Code that finds its variables in a tuple of just these. */
        public static Match unpacked(Variable tuple, List<Variable> variables, Core body) {
            List<Pattern> elements = new ArrayList<>();
            variables.forEach(variable -> elements.add(new Pattern.Bind(variable, Pattern.ANY)));
            Clause clause = new Clause(List.of(new Pattern.Tuple(elements)), List.of(), body);
            return new Match(List.of(tuple), List.of(clause), new Failure.Bare(CASE_CLAUSE), 0);
        }

        private static final Atom CASE_CLAUSE = Atom.of("case_clause");
    }

    /**
     * Selective receive. {@code timeout} null: waits for ever. Each clause has one pattern: the message.
     *
     * @param resumption a call of a function that does the same as this receive and nothing else, for a process that waits without
     *     a stack, see {@link org.jlixir.compiler.pass.ResumeReceives}; no part of the code that runs here. Null where there is none
     */
    record Receive(
            List<Clause> clauses,
            Variable message,
            @Nullable Core timeout,
            @Nullable Core afterwards,
            int line,
            @Nullable LocalCall resumption)
            implements Core {
        /** The same receive, gone on with by that call. */
        public Receive resumedBy(LocalCall call) {
            return new Receive(clauses, message, timeout, afterwards, line, call);
        }
    }

    /**
     * @param handler runs with {@code kind}, {@code reason} and {@code stacktrace} bound when {@code body} fails; a failure
     *     that its clauses do not match is {@link Failure.Reraise}; null when there is only {@code cleanup}
     * @param result bound to the body's value in {@code success}; the failures of {@code success} are not handled
     * @param cleanup the {@code after} part, or null
     * @param expected what the handler is sure to take without looking at the stack trace: a list as {@link
     *     org.jlixir.runtime.error.ExpectedFailures#of} reads it
     */
    record Try(
            Core body,
            Variable result,
            Core success,
            Caught caught,
            @Nullable Core handler,
            @Nullable Core cleanup,
            Object expected)
            implements Core {}

    /** The variables that a handler has. {@code stacktrace} holds the failure itself, which makes the trace when asked. */
    record Caught(Variable kind, Variable reason, Variable stacktrace) {}

    /** A place that {@link Jump}s inside {@code body} lead to, with one value. */
    record Join(JoinPoint point, Variable parameter, Core body, Core handler) implements Core {}

    record Jump(JoinPoint point, Core value) implements Core {}

    /** Identity of a {@link Join}. */
    final class JoinPoint {}

    /** Raises what {@link Failure} says. */
    record Fail(Failure failure, int line) implements Core {}

    /**
     * Patterns, one a subject.
     *
     * @param guards alternatives ({@code when a when b}), which see the patterns' variables; one that fails counts as false;
     *     none at all: the clause matches by its patterns alone
     */
    record Clause(List<Pattern> patterns, List<Core> guards, Core body) {}

    /** A part of a binary under construction. {@code size} null: the default of its kind. */
    record Segment(Core value, SegmentType type, @Nullable Core size) {}

    /** What to do when no clause matches. */
    sealed interface Failure {
        /** Raises {@code {tag, subject}}. */
        record Tagged(Atom tag) implements Failure {}

        /** Raises {@code :function_clause} for the function of that module, with the subjects as arguments. */
        record FunctionClause(Atom module, FunctionName function) implements Failure {}

        /** Raises the bare atom. */
        record Bare(Atom reason) implements Failure {}

        /** Raises {@code {:badstruct, name, subject}}. */
        record NotStruct(Atom name) implements Failure {}

        /** Jumps to {@code point} with the subject. */
        record To(JoinPoint point) implements Failure {}

        /** Goes on with the failure being handled. */
        record Reraise(Caught caught) implements Failure {}
    }
}
