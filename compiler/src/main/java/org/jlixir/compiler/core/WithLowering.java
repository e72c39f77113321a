package org.jlixir.compiler.core;

import java.util.List;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** Lowers {@code with}: matches one inside the other, whose failures meet in the {@code else} part. */
final class WithLowering {
    private final Lowering lowering;

    WithLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    Core lower(Tuple3 node, Statements statements, boolean tail) {
        List<Object> parts = Forms.list(node.e2);
        Object options = parts.getLast();
        Object otherwise = Meta.get(options, ELSE);
        Core.JoinPoint point = new Core.JoinPoint();
        Variable unmatched = new Variable("unmatched");
        Core body = clauses(parts.subList(0, parts.size() - 1), options, point, tail);
        Core handler = otherwise(otherwise, unmatched, Meta.line(node.e1), tail);
        Core whole = new Core.Join(point, unmatched, body, handler);
        return Operands.needsEmptyStack(whole) && !tail ? statements.atomic(whole, "with") : whole;
    }

    private Core otherwise(@Nullable Object clauses, Variable unmatched, int line, boolean tail) {
        if (clauses == null) {
            return new Core.Use(unmatched);
        }
        return new Core.Match(
                List.of(unmatched),
                lowering.clauses(Forms.list(clauses), tail),
                new Core.Failure.Tagged(WITH_CLAUSE),
                line);
    }

    private Core clauses(List<Object> clauses, Object options, Core.JoinPoint point, boolean tail) {
        if (clauses.isEmpty()) {
            return lowering.expression(Meta.get(options, Lowering.DO), tail);
        }
        Object first = clauses.getFirst();
        List<Object> rest = clauses.subList(1, clauses.size());
        Statements statements = new Statements();
        Tuple3 arrow = Form.isVariable(first) ? null : Forms.call(first, ARROW, 2);
        if (arrow == null) {
            statements.effect(lowering.value(first, statements, false));
            return statements.wrap(clauses(rest, options, point, tail));
        }
        Core value = lowering.value(Forms.argument(arrow, 1), statements, false);
        Variable subject = statements.variable(value, "with");
        Object head = Forms.argument(arrow, 0);
        Tuple3 when = Forms.call(head, Lowering.WHEN, 2);
        Pattern pattern = lowering.patterns().lower(when == null ? head : Forms.argument(when, 0));
        List<Core> guards = when == null ? List.of() : lowering.guards(Forms.argument(when, 1));
        Core inner = clauses(rest, options, point, tail);
        return statements.wrap(new Core.Match(
                List.of(subject),
                List.of(new Core.Clause(List.of(pattern), guards, inner)),
                new Core.Failure.To(point),
                Meta.line(arrow.e1)));
    }

    private static final Atom ELSE = Atom.of("else");
    private static final Atom ARROW = Atom.of("<-");
    private static final Atom WITH_CLAUSE = Atom.of("else_clause");
}
