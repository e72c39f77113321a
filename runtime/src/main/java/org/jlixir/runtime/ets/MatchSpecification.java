package org.jlixir.runtime.ets;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A match specification: clauses of a pattern, guards, and a body whose last expression is the result. An error in a guard
 * makes it false; one in a body makes the result {@code 'EXIT'}. Immutable.
 */
public final class MatchSpecification {
    private static final Atom FAILED = Atom.of("EXIT");

    private final List<Clause> clauses;

    private MatchSpecification(List<Clause> clauses) {
        this.clauses = clauses;
    }

    private record Clause(MatchPattern pattern, MatchExpression[] guards, MatchExpression[] body) {}

    /** The specification that a list of {@code {head, guards, body}} stands for; {@code :badarg} for anything else. */
    public static MatchSpecification of(Object term) {
        return of(term, false);
    }

    /** A specification of calls, by the lists of their arguments: it may have actions, and no body. */
    public static MatchSpecification ofCalls(Object term) {
        return of(term, true);
    }

    private static MatchSpecification of(Object term, boolean tracing) {
        List<String> mistakes = tracing ? MatchMistakes.ofCalls(term) : MatchMistakes.of(term);
        if (!mistakes.isEmpty()) {
            throw ElixirException.badArgument();
        }
        List<Clause> clauses = new ArrayList<>();
        for (Object clause : TermList.toJava(term)) {
            Tuple triple = (Tuple) clause;
            MatchPattern pattern = new MatchPattern(triple.get(0));
            clauses.add(new Clause(pattern, expressions(triple.get(1), tracing), expressions(triple.get(2), tracing)));
        }
        return new MatchSpecification(clauses);
    }

    private static MatchExpression[] expressions(Object list, boolean tracing) {
        return TermList.toJava(list).stream()
                .map(term -> MatchExpression.of(term, tracing))
                .toArray(MatchExpression[]::new);
    }

    /** Whole objects that match a pattern: {@code match_object}. */
    public static MatchSpecification objects(Object pattern) {
        return of(TermList.of(Tuple.of(pattern, EmptyList.NIL, TermList.of(Atom.of("$_")))));
    }

    /** The variables of a pattern: {@code match}. */
    public static MatchSpecification bindings(Object pattern) {
        return of(TermList.of(Tuple.of(pattern, EmptyList.NIL, TermList.of(Atom.of("$$")))));
    }

    /** The key that every object which may match has; null when there are several, or none is given. */
    @Nullable
    public Object key(int position) {
        return clauses.size() == 1 ? clauses.getFirst().pattern.key(position) : null;
    }

    /** The result for the object; null when no clause matches. */
    public @Nullable Object run(Object object, Object self) {
        return run(object, self, null);
    }

    /** Runs the actions for a call of these arguments. @return false when no clause matches */
    public boolean runCall(Object arguments, Object self, TracedCall call) {
        return run(arguments, self, call) != null;
    }

    private @Nullable Object run(Object object, Object self, @Nullable TracedCall call) {
        for (Clause clause : clauses) {
            Object[] bindings = clause.pattern.match(object);
            if (bindings != null) {
                MatchExpression.Scope scope = new MatchExpression.Scope(object, bindings, self, call);
                if (holds(clause.guards, scope)) {
                    return result(clause.body, scope);
                }
            }
        }
        return null;
    }

    private static boolean holds(MatchExpression[] guards, MatchExpression.Scope scope) {
        try {
            for (MatchExpression guard : guards) {
                if (guard.value(scope) != Atom.TRUE) {
                    return false;
                }
            }
            return true;
        } catch (ElixirException e) {
            return false;
        }
    }

    private static Object result(MatchExpression[] body, MatchExpression.Scope scope) {
        try {
            Object result = FAILED;
            for (MatchExpression expression : body) {
                result = expression.value(scope);
            }
            return result;
        } catch (ElixirException e) {
            return FAILED;
        }
    }

    /** The results for a list of objects, without those that do not match. */
    public Object runAll(Object list, Object self) {
        List<Object> results = new ArrayList<>();
        Object rest = list;
        while (rest instanceof Cons cell) {
            Object result = run(cell.head, self);
            if (result != null) {
                results.add(result);
            }
            rest = cell.tail();
        }
        if (rest != EmptyList.NIL) {
            throw ElixirException.badArgument();
        }
        return TermList.from(results);
    }
}
