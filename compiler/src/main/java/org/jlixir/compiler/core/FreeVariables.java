package org.jlixir.compiler.core;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the variables that code uses but does not bind, in order of first use. */
public final class FreeVariables {
    private final Set<Variable> used = new LinkedHashSet<>();
    private final Set<Variable> bound = new HashSet<>();

    private FreeVariables() {}

    public static List<Variable> of(Core core) {
        FreeVariables search = new FreeVariables();
        search.visit(core);
        search.used.removeAll(search.bound);
        return List.copyOf(search.used);
    }

    public static List<Variable> of(Core core, List<Variable> parameters) {
        FreeVariables search = new FreeVariables();
        search.visit(core);
        search.used.removeAll(search.bound);
        search.used.removeAll(parameters);
        return List.copyOf(search.used);
    }

    /** The variables that a pattern compares with or takes as keys and sizes. */
    public static List<Variable> of(Pattern pattern) {
        FreeVariables search = new FreeVariables();
        search.visit(pattern);
        search.used.removeAll(search.bound);
        return List.copyOf(search.used);
    }

    private void visit(Core core) {
        switch (core) {
            case Core.Literal _, Core.LocalReference _ -> {}
            case Core.Use(var variable) -> used.add(variable);
            case Core.Let let -> {
                visit(let.value());
                bound.add(let.variable());
                visit(let.body());
            }
            case Core.OfCaller caller -> visit(caller.body());
            case Core.Sequence sequence -> {
                visit(sequence.first());
                visit(sequence.second());
            }
            case Core.If branch -> {
                visit(branch.test());
                visit(branch.then());
                visit(branch.otherwise());
            }
            case Core.MakeTuple tuple -> visitAll(tuple.elements());
            case Core.MakeCons cons -> {
                visit(cons.head());
                visit(cons.tail());
            }
            case Core.MakeMap map -> {
                visitAll(map.keys());
                visitAll(map.values());
            }
            case Core.UpdateMap map -> {
                visit(map.map());
                visitAll(map.keys());
                visitAll(map.values());
            }
            case Core.MakeBinary binary -> {
                for (Core.Segment segment : binary.segments()) {
                    visit(segment.value());
                    visitNullable(segment.size());
                }
            }
            case Core.Closure closure -> used.addAll(closure.captured());
            case Core.LocalCall call -> visitAll(call.arguments());
            case Core.RemoteCall call -> visitAll(call.arguments());
            case Core.DynamicCall call -> {
                visit(call.module());
                visitAll(call.arguments());
            }
            case Core.Apply call -> {
                visit(call.function());
                visitAll(call.arguments());
            }
            case Core.Primitive primitive -> visitAll(primitive.arguments());
            case Core.Match match -> {
                used.addAll(match.subjects());
                visitClauses(match.clauses());
                visitFailure(match.failure());
            }
            case Core.Receive receive -> {
                bound.add(receive.message());
                visitClauses(receive.clauses());
                visitNullable(receive.timeout());
                visitNullable(receive.afterwards());
            }
            case Core.Try attempt -> {
                visit(attempt.body());
                bound.add(attempt.result());
                visit(attempt.success());
                bound.add(attempt.caught().kind());
                bound.add(attempt.caught().reason());
                bound.add(attempt.caught().stacktrace());
                visitNullable(attempt.handler());
                visitNullable(attempt.cleanup());
            }
            case Core.Join join -> {
                visit(join.body());
                bound.add(join.parameter());
                visit(join.handler());
            }
            case Core.Jump jump -> visit(jump.value());
            case Core.Fail fail -> visitFailure(fail.failure());
        }
    }

    private void visitFailure(Core.Failure failure) {
        if (failure instanceof Core.Failure.Reraise(var caught)) {
            used.add(caught.stacktrace());
        }
    }

    private void visitClauses(List<Core.Clause> clauses) {
        for (Core.Clause clause : clauses) {
            clause.patterns().forEach(this::visit);
            visitAll(clause.guards());
            visit(clause.body());
        }
    }

    private void visit(Pattern pattern) {
        switch (pattern) {
            case Pattern.Any _, Pattern.AnyAtom _, Pattern.Literal _ -> {}
            case Pattern.Bind bind -> {
                bound.add(bind.variable());
                visit(bind.pattern());
            }
            case Pattern.Equal equal -> visit(equal.value());
            case Pattern.Tuple tuple -> tuple.elements().forEach(this::visit);
            case Pattern.Cons cons -> {
                visit(cons.head());
                visit(cons.tail());
            }
            case Pattern.Map map -> {
                visitAll(map.keys());
                map.values().forEach(this::visit);
            }
            case Pattern.Binary binary -> {
                for (Pattern.Segment segment : binary.segments()) {
                    visitNullable(segment.size());
                    visit(segment.value());
                }
            }
            case Pattern.Both both -> {
                visit(both.first());
                visit(both.second());
            }
        }
    }

    private void visitNullable(@Nullable Core core) {
        if (core != null) {
            visit(core);
        }
    }

    private void visitAll(List<Core> cores) {
        cores.forEach(this::visit);
    }
}
