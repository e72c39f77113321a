package org.jlixir.compiler.codegen;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.FunctionName;
import org.jspecify.annotations.Nullable;

/**
 * Finds which functions of a module may answer {@link org.jlixir.runtime.process.Proc#TAIL} and which may wait for a message.
 *
 * <p>A function <i>bounces</i> when it makes a tail call that may lead back to it: to code unknown here, to a function of its
 * own cycle of tail calls other than itself, or to one that bounces. All others are plain calls that return a value.
 */
final class TailCalls {
    private final Map<FunctionName, Facts> facts = new HashMap<>();
    private final Linker linker;

    private static final class Facts {
        final Set<FunctionName> targets = new LinkedHashSet<>();
        boolean unknown;
        boolean receives;
        boolean calls;
        boolean bounces;
        boolean parks;
    }

    TailCalls(List<CoreFunction> functions, Linker linker) {
        this.linker = linker;
        for (CoreFunction function : functions) {
            Facts found = new Facts();
            facts.put(function.name(), found);
            visit(function.body(), found);
        }
        settle();
    }

    /** Facts about a body that is no function of the module: that of a closure. */
    boolean bodyBounces(Core body) {
        Facts found = new Facts();
        visit(body, found);
        return found.unknown || !found.targets.isEmpty();
    }

    /** True when code calls what may run for long. */
    boolean calls(Core core) {
        Facts found = new Facts();
        visit(core, found);
        return found.calls;
    }

    /**
     * The functions that a function goes to and comes back from by tail calls, itself first; it alone when it is in no such cycle,
     * or when one of the cycle makes a tail call out of it that may come back.
     */
    List<FunctionName> cycle(FunctionName name) {
        Facts start = facts.get(name);
        if (start == null || !inCycle(name, start)) {
            return List.of(name);
        }
        List<FunctionName> members = new ArrayList<>();
        members.add(name);
        for (FunctionName other : reached(name)) {
            if (!other.equals(name) && reached(other).contains(name)) {
                members.add(other);
            }
        }
        for (FunctionName member : members) {
            Facts found = facts.get(member);
            if (found.unknown
                    || found.targets.stream().anyMatch(target -> !members.contains(target) && bounces(target))) {
                return List.of(name);
            }
        }
        return members;
    }

    /** All that tail calls of the module's functions lead to. */
    private Set<FunctionName> reached(FunctionName start) {
        Set<FunctionName> seen = new LinkedHashSet<>();
        ArrayDeque<FunctionName> todo = new ArrayDeque<>(facts.get(start).targets);
        while (!todo.isEmpty()) {
            FunctionName next = todo.pop();
            if (seen.add(next) && facts.containsKey(next)) {
                todo.addAll(facts.get(next).targets);
            }
        }
        return seen;
    }

    boolean bounces(FunctionName name) {
        Facts found = facts.get(name);
        return found == null || found.bounces;
    }

    boolean parks(FunctionName name) {
        Facts found = facts.get(name);
        return found != null && found.parks;
    }

    /** True when the function calls code that may run for long, so that it must count reductions. */
    boolean counts(FunctionName name) {
        Facts found = facts.get(name);
        return found == null || found.calls;
    }

    private void settle() {
        boolean changed = true;
        for (Facts found : facts.values()) {
            found.parks = found.receives;
        }
        while (changed) {
            changed = false;
            for (Facts found : facts.values()) {
                for (FunctionName target : found.targets) {
                    if (!found.parks && parks(target)) {
                        found.parks = true;
                        changed = true;
                    }
                }
            }
        }
        facts.forEach((name, found) -> found.bounces = found.unknown || inCycle(name, found));
        changed = true;
        while (changed) {
            changed = false;
            for (Map.Entry<FunctionName, Facts> entry : facts.entrySet()) {
                Facts found = entry.getValue();
                for (FunctionName target : found.targets) {
                    if (!found.bounces && !target.equals(entry.getKey()) && (bounces(target) || parks(target))) {
                        found.bounces = true;
                        changed = true;
                    }
                }
            }
        }
    }

    /** True when a chain of tail calls through other functions leads back. */
    private boolean inCycle(FunctionName start, Facts found) {
        Set<FunctionName> seen = new HashSet<>();
        java.util.ArrayDeque<FunctionName> todo = new java.util.ArrayDeque<>();
        for (FunctionName target : found.targets) {
            if (!target.equals(start)) {
                todo.add(target);
            }
        }
        while (!todo.isEmpty()) {
            FunctionName next = todo.pop();
            if (next.equals(start)) {
                return true;
            }
            if (seen.add(next) && facts.containsKey(next)) {
                todo.addAll(facts.get(next).targets);
            }
        }
        return false;
    }

    private void visit(Core core, Facts found) {
        switch (core) {
            case Core.Literal _, Core.Use _, Core.Closure _, Core.LocalReference _, Core.Fail _ -> {}
            case Core.Let let -> {
                visit(let.value(), found);
                visit(let.body(), found);
            }
            case Core.Sequence sequence -> {
                visit(sequence.first(), found);
                visit(sequence.second(), found);
            }
            case Core.If branch -> {
                visit(branch.test(), found);
                visit(branch.then(), found);
                visit(branch.otherwise(), found);
            }
            case Core.MakeTuple tuple -> visitAll(tuple.elements(), found);
            case Core.MakeCons cons -> {
                visit(cons.head(), found);
                visit(cons.tail(), found);
            }
            case Core.MakeMap map -> {
                visitAll(map.keys(), found);
                visitAll(map.values(), found);
            }
            case Core.UpdateMap map -> {
                visit(map.map(), found);
                visitAll(map.keys(), found);
                visitAll(map.values(), found);
            }
            case Core.MakeBinary binary -> binary.segments().forEach(segment -> visit(segment.value(), found));
            case Core.LocalCall call -> {
                visitAll(call.arguments(), found);
                found.calls = true;
                if (call.tail()) {
                    found.targets.add(call.function());
                }
            }
            case Core.RemoteCall call -> {
                visitAll(call.arguments(), found);
                remote(call, found);
            }
            case Core.DynamicCall call -> {
                visit(call.module(), found);
                visitAll(call.arguments(), found);
                found.calls = true;
                found.unknown |= call.tail();
            }
            case Core.Apply call -> {
                visit(call.function(), found);
                visitAll(call.arguments(), found);
                found.calls = true;
                found.unknown |= call.tail();
            }
            case Core.Primitive primitive -> visitAll(primitive.arguments(), found);
            case Core.Match match -> visitClauses(match.clauses(), found);
            case Core.Receive receive -> {
                found.receives = true;
                found.calls = true;
                visitClauses(receive.clauses(), found);
                visitNullable(receive.afterwards(), found);
            }
            case Core.Try attempt -> {
                visit(attempt.body(), found);
                visit(attempt.success(), found);
                visitNullable(attempt.handler(), found);
                visitNullable(attempt.cleanup(), found);
            }
            case Core.Join join -> {
                visit(join.body(), found);
                visit(join.handler(), found);
            }
            case Core.Jump jump -> visit(jump.value(), found);
        }
    }

    private void remote(Core.RemoteCall call, Facts found) {
        Linker.Link link =
                linker.link(call.module(), call.function(), call.arguments().size());
        if (link instanceof Linker.Link.Builtin(var entry)) {
            found.unknown |= call.tail() && entry.properties().tailCalls();
        } else {
            found.calls = true;
            found.unknown |= call.tail();
        }
    }

    private void visitClauses(List<Core.Clause> clauses, Facts found) {
        for (Core.Clause clause : clauses) {
            visit(clause.body(), found);
        }
    }

    private void visitAll(List<Core> cores, Facts found) {
        cores.forEach(core -> visit(core, found));
    }

    private void visitNullable(@Nullable Core core, Facts found) {
        if (core != null) {
            visit(core, found);
        }
    }
}
