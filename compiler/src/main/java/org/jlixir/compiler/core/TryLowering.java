package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** Lowers {@code try}: {@code rescue} clauses are tried before {@code catch} clauses, and only on errors. */
final class TryLowering {
    private final Lowering lowering;

    TryLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    Core lower(Tuple3 node, boolean tail) {
        Object parts = Forms.argument(node, 0);
        Object after = Meta.get(parts, Lowering.AFTER);
        Object rescue = Meta.get(parts, RESCUE);
        Object catching = Meta.get(parts, CATCH);
        Object otherwise = Meta.get(parts, ELSE);
        boolean handlerTail = tail && after == null;
        Core body = lowering.expression(Meta.get(parts, Lowering.DO), false);
        Core.Caught caught = new Core.Caught(new Variable("kind"), new Variable("reason"), new Variable("failure"));
        Core handler = rescue == null && catching == null
                ? null
                : lowering.handling(caught, () -> handler(caught, rescue, catching, handlerTail));
        Core cleanup = after == null ? null : lowering.expression(after, false);
        Variable result = new Variable("result");
        Core success = new Core.Use(result);
        if (otherwise != null) {
            success = new Core.Match(
                    List.of(result),
                    lowering.clauses(Forms.list(otherwise), handlerTail),
                    new Core.Failure.Tagged(TRY_CLAUSE),
                    Meta.line(node.e1));
        }
        return new Core.Try(body, result, success, caught, handler, cleanup);
    }

    private Core handler(Core.Caught caught, @Nullable Object rescue, @Nullable Object catching, boolean tail) {
        Core.Failure reraise = new Core.Failure.Reraise(caught);
        if (rescue == null) {
            return catches(caught, catching, reraise, tail);
        }
        if (catching == null) {
            return rescues(caught, rescue, reraise, tail);
        }
        Core.JoinPoint point = new Core.JoinPoint();
        return new Core.Join(
                point,
                new Variable("unused"),
                rescues(caught, rescue, new Core.Failure.To(point), tail),
                catches(caught, catching, reraise, tail));
    }

    private Core catches(Core.Caught caught, Object clauses, Core.Failure failure, boolean tail) {
        return new Core.Match(
                List.of(caught.kind(), caught.reason()), lowering.clauses(Forms.list(clauses), tail), failure, 0);
    }

    private Core rescues(Core.Caught caught, Object clauses, Core.Failure failure, boolean tail) {
        Variable exception = new Variable("exception");
        List<Core.Clause> lowered = new ArrayList<>();
        for (Object clause : Forms.list(clauses)) {
            Tuple3 arrow = (Tuple3) clause;
            Object head = Forms.list(Forms.argument(arrow, 0)).getFirst();
            rescueClauses(head, () -> lowering.expression(Forms.argument(arrow, 1), tail), lowered);
        }
        Core normalized = new Core.Primitive(Operator.NORMALIZE, List.of(new Core.Use(caught.stacktrace())), 0);
        Core match = new Core.Let(exception, normalized, new Core.Match(List.of(exception), lowered, failure, 0));
        return new Core.Match(
                List.of(caught.kind()),
                List.of(new Core.Clause(List.of(new Pattern.Literal(Atom.ERROR)), List.of(), match)),
                failure,
                0);
    }

    /** {@code x in [A, B]} tests the exception's name by a guard; a bare variable takes every error. */
    private void rescueClauses(Object head, java.util.function.Supplier<Core> body, List<Core.Clause> clauses) {
        Tuple3 in = Form.isVariable(head) ? null : Forms.call(head, IN, 2);
        if (in == null) {
            Pattern any = lowering.patterns().lower(head);
            clauses.add(new Core.Clause(List.of(any), List.of(), body.get()));
            return;
        }
        Variable name = new Variable("name");
        Pattern named = new Pattern.Map(
                List.of(new Core.Literal(Lowering.STRUCT)), List.of(new Pattern.Bind(name, Pattern.ANY)));
        Pattern bound = lowering.patterns().lower(Forms.argument(in, 0)) instanceof Pattern.Bind(var variable, var _)
                ? new Pattern.Bind(variable, named)
                : named;
        List<Core> guards = new ArrayList<>();
        for (Object module : Forms.list(Forms.argument(in, 1))) {
            guards.add(new Core.Primitive(
                    Operator.EXACTLY_EQUAL, List.of(new Core.Use(name), new Core.Literal(module)), 0));
        }
        clauses.add(new Core.Clause(List.of(bound), guards, body.get()));
    }

    private static final Atom RESCUE = Atom.of("rescue");
    private static final Atom CATCH = Atom.of("catch");
    private static final Atom ELSE = Atom.of("else");
    private static final Atom IN = Atom.of("in");
    private static final Atom TRY_CLAUSE = Atom.of("try_clause");
}
