package org.jlixir.compiler.core;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The direct parts of core IR nodes, for analyses that treat most nodes alike. */
public final class Children {
    private Children() {}

    /** Visits the parts in order of evaluation; a closure's body is a part of it. */
    public static void forEach(Core core, Consumer<Core> visit) {
        switch (core) {
            case Core.Literal _, Core.Use _, Core.LocalReference _, Core.Fail _ -> {}
            case Core.Let let -> {
                visit.accept(let.value());
                visit.accept(let.body());
            }
            case Core.OfCaller caller -> visit.accept(caller.body());
            case Core.Sequence sequence -> {
                visit.accept(sequence.first());
                visit.accept(sequence.second());
            }
            case Core.If branch -> {
                visit.accept(branch.test());
                visit.accept(branch.then());
                visit.accept(branch.otherwise());
            }
            case Core.MakeTuple tuple -> tuple.elements().forEach(visit);
            case Core.MakeCons cons -> {
                visit.accept(cons.head());
                visit.accept(cons.tail());
            }
            case Core.MakeMap map -> {
                map.keys().forEach(visit);
                map.values().forEach(visit);
            }
            case Core.UpdateMap map -> {
                visit.accept(map.map());
                map.keys().forEach(visit);
                map.values().forEach(visit);
            }
            case Core.MakeBinary binary ->
                binary.segments().forEach(segment -> {
                    visit.accept(segment.value());
                    optional(segment.size(), visit);
                });
            case Core.Closure closure -> visit.accept(closure.body());
            case Core.LocalCall call -> call.arguments().forEach(visit);
            case Core.RemoteCall call -> call.arguments().forEach(visit);
            case Core.DynamicCall call -> {
                visit.accept(call.module());
                call.arguments().forEach(visit);
            }
            case Core.Apply call -> {
                visit.accept(call.function());
                call.arguments().forEach(visit);
            }
            case Core.Primitive primitive -> primitive.arguments().forEach(visit);
            case Core.Match match -> clauses(match.clauses(), visit);
            case Core.Receive receive -> {
                optional(receive.timeout(), visit);
                clauses(receive.clauses(), visit);
                optional(receive.afterwards(), visit);
            }
            case Core.Try attempt -> {
                visit.accept(attempt.body());
                visit.accept(attempt.success());
                optional(attempt.handler(), visit);
                optional(attempt.cleanup(), visit);
            }
            case Core.Join join -> {
                visit.accept(join.body());
                visit.accept(join.handler());
            }
            case Core.Jump jump -> visit.accept(jump.value());
        }
    }

    private static void clauses(List<Core.Clause> clauses, Consumer<Core> visit) {
        for (Core.Clause clause : clauses) {
            clause.guards().forEach(visit);
            visit.accept(clause.body());
        }
    }

    private static void optional(@Nullable Core core, Consumer<Core> visit) {
        if (core != null) {
            visit.accept(core);
        }
    }
}
