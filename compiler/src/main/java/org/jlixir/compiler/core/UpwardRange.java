package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ElixirMap;
import org.jspecify.annotations.Nullable;

/**
 * A range that stands where an enumerable is wanted, written {@code first..last} or {@code first..last//1}, taken to be one of integers
 * that goes up and is not empty.
 *
 * @param first a variable or a literal, as is {@code last}
 * @param doubt null when it is known to be such a range
 */
record UpwardRange(Core first, Core last, @Nullable Doubt doubt) {
    /**
     * What decides about a range that is only taken to be such a one.
     *
     * @param test tells at run time whether it is
     * @param whole the range as a term, for when it is not
     */
    record Doubt(Core test, Core whole) {}

    /** The range that the code makes, or null for other code. What has to be evaluated before goes to {@code statements}. */
    static @Nullable UpwardRange of(Core enumerable, Statements statements) {
        return switch (enumerable) {
            case Core.Literal(ElixirMap map)
            when isUpwards(map) ->
                new UpwardRange(new Core.Literal(map.get(FIRST)), new Core.Literal(map.get(LAST)), null);
            case Core.RemoteCall call
            when call.module() == RANGE
                    && call.function() == NEW
                    && (call.arguments().size() == 2 || stepsUp(call)) -> made(call, statements);
            default -> null;
        };
    }

    private static boolean isUpwards(ElixirMap map) {
        return map.get(Lowering.STRUCT) == RANGE
                && map.get(STEP) instanceof Long step
                && step == 1
                && map.get(FIRST) instanceof Long
                && map.get(LAST) instanceof Long;
    }

    private static boolean stepsUp(Core.RemoteCall call) {
        return call.arguments().size() == 3 && call.arguments().get(2) instanceof Core.Literal(Long step) && step == 1;
    }

    private static UpwardRange made(Core.RemoteCall call, Statements statements) {
        Core first = statements.atomic(call.arguments().getFirst(), "first");
        Core last = statements.atomic(call.arguments().get(1), "last");
        List<Core> arguments = new ArrayList<>(List.of(first, last));
        Core test = test(Operator.IS_INTEGER, last);
        if (!(first instanceof Core.Literal(Long _))) {
            test = test(Operator.AND_ALSO, test(Operator.IS_INTEGER, first), test);
        }
        test = test(Operator.AND_ALSO, test, test(Operator.LESS_OR_EQUAL, first, last));
        arguments.addAll(call.arguments().subList(2, call.arguments().size()));
        Core whole = new Core.RemoteCall(RANGE, NEW, arguments, false, call.line());
        return new UpwardRange(first, last, new Doubt(test, whole));
    }

    private static Core test(Operator operator, Core... operands) {
        return new Core.Primitive(operator, List.of(operands), 0);
    }

    private static final Atom RANGE = Atom.of("Elixir.Range");
    private static final Atom NEW = Atom.of("new");
    private static final Atom FIRST = Atom.of("first");
    private static final Atom LAST = Atom.of("last");
    private static final Atom STEP = Atom.of("step");
}
