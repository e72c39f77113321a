package org.jlixir.compiler.core;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code Enum} that give each element to a function and whose loops the compiler writes itself where that function
 * stands in the call, see {@link EnumLoop}. All of them carry an accumulator from round to round.
 */
enum EnumFunction {
    REDUCE("reduce", 3, 2, "-reduce/3-lists^foldl/2-0-/3"),
    MAP("map", 2, 1, "-map/2-lists^map/1-1-/2"),
    EACH("each", 2, 1, "-each/2-lists^foreach/1-0-/2"),
    FILTER("filter", 2, 1, "filter_list/2"),
    REJECT("reject", 2, 1, "reject_list/2"),
    ANY("any?", 2, 1, "predicate_list/3"),
    ALL("all?", 2, 1, "predicate_list/3"),
    COUNT("count", 2, 1, "-count/2-lists^foldl/2-0-/3"),
    SUM_BY("sum_by", 2, 1, "sum_by_list/3"),
    FIND("find", 2, 1, "find_list/3"),
    FIND_OR("find", 3, 1, "find_list/3"),
    FIND_VALUE("find_value", 2, 1, "find_value_list/3"),
    FIND_VALUE_OR("find_value", 3, 1, "find_value_list/3");

    private final String function;
    private final int arity;
    private final int parameters;
    private final String listFrame;

    /**
     * @param parameters of the function that is called with each element; with two the second one is the accumulator
     * @param listFrame what the loop over a list is called in Elixir's own stack traces, with its arity
     */
    EnumFunction(String function, int arity, int parameters, String listFrame) {
        this.function = function;
        this.arity = arity;
        this.parameters = parameters;
        this.listFrame = listFrame;
    }

    /** The one with this name and arity, or null. */
    static @Nullable EnumFunction find(Atom function, int arity) {
        for (EnumFunction candidate : values()) {
            if (candidate.arity == arity && candidate.function.equals(function.name())) {
                return candidate;
            }
        }
        return null;
    }

    Atom function() {
        return Atom.of(function);
    }

    int parameters() {
        return parameters;
    }

    String listFrame() {
        return listFrame;
    }

    /** The name in {@link #listFrame}. */
    String listFunction() {
        return listFrame.substring(0, listFrame.lastIndexOf('/'));
    }

    String rangeFrame() {
        return function + "/" + arity;
    }

    /** True when the call gives the accumulator, between the enumerable and the function. */
    boolean takesInitial() {
        return arity == 3;
    }

    /** The accumulator at first, of a function that does not {@linkplain #takesInitial take} it. */
    Core initial() {
        return new Core.Literal(
                switch (this) {
                    case MAP, FILTER, REJECT -> EmptyList.NIL;
                    case EACH -> OK;
                    case ANY -> Atom.FALSE;
                    case ALL -> Atom.TRUE;
                    case COUNT, SUM_BY -> 0L;
                    case FIND, FIND_VALUE -> Atom.NIL;
                    case REDUCE, FIND_OR, FIND_VALUE_OR ->
                        throw new IllegalStateException(this + " is given its accumulator");
                });
    }

    /**
     * One round of the loop.
     *
     * @param element a variable or a literal
     * @param result what the function gives for the element
     * @param next goes on with an accumulator
     */
    Core round(Core element, Core result, Core accumulator, UnaryOperator<Core> next) {
        return switch (this) {
            case REDUCE -> next.apply(result);
            case MAP -> next.apply(new Core.MakeCons(result, accumulator));
            case EACH -> new Core.Sequence(result, next.apply(accumulator));
            case FILTER ->
                new Core.If(result, next.apply(new Core.MakeCons(element, accumulator)), next.apply(accumulator));
            case REJECT ->
                new Core.If(result, next.apply(accumulator), next.apply(new Core.MakeCons(element, accumulator)));
            case ANY -> new Core.If(result, new Core.Literal(Atom.TRUE), next.apply(accumulator));
            case ALL -> new Core.If(result, next.apply(accumulator), new Core.Literal(Atom.FALSE));
            case COUNT -> new Core.If(result, next.apply(sum(accumulator, ONE)), next.apply(accumulator));
            case SUM_BY -> next.apply(sum(accumulator, result));
            case FIND, FIND_OR -> new Core.If(result, element, next.apply(accumulator));
            case FIND_VALUE, FIND_VALUE_OR -> {
                Variable value = new Variable("value");
                Core found = new Core.Use(value);
                yield new Core.Let(value, result, new Core.If(found, found, next.apply(accumulator)));
            }
        };
    }

    /** The value of the whole when there are no more elements. */
    Core finished(Core accumulator) {
        return switch (this) {
            case MAP, FILTER, REJECT -> reversed(accumulator);
            default -> accumulator;
        };
    }

    static Core reversed(Core list) {
        return new Core.RemoteCall(LISTS, REVERSE, List.of(list), false, 0);
    }

    private static Core sum(Core a, Core b) {
        return new Core.Primitive(Operator.ADD, List.of(a, b), 0);
    }

    private static final Core ONE = new Core.Literal(1L);
    private static final Atom OK = Atom.of("ok");
    static final Atom LISTS = Atom.of("lists");
    private static final Atom REVERSE = Atom.of("reverse");
}
