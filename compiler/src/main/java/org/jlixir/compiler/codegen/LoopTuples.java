package org.jlixir.compiler.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Pattern;
import org.jlixir.compiler.core.Variable;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parameters of a loop that need not be tuples: the loop takes them apart, and goes on with a tuple of the same size that
 * it has just made. Such a parameter can be kept <i>in parts</i>, an element a variable, see {@link TupleParts}.
 */
final class LoopTuples {
    static final LoopTuples NONE = new LoopTuples();

    /** Larger functions are written once. */
    private static final int MAX_NODES = 300;

    /** The largest tuple that has a field an element. */
    private static final int MAX_SIZE = 8;

    /**
     * @param kinds how each element is held
     * @param constant whether the loop goes on with the same element always
     */
    record Parameter(int index, List<Kind> kinds, List<Boolean> constant) {
        int size() {
            return kinds.size();
        }
    }

    /** An element of a parameter. */
    record Element(Variable parameter, int position) {}

    private final @Nullable FunctionName function;
    private final List<Core.LocalCall> jumps = new ArrayList<>();
    private final Map<Variable, Parameter> parameters = new LinkedHashMap<>();
    private final Map<Variable, Element> elements = new HashMap<>();
    private final WholeParameters wholes = new WholeParameters();

    /** Parameters that patterns compare as they are. */
    private final Set<Variable> compared = new HashSet<>();

    private int nodes;
    private boolean startsOver = true;

    private LoopTuples() {
        function = null;
    }

    /**
     * @param boxed whether a parameter is held as a term
     * @param exact integers can be held unboxed
     */
    LoopTuples(
            FunctionName function,
            List<Variable> variables,
            Core body,
            Predicate<Variable> boxed,
            NumericEvidence evidence,
            boolean exact) {
        this.function = function;
        collect(body);
        if (jumps.isEmpty() || !startsOver || nodes > MAX_NODES) {
            return;
        }
        for (int i = 0; i < variables.size(); i++) {
            int size = size(i);
            if (boxed.test(variables.get(i)) && size > 0 && size <= MAX_SIZE) {
                add(variables.get(i), i, size, body);
            }
        }
        if (jumps.stream().noneMatch(this::makesAll)) {
            variables.stream().filter(parameters::containsKey).skip(1).forEach(parameters::remove);
        }
        elements.values().removeIf(element -> !parameters.containsKey(element.parameter));
        wholes.keep(parameters.keySet());
        parameters.replaceAll((variable, parameter) -> settled(variable, parameter, evidence, exact));
    }

    /** The parameters that can be kept in parts. */
    Map<Variable, Parameter> parameters() {
        return parameters;
    }

    /** The variables that patterns bind to elements. */
    Map<Variable, Element> elements() {
        return elements;
    }

    WholeParameters wholes() {
        return wholes;
    }

    /** The parameter that the variable is all of, or null. */
    @Nullable
    Variable whole(Variable variable) {
        return wholes.of(variable);
    }

    private void collect(Core core) {
        nodes++;
        switch (core) {
            // Its body is another method.
            case Core.Closure _ -> {
                return;
            }
            case Core.Receive _, Core.Try _ -> startsOver = false;
            case Core.LocalCall call when isJump(call) -> jumps.add(call);
            default -> {}
        }
        Children.forEach(core, this::collect);
    }

    private boolean isJump(Core.LocalCall call) {
        return call.tail() && call.function().equals(function);
    }

    /** The one size of the tuples that are made for the parameter; 0 if there are none, or several sizes. */
    private int size(int index) {
        int size = 0;
        for (Core.LocalCall jump : jumps) {
            if (jump.arguments().get(index) instanceof Core.MakeTuple(var parts)) {
                if (size != 0 && size != parts.size()) {
                    return 0;
                }
                size = parts.size();
            }
        }
        return size;
    }

    private void add(Variable variable, int index, int size, Core body) {
        List<Kind> kinds = new ArrayList<>();
        List<Boolean> constant = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            kinds.add(Kind.OBJECT);
            constant.add(false);
        }
        Parameter parameter = new Parameter(index, kinds, constant);
        parameters.put(variable, parameter);
        wholes.find(variable, body, pattern -> takeApart(variable, pattern));
        boolean takenApart = elements.values().stream().anyMatch(element -> element.parameter == variable);
        if (!takenApart || compared.contains(variable) || (usage(body, variable, parameter) & BOTH) != 0) {
            parameters.remove(variable);
        }
    }

    private boolean makesAll(Core.LocalCall jump) {
        return parameters.values().stream()
                .allMatch(parameter -> jump.arguments().get(parameter.index) instanceof Core.MakeTuple);
    }

    private Parameter settled(Variable variable, Parameter parameter, NumericEvidence evidence, boolean exact) {
        List<Kind> kinds = new ArrayList<>();
        List<Boolean> constant = new ArrayList<>();
        for (int i = 0; i < parameter.size(); i++) {
            Element element = new Element(variable, i);
            List<Core> passed = new ArrayList<>();
            for (Core.LocalCall jump : jumps) {
                if (jump.arguments().get(parameter.index) instanceof Core.MakeTuple(var parts)) {
                    passed.add(parts.get(i));
                }
            }
            Kind kind = evidence.known(passed.getFirst());
            boolean agree = kind != null
                    && (kind != Kind.LONG || exact)
                    && passed.stream().allMatch(core -> evidence.known(core) == kind);
            kinds.add(agree ? kind : Kind.OBJECT);
            constant.add(passed.stream()
                    .allMatch(core -> core instanceof Core.Use(var used) && element.equals(elements.get(used))));
        }
        return new Parameter(parameter.index, List.copyOf(kinds), List.copyOf(constant));
    }

    // ---- patterns

    /** @return true: patterns that can not be followed do no harm */
    private boolean takeApart(Variable parameter, Pattern pattern) {
        switch (pattern) {
            case Pattern.Tuple(List<Pattern> parts)
            when parts.size() == parameters.get(parameter).size() -> {
                for (int i = 0; i < parts.size(); i++) {
                    element(new Element(parameter, i), parts.get(i));
                }
            }
            case Pattern.Literal(Tuple _), Pattern.Equal _ -> compared.add(parameter);
            default -> {}
        }
        return true;
    }

    private void element(Element element, Pattern pattern) {
        switch (pattern) {
            case Pattern.Bind(Variable variable, Pattern inner) -> {
                elements.put(variable, element);
                element(element, inner);
            }
            case Pattern.Both(Pattern first, Pattern second) -> {
                element(element, first);
                element(element, second);
            }
            default -> {}
        }
    }

    // ---- uses

    /** The parameter is used as a term. */
    private static final int TERM = 1;
    /** The loop goes on with a new tuple. */
    private static final int NEW = 2;
    /** One after the other, so that the tuple has to be made anyway. */
    private static final int BOTH = 4;

    private int usage(Core core, Variable parameter, Parameter shape) {
        return switch (core) {
            case Core.Use(Variable variable) -> whole(variable) == parameter ? TERM : 0;
            case Core.Let(Variable _, Core.Use(Variable same), Core body)
            when whole(same) == parameter -> usage(body, parameter, shape);
            case Core.Closure closure ->
                closure.captured().stream().anyMatch(variable -> whole(variable) == parameter) ? TERM : 0;
            case Core.LocalCall call
            when isJump(call) -> {
                int all = 0;
                for (int i = 0; i < call.arguments().size(); i++) {
                    Core argument = call.arguments().get(i);
                    boolean own = i == shape.index;
                    if (!own || !(argument instanceof Core.Use)) {
                        all = sequence(all, usage(argument, parameter, shape));
                    }
                    if (own && argument instanceof Core.MakeTuple) {
                        all = sequence(all, NEW);
                    }
                }
                yield all;
            }
            case Core.If(Core test, Core then, Core otherwise) ->
                sequence(
                        usage(test, parameter, shape),
                        usage(then, parameter, shape) | usage(otherwise, parameter, shape));
            case Core.Match match -> {
                int guards = 0;
                int bodies = 0;
                for (Core.Clause clause : match.clauses()) {
                    for (Core guard : clause.guards()) {
                        guards |= usage(guard, parameter, shape);
                    }
                    bodies |= usage(clause.body(), parameter, shape);
                }
                yield sequence(guards, bodies);
            }
            default -> {
                int[] all = {0};
                Children.forEach(core, part -> all[0] = sequence(all[0], usage(part, parameter, shape)));
                yield all[0];
            }
        };
    }

    private static int sequence(int first, int second) {
        boolean both = (first & TERM) != 0 && (second & NEW) != 0 || (first & NEW) != 0 && (second & TERM) != 0;
        return first | second | (both ? BOTH : 0);
    }
}
