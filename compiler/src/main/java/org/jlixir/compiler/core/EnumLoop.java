package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;

/**
 * Writes a function of {@code Enum} together with the function that it is given: the latter becomes a function of the module, the
 * <i>step</i>, and so does the loop that calls it, over a list or over a range of integers. So the JVM sees one loop that calls one
 * function, and numbers stay unboxed from round to round. Any other enumerable goes to {@code Enum} as ever, with a function value.
 */
final class EnumLoop {
    /** A method has 255 places for its parameters; a loop has two or three more than the step. */
    private static final int MAX_CAPTURED = 200;

    private final ModuleScope module;
    private final EnumFunction function;
    private final Core.Closure step;
    private final FunctionName stepName;
    private final String file;
    private final boolean tail;
    private final int line;

    /**
     * @param step what the function of {@code Enum} is given
     * @param tail whether the call is the last one of its function
     */
    EnumLoop(ModuleScope module, EnumFunction function, Core.Closure step, String file, boolean tail, int line) {
        this.module = module;
        this.function = function;
        this.step = step;
        this.file = file;
        this.tail = tail;
        this.line = line;
        List<Variable> parameters = new ArrayList<>(step.parameters());
        parameters.addAll(step.captured());
        stepName = new FunctionName(Atom.of(step.name()), parameters.size());
        module.add(new CoreFunction(stepName, false, parameters, step.body(), file, step.line()));
    }

    /** Whether a function value can be the step of a loop. */
    static boolean takes(Core.Closure step) {
        return step.captured().size() <= MAX_CAPTURED;
    }

    /** The call, for an enumerable. What has to be evaluated before goes to {@code statements}. */
    Core over(Core enumerable, Core initial, Statements statements) {
        return switch (enumerable) {
            case Core.Literal(ElixirMap range)
            when isUpwards(range) ->
                rangeLoop(new Core.Literal(range.get(FIRST)), new Core.Literal(range.get(LAST)), initial);
            case Core.RemoteCall call when isRange(call) -> overRange(call, initial, statements);
            case Core.MakeCons _, Core.Literal(Cons _), Core.Literal(EmptyList _) -> listLoop(enumerable, initial);
            default -> {
                Core subject = statements.atomic(enumerable, "enumerable");
                Core start = statements.atomic(initial, "accumulator");
                Core isList = new Core.Primitive(Operator.IS_LIST, List.of(subject), 0);
                yield new Core.If(isList, listLoop(subject, start), whole(subject, start));
            }
        };
    }

    private static boolean isUpwards(ElixirMap map) {
        return map.get(Lowering.STRUCT) == RANGE
                && map.get(STEP) instanceof Long step
                && step == 1
                && map.get(FIRST) instanceof Long
                && map.get(LAST) instanceof Long;
    }

    /** True for {@code first..last} and {@code first..last//1}. */
    private static boolean isRange(Core.RemoteCall call) {
        return call.module() == RANGE
                && call.function() == NEW
                && (call.arguments().size() == 2 || stepsUp(call));
    }

    private static boolean stepsUp(Core.RemoteCall range) {
        return range.arguments().size() == 3
                && range.arguments().get(2) instanceof Core.Literal(Long step)
                && step == 1;
    }

    /** Without a step it goes down when the last is the smaller one. */
    private Core overRange(Core.RemoteCall range, Core initial, Statements statements) {
        Core first = statements.atomic(range.arguments().getFirst(), "first");
        Core last = statements.atomic(range.arguments().get(1), "last");
        Core start = statements.atomic(initial, "accumulator");
        Core isUpwards = isInteger(last);
        if (!(first instanceof Core.Literal(Long _))) {
            isUpwards = both(isInteger(first), isUpwards);
        }
        List<Core> arguments = new ArrayList<>(List.of(first, last));
        if (stepsUp(range)) {
            arguments.add(range.arguments().get(2));
        } else {
            isUpwards = both(isUpwards, compare(Operator.LESS_OR_EQUAL, first, last));
        }
        Core same = new Core.RemoteCall(RANGE, NEW, arguments, false, range.line());
        return new Core.If(isUpwards, rangeLoop(first, last, start), whole(same, start));
    }

    private static Core both(Core a, Core b) {
        return new Core.Primitive(Operator.AND_ALSO, List.of(a, b), 0);
    }

    private static Core isInteger(Core value) {
        return new Core.Primitive(Operator.IS_INTEGER, List.of(value), 0);
    }

    private static Core compare(Operator operator, Core a, Core b) {
        return new Core.Primitive(operator, List.of(a, b), 0);
    }

    /** The call of {@code Enum}'s own function, with the step as a function value. */
    private Core whole(Core enumerable, Core initial) {
        List<Variable> parameters = new ArrayList<>();
        step.parameters().forEach(parameter -> parameters.add(new Variable(parameter.name())));
        Core body = new Core.LocalCall(stepName, withCaptured(uses(parameters)), true, 0);
        Core value = new Core.Closure(step.name(), parameters, step.captured(), body, step.line());
        List<Core> arguments =
                function.takesInitial() ? List.of(enumerable, initial, value) : List.of(enumerable, value);
        return new Core.RemoteCall(ENUM, function.function(), arguments, tail, line);
    }

    private Core listLoop(Core list, Core initial) {
        Variable rest = new Variable("list");
        Variable accumulator = new Variable("accumulator");
        Variable head = new Variable("head");
        Variable others = new Variable("tail");
        FunctionName loop = name(function.listFrame(), List.of(rest, accumulator));
        Core round = round(
                head,
                accumulator,
                next -> new Core.LocalCall(loop, withCaptured(List.of(new Core.Use(others), next)), true, 0));
        Pattern cell = new Pattern.Cons(new Pattern.Bind(head, Pattern.ANY), new Pattern.Bind(others, Pattern.ANY));
        Core body = new Core.Match(
                List.of(rest),
                List.of(
                        new Core.Clause(List.of(cell), List.of(), round),
                        new Core.Clause(
                                List.of(new Pattern.Literal(EmptyList.NIL)),
                                List.of(),
                                function.finished(new Core.Use(accumulator)))),
                new Core.Failure.FunctionClause(ENUM, new FunctionName(Atom.of(function.listFunction()), 1)),
                line);
        add(loop, List.of(rest, accumulator), body);
        return new Core.LocalCall(loop, withCaptured(List.of(list, initial)), tail, line);
    }

    private Core rangeLoop(Core first, Core last, Core initial) {
        Variable current = new Variable("current");
        Variable end = new Variable("last");
        Variable accumulator = new Variable("accumulator");
        List<Variable> own = List.of(current, end, accumulator);
        FunctionName loop = name(function.rangeFrame(), own);
        Core following = new Core.Primitive(Operator.ADD, List.of(new Core.Use(current), new Core.Literal(1L)), 0);
        Core round = round(
                current,
                accumulator,
                next -> new Core.LocalCall(loop, withCaptured(List.of(following, new Core.Use(end), next)), true, 0));
        Core isOver = compare(Operator.GREATER, new Core.Use(current), new Core.Use(end));
        add(loop, own, new Core.If(isOver, function.finished(new Core.Use(accumulator)), round));
        return new Core.LocalCall(loop, withCaptured(List.of(first, last, initial)), tail, line);
    }

    private Core round(Variable element, Variable accumulator, UnaryOperator<Core> next) {
        List<Variable> arguments = function.parameters() == 1 ? List.of(element) : List.of(element, accumulator);
        Core result = new Core.LocalCall(stepName, withCaptured(uses(arguments)), false, line);
        return function.round(new Core.Use(element), result, new Core.Use(accumulator), next);
    }

    private FunctionName name(String frame, List<Variable> own) {
        return new FunctionName(
                Atom.of(ModuleNames.enumLoop(step.name(), frame)),
                own.size() + step.captured().size());
    }

    private void add(FunctionName name, List<Variable> own, Core body) {
        List<Variable> parameters = new ArrayList<>(own);
        parameters.addAll(step.captured());
        module.add(new CoreFunction(name, false, parameters, body, file, 0));
    }

    private List<Core> withCaptured(List<Core> own) {
        List<Core> arguments = new ArrayList<>(own);
        arguments.addAll(uses(step.captured()));
        return arguments;
    }

    private static List<Core> uses(List<Variable> variables) {
        return variables.stream().<Core>map(Core.Use::new).toList();
    }

    static final Atom ENUM = Atom.of("Elixir.Enum");
    private static final Atom RANGE = Atom.of("Elixir.Range");
    private static final Atom NEW = Atom.of("new");
    private static final Atom FIRST = Atom.of("first");
    private static final Atom LAST = Atom.of("last");
    private static final Atom STEP = Atom.of("step");
}
