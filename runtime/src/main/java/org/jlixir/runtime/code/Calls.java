package org.jlixir.runtime.code;

import org.jlixir.runtime.bits.BitstringBuilder;
import org.jlixir.runtime.bits.SegmentFailure;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.error.ExceptionNames;
import org.jlixir.runtime.java.JavaFailures;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Tuple;

/** What generated code calls for calls, failures and map access. Short, so that the JIT inlines it. */
public final class Calls {
    private static final Atom IO = Atom.of("Elixir.IO");
    private static final Atom WARN_NO_PARENS = Atom.of("warn_no_parens");
    private static final Atom BADFUN = Atom.of("badfun");
    private static final Atom BADKEY = Atom.of("badkey");
    private static final Atom BADMAP = Atom.of("badmap");
    private static final Atom BADSTRUCT = Atom.of("badstruct");
    private static final Atom BADARG = Atom.of("badarg");
    private static final Atom JAVA_EXCEPTION = Atom.of("java_exception");
    private static final Atom EXCEPTION = Atom.of("Elixir.Exception");
    private static final Atom NORMALIZE = Atom.of("normalize");
    private static final Atom IS_EXCEPTION = Atom.of("__exception__");

    private Calls() {}

    /** The value of a call: runs the tail call that {@link Proc#TAIL} announces. */
    public static Object value(Object result, Proc self) {
        return result == Proc.TAIL ? self.trampoline() : result;
    }

    /** Calls a function whose unboxed version has given up; neither it nor what it calls tries those again. */
    public static Object startOver(Proc self, Fun function, Object[] arguments) {
        boolean before = self.boxed;
        self.boxed = true;
        try {
            self.tailBudget = Proc.TAIL_BUDGET;
            return value(function.call(self, arguments), self);
        } finally {
            self.boxed = before;
        }
    }

    /** The callee of {@code fun.(...)}. */
    public static Fun function(Object callee) {
        if (callee instanceof Fun fun) {
            return fun;
        }
        throw ElixirException.error(BADFUN, callee);
    }

    // ---- failures; they answer what to throw

    public static ElixirException tagged(Atom tag, Object value) {
        return ElixirException.error(tag, value);
    }

    public static ElixirException bare(Atom reason) {
        return ElixirException.error(reason);
    }

    public static ElixirException notStruct(Atom name, Object value) {
        return ElixirException.error(Tuple.of(BADSTRUCT, name, value));
    }

    /** A built-in has failed: notes what it was called with. */
    public static ElixirException outOf(ElixirException failure, String module, String function, Object[] arguments) {
        return failure.hasTrace() ? failure.outOf(Atom.of(module), Atom.of(function), arguments) : failure;
    }

    public static ElixirException functionClause(Atom module, Atom function, Object[] arguments) {
        return ElixirException.functionClause(module, function, arguments);
    }

    /** The left side of {@code andalso} or {@code orelse} was no boolean. */
    public static ElixirException notBoolean(Object value) {
        return ElixirException.error(BADARG, value);
    }

    /** What a handler sees of a Java throwable; rethrows what no handler may see. */
    public static ElixirException caught(Throwable failure) {
        return switch (failure) {
            case ElixirException e -> e;
            case StackOverflowError _ -> ElixirException.systemLimit();
            case Error e when !(e instanceof LinkageError) -> throw e;
            default -> javaFailure(failure);
        };
    }

    /** Rethrows what no {@code after} block runs for: a process that is killed from outside stops where it is. */
    public static void cleanUpAfter(Throwable failure) {
        if (failure instanceof Error error && !(error instanceof StackOverflowError || error instanceof LinkageError)) {
            throw error;
        }
    }

    /** A failure of Java's as an Elixir error, {@code {:java_exception, class, message}}. */
    public static ElixirException javaFailure(Throwable failure) {
        return ElixirException.causedBy(
                failure,
                Tuple.of(
                        JAVA_EXCEPTION,
                        Bitstring.of(failure.getClass().getName()),
                        Bitstring.of(String.valueOf(failure.getMessage()))));
    }

    /** The exception struct of a caught error: {@code Exception.normalize(:error, reason, stacktrace)}. */
    public static Object normalize(Proc self, Object caught) {
        ElixirException failure = (ElixirException) caught;
        if (failure.reason() instanceof ElixirMap map && map.get(IS_EXCEPTION) == Atom.TRUE) {
            return map;
        }
        Object trace = ExceptionNames.needsTrace(failure.reason()) ? failure.stacktrace() : EmptyList.NIL;
        return self.node().code().call(self, EXCEPTION, NORMALIZE, Atom.ERROR, failure.reason(), trace);
    }

    /** The module of the exception that {@link #normalize} would make of a caught error. */
    public static Object exceptionName(Object caught) {
        return ExceptionNames.of(((ElixirException) caught).reason());
    }

    /** Whether a {@code rescue} clause that names a module takes a failure; a Java class stands for those that extend it. */
    public static Object isRescuedBy(Object caught, Object module) {
        Object reason = ((ElixirException) caught).reason();
        return Atom.of(ExceptionNames.of(reason) == module || JavaFailures.isOfClass(reason, (Atom) module));
    }

    public static Object stacktrace(Object caught) {
        return ((ElixirException) caught).stacktrace();
    }

    // ---- comprehensions into bitstrings

    /** What collects bits behind those of {@code first}. */
    public static Object bitsStart(Object first) {
        return new BitstringBuilder().bitstring(first);
    }

    public static Object bitsAdd(Object collected, Object bits) {
        if (!(bits instanceof Bitstring)) {
            throw ElixirException.error(BADARG, bits);
        }
        return ((BitstringBuilder) collected).bitstring(bits);
    }

    public static Object bitsEnd(Object collected) {
        return ((BitstringBuilder) collected).finish();
    }

    // ---- maps

    /** {@code subject.field} without parentheses: a map's value, or a call when the subject is a module. */
    public static Object field(Object subject, Atom field, Proc self) {
        if (subject instanceof ElixirMap map) {
            Object value = map.get(field);
            if (value != null) {
                return value;
            }
            throw ElixirException.error(Tuple.of(BADKEY, field, subject));
        }
        if (subject instanceof Atom module && module.canNameModule()) {
            CodeServer code = self.node().code();
            code.call(self, IO, WARN_NO_PARENS, module, field);
            return code.call(self, module, field);
        }
        throw ElixirException.error(BADMAP, subject);
    }

    public static ElixirMap map(Object subject) {
        if (subject instanceof ElixirMap map) {
            return map;
        }
        throw ElixirException.error(BADMAP, subject);
    }

    /** {@code %{map | key => value}}. That a key is missing is raised without the map, as on the BEAM. */
    public static Object update(Object subject, Object key, Object value) {
        return map(subject).update(key, value);
    }

    /** As {@link #update(Object, Object, Object)}, for several keys, each followed by its value. */
    public static Object update(Object subject, Object[] pairs) {
        return map(subject).update(pairs);
    }

    // ---- tests

    public static boolean isBoolean(Object term) {
        return term == Atom.TRUE || term == Atom.FALSE;
    }

    public static boolean isBinary(Object term) {
        return term instanceof Bitstring bits && bits.isBinary();
    }

    public static boolean isList(Object term) {
        return term instanceof Cons || term == EmptyList.NIL;
    }

    /** {@code :erlang.is_map_key/2}. */
    public static boolean isMapKey(Object key, Object map) {
        return map(map).containsKey(key);
    }

    /** {@code :erlang.is_function/2}. */
    public static boolean isFunction(Object term, Object arity) {
        if (!(arity instanceof Long number) || number < 0) {
            throw ElixirException.badArgument();
        }
        return term instanceof Fun fun && fun.arity() == number;
    }

    /** The term itself when it is a binary, which a segment of type {@code binary} must be. */
    public static Object binary(Object term) {
        if (isBinary(term)) {
            return term;
        }
        throw SegmentFailure.of(1, "binary", term instanceof Bitstring ? "unit" : "type", term);
    }

    /** The exported function {@code module.function/arity}, for a tail call that goes to the trampoline. */
    public static Fun exported(Proc self, Object module, Atom function, int arity) {
        if (module instanceof Atom atom) {
            return self.node().code().resolve(self, atom, function, arity);
        }
        throw ElixirException.badArgument();
    }
}
