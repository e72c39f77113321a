package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.Set;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/**
 * What {@code if}, {@code !} and the like become where their condition is surely {@code true} or {@code false}: a {@code case} of just
 * these two, without a variable for the condition. Their macros mark the {@code case} by {@code optimize_boolean: true}.
 */
final class BooleanCase {
    private static final Atom OPTIMIZE_BOOLEAN = Atom.of("optimize_boolean");
    private static final Atom ERLANG = Atom.of("erlang");
    private static final Set<String> OPERATORS = Set.of(
            "==",
            "/=",
            "=:=",
            "=/=",
            "<",
            ">",
            "=<",
            ">=",
            "not",
            "and",
            "or",
            "xor",
            "andalso",
            "orelse",
            "function_exported");

    private BooleanCase() {}

    /** The clauses with {@code false} and {@code true} as their patterns, if the expanded {@code subject} is a boolean. */
    static Object clauses(Object meta, Object subject, Object clauses) {
        if (!Meta.is(meta, OPTIMIZE_BOOLEAN)
                || Form.length(clauses) != 2
                || !(Form.at(clauses, 0) instanceof Tuple3 falsy && Form.at(clauses, 1) instanceof Tuple3 truthy)
                || !isBoolean(subject)) {
            return clauses;
        }
        return TermList.of(withPattern(falsy, Atom.FALSE), withPattern(truthy, Atom.TRUE));
    }

    private static Tuple3 withPattern(Tuple3 clause, Atom pattern) {
        return Form.call((Atom) clause.e0, clause.e1, TermList.of(pattern), Form.at(clause.e2, 1));
    }

    private static boolean isBoolean(Object form) {
        if (form == Atom.TRUE || form == Atom.FALSE) {
            return true;
        }
        if (!(form instanceof Tuple3 node)) {
            return false;
        }
        if (node.e0 instanceof Tuple3 dot && dot.e0 == DOT && Form.at(dot.e2, 0) == ERLANG) {
            String name = Form.at(dot.e2, 1) instanceof Atom atom ? atom.name() : "";
            return OPERATORS.contains(name) || name.startsWith("is_");
        }
        return node.e0 == CASE && Form.length(node.e2) == 2 && haveBooleans(Form.at(node.e2, 1));
    }

    /** Whether each clause of an expanded {@code case} gives a boolean. */
    private static boolean haveBooleans(Object options) {
        Object clauses = ((Tuple2) Form.at(options, 0)).e1;
        for (Object rest = clauses; rest instanceof Cons cell; rest = cell.tail()) {
            if (!isBoolean(Form.at(((Tuple3) cell.head).e2, 1))) {
                return false;
            }
        }
        return true;
    }
}
