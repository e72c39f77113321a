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
        HandledFailures handled = new HandledFailures(caught);
        Core handler = rescue == null && catching == null
                ? null
                : lowering.handling(caught, () -> handler(caught, rescue, catching, handled, handlerTail));
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
        return new Core.Try(body, result, success, caught, handler, cleanup, handled.rules());
    }

    private Core handler(
            Core.Caught caught,
            @Nullable Object rescue,
            @Nullable Object catching,
            HandledFailures handled,
            boolean tail) {
        Core.Failure reraise = new Core.Failure.Reraise(caught);
        if (rescue == null) {
            return catches(caught, catching, handled, reraise, tail);
        }
        if (catching == null) {
            return rescues(caught, rescue, handled, reraise, tail);
        }
        Core.JoinPoint point = new Core.JoinPoint();
        return new Core.Join(
                point,
                new Variable("unused"),
                rescues(caught, rescue, handled, new Core.Failure.To(point), tail),
                catches(caught, catching, handled, reraise, tail));
    }

    private Core catches(
            Core.Caught caught, Object clauses, HandledFailures handled, Core.Failure failure, boolean tail) {
        List<Core.Clause> lowered = lowering.clauses(Forms.list(clauses), tail);
        lowered.forEach(handled::catching);
        return new Core.Match(List.of(caught.kind(), caught.reason()), lowered, failure, 0);
    }

    /** The clauses choose by the exception's name alone; the exception itself is made only where a clause binds it. */
    private Core rescues(
            Core.Caught caught, Object clauses, HandledFailures handled, Core.Failure failure, boolean tail) {
        Variable name = new Variable("name");
        List<Core.Clause> lowered = new ArrayList<>();
        for (Object clause : Forms.list(clauses)) {
            Tuple3 arrow = (Tuple3) clause;
            Object head = Forms.list(Forms.argument(arrow, 0)).getFirst();
            lowered.add(rescue(head, Forms.argument(arrow, 1), caught, handled, name, tail));
        }
        Core named = new Core.Primitive(Operator.EXCEPTION_NAME, List.of(new Core.Use(caught.stacktrace())), 0);
        Core match = new Core.Let(name, named, new Core.Match(List.of(name), lowered, failure, 0));
        return new Core.Match(
                List.of(caught.kind()),
                List.of(new Core.Clause(List.of(new Pattern.Literal(Atom.ERROR)), List.of(), match)),
                failure,
                0);
    }

    /** {@code x in [A, B]} tests the exception's name by guards; a bare variable takes every error. */
    private Core.Clause rescue(
            Object head, Object body, Core.Caught caught, HandledFailures handled, Variable name, boolean tail) {
        Tuple3 in = Form.isVariable(head) ? null : Forms.call(head, IN, 2);
        Pattern pattern = lowering.patterns().lower(in == null ? head : Forms.argument(in, 0));
        List<Core> guards = new ArrayList<>();
        List<Object> names = in == null ? List.of() : Forms.list(Forms.argument(in, 1));
        for (Object module : names) {
            guards.add(
                    mayNameJavaClass(module)
                            ? new Core.Primitive(
                                    Operator.RESCUED_BY,
                                    List.of(new Core.Use(caught.stacktrace()), new Core.Literal(module)),
                                    0)
                            : new Core.Primitive(
                                    Operator.EXACTLY_EQUAL, List.of(new Core.Use(name), new Core.Literal(module)), 0));
            if (module == ERLANG_ERROR) {
                guards.add(notException(new Core.Use(caught.reason())));
            }
        }
        Core value = lowering.expression(body, tail);
        handled.rescue(names, names.stream().allMatch(Atom.class::isInstance), pattern instanceof Pattern.Bind, value);
        if (pattern instanceof Pattern.Bind(var variable, var ignored)) {
            Core exception = new Core.Primitive(Operator.NORMALIZE, List.of(new Core.Use(caught.stacktrace())), 0);
            value = new Core.Let(variable, exception, value);
        }
        return new Core.Clause(List.of(Pattern.ANY), guards, value);
    }

    /** {@code :"java.io.IOException"} rather than {@code IOError}. */
    private static boolean mayNameJavaClass(Object module) {
        return module instanceof Atom name && !name.name().startsWith("Elixir.");
    }

    /** {@code ErlangError} stands for every reason that is no exception, whichever exception is made of it. */
    private static Core notException(Core reason) {
        Core isMap = new Core.Primitive(Operator.IS_MAP, List.of(reason), 0);
        Core isMarked = new Core.Primitive(Operator.IS_MAP_KEY, List.of(new Core.Literal(IS_EXCEPTION), reason), 0);
        Core isException = new Core.Primitive(Operator.AND_ALSO, List.of(isMap, isMarked), 0);
        return new Core.Primitive(Operator.NOT, List.of(isException), 0);
    }

    private static final Atom ERLANG_ERROR = Atom.of("Elixir.ErlangError");
    private static final Atom IS_EXCEPTION = Atom.of("__exception__");
    private static final Atom RESCUE = Atom.of("rescue");
    private static final Atom CATCH = Atom.of("catch");
    private static final Atom ELSE = Atom.of("else");
    private static final Atom IN = Atom.of("in");
    private static final Atom TRY_CLAUSE = Atom.of("try_clause");
}
