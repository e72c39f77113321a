package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jspecify.annotations.Nullable;

/**
 * Writes a function of {@code Enum} together with the function that it is given, the <i>step</i>: the loop over a list or over a range
 * of integers becomes a function of the module, which calls the step. So the JVM sees one loop that calls one function, and numbers
 * stay unboxed from round to round. Any other enumerable goes to {@code Enum} as ever, with a function value.
 */
final class EnumLoop {
    private final ModuleScope module;
    private final EnumFunction function;
    private final EnumStep step;
    private final String file;
    private final boolean tail;
    private final int line;

    private EnumLoop(ModuleScope module, EnumFunction function, EnumStep step, String file, boolean tail, int line) {
        this.module = module;
        this.function = function;
        this.step = step;
        this.file = file;
        this.tail = tail;
        this.line = line;
    }

    /**
     * The loop for a call of a function of {@code Enum}.
     *
     * @param operands the call's
     * @param tail whether the call is the last one of its function
     * @return null if the compiler does not write this one
     */
    static @Nullable Core call(
            Atom name, List<Core> operands, Lowering lowering, Statements statements, boolean tail, int line) {
        if (operands.size() < 2) {
            return name == TO_LIST && operands.size() == 1 ? toList(operands.getFirst(), statements, tail, line) : null;
        }
        EnumFunction function = EnumFunction.find(name, operands.size());
        EnumStep step = function == null ? null : EnumStep.of(function, operands.getLast(), lowering, line);
        if (function == null || step == null) {
            return null;
        }
        Core initial = function.takesInitial() ? operands.get(1) : function.initial();
        return new EnumLoop(lowering.module, function, step, lowering.file, tail, line)
                .over(operands.getFirst(), initial, statements);
    }

    /** {@code Enum.to_list(first..last)} without the range; null for anything else. */
    private static @Nullable Core toList(Core enumerable, Statements statements, boolean tail, int line) {
        UpwardRange range = UpwardRange.of(enumerable, statements);
        UpwardRange.Doubt doubt = range == null ? null : range.doubt();
        if (range == null || doubt == null) {
            return null;
        }
        Core list = new Core.RemoteCall(EnumFunction.LISTS, SEQ, List.of(range.first(), range.last()), tail, line);
        Core whole = new Core.RemoteCall(ENUM, TO_LIST, List.of(doubt.whole()), tail, line);
        return new Core.If(doubt.test(), list, whole);
    }

    /**
     * The loop that collects what {@code step} makes of an element and what was collected before.
     *
     * @param step of {@code lowering}'s module already
     */
    static Core reduce(
            Core enumerable,
            Core initial,
            EnumStep step,
            Lowering lowering,
            Statements statements,
            boolean tail,
            int line) {
        return new EnumLoop(lowering.module, EnumFunction.REDUCE, step, lowering.file, tail, line)
                .over(enumerable, initial, statements);
    }

    /** The loop, for an enumerable. What has to be evaluated before goes to {@code statements}. */
    private Core over(Core enumerable, Core initial, Statements statements) {
        UpwardRange range = UpwardRange.of(enumerable, statements);
        if (range != null) {
            Core start = statements.atomic(initial, "accumulator");
            Core loop = rangeLoop(range.first(), range.last(), start);
            UpwardRange.Doubt doubt = range.doubt();
            return doubt == null ? loop : new Core.If(doubt.test(), loop, whole(doubt.whole(), start));
        }
        if (enumerable instanceof Core.MakeCons
                || enumerable instanceof Core.Literal(var term) && (term instanceof Cons || term == EmptyList.NIL)) {
            return listLoop(enumerable, initial);
        }
        Core subject = givenAway(enumerable, statements);
        Core start = statements.atomic(initial, "accumulator");
        Core isList = new Core.Primitive(Operator.IS_LIST, List.of(subject), 0);
        return new Core.If(isList, listLoop(subject, start), whole(subject, start));
    }

    /** The list is not to stay in the caller's frame while the loop goes along it. */
    private static Core givenAway(Core enumerable, Statements statements) {
        if (enumerable instanceof Core.Use) {
            return enumerable;
        }
        Variable variable = Variable.givenAway("enumerable");
        statements.let(variable, enumerable);
        return new Core.Use(variable);
    }

    /** The call of {@code Enum}'s own function, with the step as a function value. */
    private Core whole(Core enumerable, Core initial) {
        if (step instanceof EnumStep.AddingBits) {
            Core bits = whole(enumerable, new Core.Literal(Bitstring.EMPTY), false);
            return new Core.Primitive(Operator.BITS_ADD, List.of(initial, bits), line);
        }
        return whole(enumerable, initial, tail);
    }

    private Core whole(Core enumerable, Core initial, boolean last) {
        List<Core> arguments = function.takesInitial()
                ? List.of(enumerable, initial, step.value())
                : List.of(enumerable, step.value());
        return new Core.RemoteCall(ENUM, function.function(), arguments, last, line);
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
        Core isOver = new Core.Primitive(Operator.GREATER, List.of(new Core.Use(current), new Core.Use(end)), 0);
        add(loop, own, new Core.If(isOver, function.finished(new Core.Use(accumulator)), round));
        return new Core.LocalCall(loop, withCaptured(List.of(first, last, initial)), tail, line);
    }

    private Core round(Variable element, Variable accumulator, UnaryOperator<Core> next) {
        List<Variable> arguments = function.parameters() == 1 ? List.of(element) : List.of(element, accumulator);
        Core result = step.call(withCaptured(uses(arguments)));
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
    private static final Atom TO_LIST = Atom.of("to_list");
    private static final Atom SEQ = Atom.of("seq");
}
