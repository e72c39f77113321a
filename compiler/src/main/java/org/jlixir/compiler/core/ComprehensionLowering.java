package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/**
 * Lowers {@code for}. Each generator becomes a function of the module that loops over a list or a bitstring with an
 * accumulator; other enumerables go through {@code Enum.reduce/3} with the same step.
 */
final class ComprehensionLowering {
    private final Lowering lowering;

    ComprehensionLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    Core lower(Tuple3 node, Statements statements, boolean tail) {
        List<Object> parts = Forms.list(node.e2);
        Object options = parts.getLast();
        List<Object> clauses = parts.subList(0, parts.size() - 1);
        int line = Meta.line(node.e1);
        Object reduce = Meta.get(options, REDUCE);
        Object into = Meta.get(options, INTO) == EmptyList.NIL ? null : Meta.get(options, INTO);
        Object body = Meta.get(options, Lowering.DO);
        Core result;
        if (reduce != null) {
            result = reduce(clauses, reduce, body, line, statements, tail);
        } else if (Meta.get(options, UNIQ) == Atom.TRUE) {
            result = unique(clauses, body, into, line, statements);
        } else {
            result = collect(clauses, body, into, line, statements, tail);
        }
        return Operands.needsEmptyStack(result) && !tail ? statements.atomic(result, "for") : result;
    }

    /** A comprehension whose value nobody uses: what it would collect in a list is not collected. */
    Core effect(Tuple3 node, Statements statements) {
        List<Object> parts = Forms.list(node.e2);
        Object options = parts.getLast();
        if (Meta.get(options, REDUCE) != null
                || Meta.get(options, UNIQ) == Atom.TRUE
                || Meta.get(options, INTO) != null) {
            return lower(node, statements, false);
        }
        Object body = Meta.get(options, Lowering.DO);
        return generate(
                parts.subList(0, parts.size() - 1),
                new Core.Literal(Atom.NIL),
                statements,
                false,
                accumulator -> new Core.Sequence(lowering.expression(body, false), accumulator));
    }

    private Core reduce(
            List<Object> clauses, Object initial, Object body, int line, Statements statements, boolean tail) {
        Core start = lowering.value(initial, statements, false);
        return generate(clauses, start, statements, tail, accumulator -> {
            Variable subject = new Variable("reduced");
            Core match = new Core.Match(
                    List.of(subject),
                    lowering.clauses(Forms.list(body), false),
                    new Core.Failure.Tagged(Lowering.CASE_CLAUSE),
                    line);
            return new Core.Let(subject, accumulator, match);
        });
    }

    private Core collect(
            List<Object> clauses, Object body, @Nullable Object into, int line, Statements statements, boolean tail) {
        Tuple3 arrow = clauses.size() == 1 ? generator(clauses.getFirst()) : null;
        if (arrow != null && into == null && Form.isVariable(Forms.argument(arrow, 0))) {
            return map(arrow, body, statements, tail);
        }
        Core target = into == null ? new Core.Literal(EmptyList.NIL) : lowering.value(into, statements, false);
        return switch (target) {
            case Core.Literal(EmptyList _) ->
                EnumFunction.reversed(
                        generate(clauses, target, statements, false, accumulator -> cons(body, accumulator)));
            case Core.Literal(ElixirMap _)
            when into != null ->
                generate(clauses, target, statements, false, accumulator -> putPair(body, accumulator, line));
            case Core.Literal(Bitstring _) -> {
                Core start = new Core.Primitive(Operator.BITS_START, List.of(target), line);
                Core bits = generate(clauses, start, statements, false, new AddedBits(body, line));
                yield new Core.Primitive(Operator.BITS_END, List.of(bits), line);
            }
            case Core other -> collectable(clauses, body, other, line, statements);
        };
    }

    /** {@code Enum.map/2}: one generator whose every element is collected. */
    private Core map(Tuple3 arrow, Object body, Statements statements, boolean tail) {
        Core enumerable = lowering.value(Forms.argument(arrow, 1), statements, false);
        Variable element =
                lowering.patterns().lower(Forms.argument(arrow, 0)) instanceof Pattern.Bind(Variable bound, Pattern _)
                        ? bound
                        : new Variable("item");
        Core.Closure step = step(arrow, List.of(element), lowering.expression(body, true));
        List<Core> operands = List.of(enumerable, step);
        int line = Meta.line(arrow.e1);
        Core loop = EnumLoop.call(MAP, operands, lowering, statements, tail, line);
        return loop != null ? loop : new Core.RemoteCall(EnumLoop.ENUM, MAP, operands, tail, line);
    }

    private Core cons(Object body, Core accumulator) {
        Statements statements = new Statements();
        Core value = lowering.value(body, statements, false);
        if (Operands.needsEmptyStack(value)) {
            value = statements.atomic(value, "element");
        }
        return statements.wrap(new Core.MakeCons(value, accumulator));
    }

    private Core putPair(Object body, Core accumulator, int line) {
        Variable pair = new Variable("pair");
        Variable key = new Variable("key");
        Variable value = new Variable("value");
        Pattern pattern =
                new Pattern.Tuple(List.of(new Pattern.Bind(key, Pattern.ANY), new Pattern.Bind(value, Pattern.ANY)));
        Core put = new Core.RemoteCall(
                Atom.of("maps"),
                Atom.of("put"),
                List.of(new Core.Use(key), new Core.Use(value), accumulator),
                false,
                line);
        Core notPair = new Core.RemoteCall(
                Atom.of("maps"),
                Atom.of("from_list"),
                List.of(new Core.MakeCons(new Core.Use(pair), new Core.Literal(EmptyList.NIL))),
                false,
                line);
        return new Core.Let(
                pair,
                lowering.expression(body, false),
                new Core.Match(
                        List.of(pair),
                        List.of(
                                new Core.Clause(List.of(pattern), List.of(), put),
                                new Core.Clause(List.of(Pattern.ANY), List.of(), notPair)),
                        new Core.Failure.Bare(Atom.of("badarg")),
                        line));
    }

    /** {@code {acc, fun} = Collectable.into(target)}; then {@code fun} for each element; then {@code fun.(acc, :done)}. */
    private Core collectable(List<Object> clauses, Object body, Core target, int line, Statements statements) {
        Variable function = new Variable("collector");
        Variable start = open(target, function, line, statements);
        Core collected = generate(clauses, new Core.Use(start), statements, false, accumulator -> {
            Variable value = new Variable("element");
            return new Core.Let(value, lowering.expression(body, false), give(function, accumulator, value, line));
        });
        Core halted = haltedOnFailure(collected, start, function, line);
        return close(new Variable("collected"), halted, function, line, statements);
    }

    /** @return what the collectable starts with */
    private static Variable open(Core target, Variable function, int line, Statements statements) {
        Variable opened = new Variable("collectable");
        statements.let(opened, new Core.RemoteCall(Atom.of("Elixir.Collectable"), INTO, List.of(target), false, line));
        Variable start = element(opened, 1, "collected", statements);
        statements.let(function, part(opened, 2));
        return start;
    }

    private static Core give(Variable function, Core accumulator, Variable value, int line) {
        Core command = new Core.MakeTuple(List.of(new Core.Literal(Atom.of("cont")), new Core.Use(value)));
        return new Core.Apply(new Core.Use(function), List.of(accumulator, command), false, line);
    }

    private static Core close(Variable done, Core collected, Variable function, int line, Statements statements) {
        statements.let(done, collected);
        return new Core.Apply(
                new Core.Use(function), List.of(new Core.Use(done), new Core.Literal(Atom.of("done"))), false, line);
    }

    /** A collectable hears of a failure: {@code fun.(acc, :halt)}. */
    private static Core haltedOnFailure(Core collected, Variable start, Variable function, int line) {
        Core.Caught caught = new Core.Caught(new Variable("kind"), new Variable("reason"), new Variable("failure"));
        Core halt = new Core.Apply(
                new Core.Use(function), List.of(new Core.Use(start), new Core.Literal(Atom.of("halt"))), false, line);
        Core again = new Core.Match(List.of(caught.kind()), List.of(), new Core.Failure.Reraise(caught), 0);
        Variable result = new Variable("collected");
        return new Core.Try(
                collected,
                result,
                new Core.Use(result),
                caught,
                new Core.Sequence(halt, again),
                null,
                new HandledFailures(caught).rules());
    }

    private static Variable element(Variable tuple, long index, String name, Statements statements) {
        Variable variable = new Variable(name);
        statements.let(variable, part(tuple, index));
        return variable;
    }

    private static Core part(Variable tuple, long index) {
        return new Core.Primitive(Operator.ELEMENT, List.of(new Core.Literal(index), new Core.Use(tuple)), 0);
    }

    /** With {@code uniq: true} the accumulator is {@code {collected, seen}}. */
    private Core unique(List<Object> clauses, Object body, @Nullable Object into, int line, Statements statements) {
        if (into == null) {
            Core start = new Core.Literal(org.jlixir.runtime.term.Tuple.of(EmptyList.NIL, ElixirMap.EMPTY));
            Core pair = generate(
                    clauses,
                    start,
                    statements,
                    false,
                    accumulator -> addUnique(
                            body, accumulator, (list, value) -> new Core.MakeCons(new Core.Use(value), list)));
            return EnumFunction.reversed(part(statements.variable(pair, "unique"), 1));
        }
        Core target = statements.atomic(lowering.value(into, statements, false), "into");
        Variable function = new Variable("collector");
        Variable start = open(target, function, line, statements);
        Core pair = generate(
                clauses,
                new Core.MakeTuple(List.of(new Core.Use(start), new Core.Literal(ElixirMap.EMPTY))),
                statements,
                false,
                accumulator ->
                        addUnique(body, accumulator, (collected, value) -> give(function, collected, value, line)));
        Variable result = new Variable("unique");
        statements.let(result, haltedOnFailure(pair, start, function, line));
        return close(new Variable("collected"), part(result, 1), function, line, statements);
    }

    private Core addUnique(Object body, Core accumulator, BiFunction<Core, Variable, Core> add) {
        Statements statements = new Statements();
        Variable pair = statements.variable(accumulator, "unique");
        Variable value = new Variable("element");
        statements.let(value, lowering.expression(body, false));
        Variable collected = element(pair, 1, "collected", statements);
        Variable seen = element(pair, 2, "seen", statements);
        Core added = new Core.MakeTuple(List.of(
                add.apply(new Core.Use(collected), value),
                new Core.RemoteCall(
                        Atom.of("maps"),
                        Atom.of("put"),
                        List.of(new Core.Use(value), new Core.Literal(Atom.TRUE), new Core.Use(seen)),
                        false,
                        0)));
        Core known = new Core.Primitive(Operator.IS_MAP_KEY, List.of(new Core.Use(value), new Core.Use(seen)), 0);
        return statements.wrap(new Core.If(known, new Core.Use(pair), added));
    }

    // ---- generators

    /** What all of the clauses lead to: what becomes of the accumulator for a combination of elements. */
    @FunctionalInterface
    private interface Innermost {
        Core apply(Core accumulator);
    }

    /** Adds the bits that {@code body} is to an accumulator that collects bits, which is no term. */
    private final class AddedBits implements Innermost {
        private final Object body;
        private final int line;

        AddedBits(Object body, int line) {
            this.body = body;
            this.line = line;
        }

        @Override
        public Core apply(Core accumulator) {
            Variable value = new Variable("bits");
            Core added = new Core.Primitive(Operator.BITS_ADD, List.of(accumulator, new Core.Use(value)), line);
            return new Core.Let(value, lowering.expression(body, false), added);
        }
    }

    /**
     * Code that gives the accumulator after all of the clauses, {@code innermost} applied to it for every combination.
     *
     * @param tail whether that is the value of the function that the code is in
     */
    private Core generate(
            List<Object> clauses, Core accumulator, Statements statements, boolean tail, Innermost innermost) {
        Core start = accumulator;
        if (clauses.isEmpty()) {
            return innermost.apply(start);
        }
        Object first = clauses.getFirst();
        List<Object> rest = clauses.subList(1, clauses.size());
        Tuple3 arrow = generator(first);
        if (arrow != null) {
            Core subject = lowering.value(Forms.argument(arrow, 1), statements, false);
            return overEnumerable(arrow, subject, start, rest, statements, tail, innermost);
        }
        Tuple3 bits = Form.isVariable(first) ? null : Forms.call(first, BITS, 1);
        Tuple3 bitArrow = bits == null ? null : Forms.call(Forms.argument(bits, 0), ARROW, 2);
        if (bitArrow != null) {
            Core subject = lowering.value(Forms.argument(bitArrow, 1), statements, false);
            return overBits(bitArrow, statements.variable(subject, "bits"), start, rest, innermost);
        }
        Variable kept = new Variable("accumulator");
        Statements own = new Statements();
        Core test = lowering.value(first, own, false);
        if (Operands.needsEmptyStack(test)) {
            test = own.atomic(test, "filter");
        }
        Statements inner = new Statements();
        Core passed = inner.wrap(generate(rest, new Core.Use(kept), inner, tail, innermost));
        return new Core.Let(kept, start, own.wrap(new Core.If(test, passed, new Core.Use(kept))));
    }

    /** The clause as {@code pattern <- enumerable}, or null. */
    private static @Nullable Tuple3 generator(Object clause) {
        return Form.isVariable(clause) ? null : Forms.call(clause, ARROW, 2);
    }

    private Core overEnumerable(
            Tuple3 arrow,
            Core enumerable,
            Core start,
            List<Object> rest,
            Statements statements,
            boolean tail,
            Innermost innermost) {
        Variable item = new Variable("item");
        Variable accumulator = new Variable("accumulator");
        List<Variable> parameters = List.of(item, accumulator);
        Core body = step(Forms.argument(arrow, 0), item, accumulator, rest, innermost);
        Core.Closure closure = step(arrow, parameters, body);
        EnumStep.Written written = EnumStep.written(closure, lowering);
        EnumStep step = innermost instanceof AddedBits ? EnumStep.AddingBits.of(written) : written;
        return EnumLoop.reduce(enumerable, start, step, lowering, statements, tail, closure.line());
    }

    /** What is done with each element. Functions within it have lower numbers, as the BEAM's compiler numbers them. */
    private Core.Closure step(Tuple3 arrow, List<Variable> parameters, Core body) {
        String name = "-" + lowering.functionLabel() + "-fun-" + lowering.nextNumber() + "-";
        return new Core.Closure(name, parameters, FreeVariables.of(body, parameters), body, Meta.line(arrow.e1));
    }

    private Core step(Object head, Variable item, Variable accumulator, List<Object> rest, Innermost innermost) {
        Tuple3 when = Form.isVariable(head) ? null : Forms.call(head, Lowering.WHEN, 2);
        Pattern pattern = lowering.patterns().lower(when == null ? head : Forms.argument(when, 0));
        List<Core> guards = when == null ? List.of() : lowering.guards(Forms.argument(when, 1));
        Statements statements = new Statements();
        Core inner = generate(rest, new Core.Use(accumulator), statements, true, innermost);
        return new Core.Match(
                List.of(item),
                List.of(
                        new Core.Clause(List.of(pattern), guards, statements.wrap(inner)),
                        new Core.Clause(List.of(Pattern.ANY), List.of(), new Core.Use(accumulator))),
                new Core.Failure.Bare(Atom.of("badarg")),
                0);
    }

    private Core overBits(Tuple3 arrow, Variable bits, Core start, List<Object> rest, Innermost innermost) {
        Pattern.Binary pattern = (Pattern.Binary) lowering.patterns().lower(Forms.argument(arrow, 0));
        Variable subject = new Variable("bits");
        Variable accumulator = new Variable("accumulator");
        Variable remaining = new Variable("remaining");
        Statements statements = new Statements();
        Core inner = statements.wrap(generate(rest, new Core.Use(accumulator), statements, false, innermost));
        Pattern.Segment end = new Pattern.Segment(new Pattern.Bind(remaining, Pattern.ANY), BinaryLowering.BITS, null);
        String name = "-" + lowering.functionLabel() + "-for-" + lowering.nextNumber() + "-";

        List<Pattern.Segment> taken = new ArrayList<>(pattern.segments());
        taken.add(end);
        Variable skippedRest = new Variable("remaining");
        List<Pattern.Segment> skipped = new ArrayList<>();
        for (Pattern.Segment segment : pattern.segments()) {
            skipped.add(skippable(segment));
        }
        skipped.add(new Pattern.Segment(new Pattern.Bind(skippedRest, Pattern.ANY), BinaryLowering.BITS, null));

        // What the loop captures is found in its body, which passes it on: first without, then with it.
        FunctionName bare = new FunctionName(Atom.of(name), 2);
        Core probe = bitsBody(subject, accumulator, taken, inner, remaining, skipped, skippedRest, bare, List.of());
        List<Variable> captured = FreeVariables.of(probe, List.of(subject, accumulator));
        FunctionName loop = new FunctionName(Atom.of(name), 2 + captured.size());
        Core body = bitsBody(subject, accumulator, taken, inner, remaining, skipped, skippedRest, loop, captured);
        add(name, List.of(subject, accumulator), captured, body, arrow);
        List<Core> arguments = new ArrayList<>(List.of(new Core.Use(bits), start));
        return call(loop, arguments, captured, false);
    }

    /** A segment that takes as many bits whatever they hold. */
    private static Pattern.Segment skippable(Pattern.Segment segment) {
        return new Pattern.Segment(Pattern.ANY, segment.type(), segment.size());
    }

    private Core bitsBody(
            Variable subject,
            Variable accumulator,
            List<Pattern.Segment> taken,
            Core inner,
            Variable remaining,
            List<Pattern.Segment> skipped,
            Variable skippedRest,
            FunctionName loop,
            List<Variable> captured) {
        Variable next = new Variable("next");
        Core again = new Core.Let(next, inner, call(loop, uses(List.of(remaining, next)), captured, true));
        Core skip = call(loop, uses(List.of(skippedRest, accumulator)), captured, true);
        return new Core.Match(
                List.of(subject),
                List.of(
                        new Core.Clause(List.of(new Pattern.Binary(taken)), List.of(), again),
                        new Core.Clause(List.of(new Pattern.Binary(skipped)), List.of(), skip),
                        new Core.Clause(
                                List.of(Pattern.ANY),
                                List.of(new Core.Primitive(Operator.IS_BITSTRING, List.of(new Core.Use(subject)), 0)),
                                new Core.Use(accumulator))),
                new Core.Failure.Tagged(Atom.of("bad_generator")),
                0);
    }

    // ---- generated functions

    private FunctionName add(String name, List<Variable> own, List<Variable> captured, Core body, Tuple3 arrow) {
        List<Variable> parameters = new ArrayList<>(own);
        parameters.addAll(captured);
        FunctionName function = new FunctionName(Atom.of(name), parameters.size());
        lowering.module.add(new CoreFunction(function, false, parameters, body, lowering.file, Meta.line(arrow.e1)));
        return function;
    }

    private static Core call(FunctionName function, List<Core> own, List<Variable> captured, boolean tail) {
        List<Core> arguments = new ArrayList<>(own);
        arguments.addAll(uses(captured));
        return new Core.LocalCall(function, arguments, tail, 0);
    }

    private static List<Core> uses(List<Variable> variables) {
        return variables.stream().<Core>map(Core.Use::new).toList();
    }

    private static final Atom MAP = Atom.of("map");
    private static final Atom REDUCE = Atom.of("reduce");
    private static final Atom INTO = Atom.of("into");
    private static final Atom UNIQ = Atom.of("uniq");
    private static final Atom ARROW = Atom.of("<-");
    private static final Atom BITS = Atom.of("<<>>");
}
