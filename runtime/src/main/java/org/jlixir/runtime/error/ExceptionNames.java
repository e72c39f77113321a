package org.jlixir.runtime.error;

import java.util.Map;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Tuple;

/**
 * Which Elixir exception stands for an error reason. The exceptions themselves are made by {@code ErlangError.normalize/2}, which
 * must agree with this table; {@code rescue} asks here first, since most clauses need no more than the name.
 */
public final class ExceptionNames {
    private static final Atom STRUCT = Atom.of("__struct__");
    private static final Atom IS_EXCEPTION = Atom.of("__exception__");
    private static final Atom ERLANG_ERROR = name("ErlangError");

    private static final Atom BADARG = Atom.of("badarg");
    private static final Atom ARGUMENT_ERROR = name("ArgumentError");
    private static final Atom ARITHMETIC_ERROR = name("ArithmeticError");
    private static final Atom SYSTEM_LIMIT = Atom.of("system_limit");
    private static final Atom SYSTEM_LIMIT_ERROR = name("SystemLimitError");
    private static final Atom COND_CLAUSE_ERROR = name("CondClauseError");
    private static final Atom UNDEF = Atom.of("undef");
    private static final Atom UNDEFINED_FUNCTION_ERROR = name("UndefinedFunctionError");
    private static final Atom FUNCTION_CLAUSE = Atom.of("function_clause");
    private static final Atom FUNCTION_CLAUSE_ERROR = name("FunctionClauseError");

    /** Reasons {@code {tag, term}}. */
    private static final Map<Atom, Atom> PAIRS = Map.of(
            BADARG,
            ARGUMENT_ERROR,
            Atom.of("badfun"),
            name("BadFunctionError"),
            Atom.of("badmap"),
            name("BadMapError"),
            Atom.of("badmatch"),
            name("MatchError"),
            Atom.of("case_clause"),
            name("CaseClauseError"),
            Atom.of("else_clause"),
            name("WithClauseError"),
            Atom.of("try_clause"),
            name("TryClauseError"),
            Atom.of("badkey"),
            name("KeyError"));

    private static final Atom BADARITY = Atom.of("badarity");
    private static final Atom BAD_ARITY_ERROR = name("BadArityError");
    private static final Atom BADBOOL = Atom.of("badbool");
    private static final Atom BAD_BOOLEAN_ERROR = name("BadBooleanError");
    private static final Atom BADKEY = Atom.of("badkey");
    private static final Atom KEY_ERROR = name("KeyError");
    private static final Atom BADARITH = Atom.of("badarith");
    private static final Atom COND_CLAUSE = Atom.of("cond_clause");

    private ExceptionNames() {}

    private static Atom name(String module) {
        return Atom.of("Elixir." + module);
    }

    /** The exception's module for the reason of a failure of kind {@code :error}. */
    public static Atom of(Object reason) {
        return switch (reason) {
            case ElixirMap map when map.get(STRUCT) instanceof Atom struct && map.get(IS_EXCEPTION) != null -> struct;
            case Atom atom -> ofAtom(atom);
            case Tuple tuple
            when tuple.size() == 2 && tuple.get(0) == BADARITY -> isCall(tuple.get(1)) ? BAD_ARITY_ERROR : ERLANG_ERROR;
            case Tuple tuple
            when tuple.size() == 2 && tuple.get(0) instanceof Atom tag -> PAIRS.getOrDefault(tag, ERLANG_ERROR);
            case Tuple tuple when tuple.size() == 3 && tuple.get(0) == BADBOOL -> BAD_BOOLEAN_ERROR;
            case Tuple tuple when tuple.size() == 3 && tuple.get(0) == BADKEY -> KEY_ERROR;
            default -> ERLANG_ERROR;
        };
    }

    /** Comparisons, since a search in a table is a good part of the cost of a failure. */
    private static Atom ofAtom(Atom reason) {
        if (reason == BADARG) {
            return ARGUMENT_ERROR;
        } else if (reason == BADARITH) {
            return ARITHMETIC_ERROR;
        } else if (reason == FUNCTION_CLAUSE) {
            return FUNCTION_CLAUSE_ERROR;
        } else if (reason == UNDEF) {
            return UNDEFINED_FUNCTION_ERROR;
        } else if (reason == COND_CLAUSE) {
            return COND_CLAUSE_ERROR;
        } else {
            return reason == SYSTEM_LIMIT ? SYSTEM_LIMIT_ERROR : ERLANG_ERROR;
        }
    }

    private static boolean isCall(Object term) {
        return term instanceof Tuple tuple && tuple.size() == 2;
    }

    /** True when the exception's fields are taken from the stack trace, which is dear to make. */
    public static boolean needsTrace(Object reason) {
        if (reason instanceof Tuple tuple && tuple.size() > 1) {
            return tuple.size() == 2 && tuple.get(0) == BADKEY || of(reason) == ERLANG_ERROR;
        }
        return !(reason instanceof ElixirMap && of(reason) != ERLANG_ERROR)
                && reason != BADARITH
                && reason != COND_CLAUSE;
    }
}
