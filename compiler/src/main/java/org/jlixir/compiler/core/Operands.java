package org.jlixir.compiler.core;

/** Tells whether a part of core IR may be evaluated while operands are pending. */
final class Operands {
    private Operands() {}

    /** True when the code contains a {@link Core.Try} or {@link Core.Receive} outside of closures. */
    static boolean needsEmptyStack(Core core) {
        return switch (core) {
            case Core.Literal _, Core.Use _, Core.Closure _, Core.LocalReference _, Core.Fail _ -> false;
            case Core.Try _, Core.Receive _ -> true;
            case Core.Let let -> needsEmptyStack(let.value()) || needsEmptyStack(let.body());
            case Core.OfCaller caller -> needsEmptyStack(caller.body());
            case Core.Sequence sequence -> needsEmptyStack(sequence.first()) || needsEmptyStack(sequence.second());
            case Core.If branch ->
                needsEmptyStack(branch.test()) || needsEmptyStack(branch.then()) || needsEmptyStack(branch.otherwise());
            case Core.MakeTuple tuple -> anyNeeds(tuple.elements());
            case Core.MakeCons cons -> needsEmptyStack(cons.head()) || needsEmptyStack(cons.tail());
            case Core.MakeMap map -> anyNeeds(map.keys()) || anyNeeds(map.values());
            case Core.UpdateMap map -> needsEmptyStack(map.map()) || anyNeeds(map.keys()) || anyNeeds(map.values());
            case Core.MakeBinary binary -> {
                for (Core.Segment segment : binary.segments()) {
                    if (needsEmptyStack(segment.value())) {
                        yield true;
                    }
                }
                yield false;
            }
            case Core.LocalCall call -> anyNeeds(call.arguments());
            case Core.RemoteCall call -> anyNeeds(call.arguments());
            case Core.DynamicCall call -> needsEmptyStack(call.module()) || anyNeeds(call.arguments());
            case Core.Apply call -> needsEmptyStack(call.function()) || anyNeeds(call.arguments());
            case Core.Primitive primitive -> anyNeeds(primitive.arguments());
            case Core.Match match -> {
                for (Core.Clause clause : match.clauses()) {
                    if (needsEmptyStack(clause.body())) {
                        yield true;
                    }
                }
                yield false;
            }
            case Core.Join join -> needsEmptyStack(join.body()) || needsEmptyStack(join.handler());
            case Core.Jump jump -> needsEmptyStack(jump.value());
        };
    }

    private static boolean anyNeeds(Iterable<Core> cores) {
        for (Core core : cores) {
            if (needsEmptyStack(core)) {
                return true;
            }
        }
        return false;
    }
}
