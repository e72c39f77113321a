package org.jlixir.compiler.codegen;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.runtime.term.Atom;

/**
 * Finds which functions of a module may answer {@link org.jlixir.runtime.process.Proc#TAIL} and which may wait for a message.
 *
 * <p>A function <i>bounces</i> when it makes a tail call that may lead back to it: to code unknown here, to a function of its
 * own cycle of tail calls other than itself, or to one that bounces. All others are plain calls that return a value.
 */
final class TailCalls {
    private final Map<FunctionName, Facts> facts = new HashMap<>();
    private final Atom module;
    private final Linker linker;

    private static final class Facts {
        final Set<FunctionName> targets = new LinkedHashSet<>();
        /** Functions of the module that tail calls name with it: those of its version that is current then. */
        final Set<FunctionName> ownRemotes = new LinkedHashSet<>();

        boolean unknown;
        boolean receives;
        boolean calls;
        boolean bounces;
        boolean parks;
    }

    TailCalls(Atom module, List<CoreFunction> functions, Linker linker) {
        this.module = module;
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
        Set<FunctionName> reached = reached(name);
        if (!reached.contains(name)) {
            return List.of(name);
        }
        List<FunctionName> members = new ArrayList<>();
        members.add(name);
        for (FunctionName other : reached) {
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

    /** Where chains of tail calls through other functions lead; to the function itself if it is in a cycle. */
    private Set<FunctionName> reached(FunctionName start) {
        Set<FunctionName> seen = new LinkedHashSet<>();
        ArrayDeque<FunctionName> todo = new ArrayDeque<>(facts.get(start).targets);
        todo.remove(start);
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

    private boolean anyParks(Set<FunctionName> functions) {
        return functions.stream().anyMatch(this::parks);
    }

    private void settle() {
        boolean changed = true;
        for (Facts found : facts.values()) {
            found.parks = found.receives;
        }
        while (changed) {
            changed = false;
            for (Facts found : facts.values()) {
                if (!found.parks && (anyParks(found.targets) || anyParks(found.ownRemotes))) {
                    found.parks = true;
                    changed = true;
                }
            }
        }
        facts.forEach(
                (name, found) -> found.bounces = found.unknown || reached(name).contains(name));
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

    private void visit(Core core, Facts found) {
        switch (core) {
            // Its body runs when the function value is called.
            case Core.Closure _ -> {
                return;
            }
            case Core.LocalCall call -> {
                found.calls = true;
                if (call.tail()) {
                    found.targets.add(call.function());
                }
            }
            case Core.RemoteCall call -> remote(call, found);
            case Core.DynamicCall call -> {
                found.calls = true;
                found.unknown |= call.tail();
            }
            case Core.Apply call -> {
                found.calls = true;
                found.unknown |= call.tail();
            }
            case Core.Receive _ -> {
                found.receives = true;
                found.calls = true;
            }
            default -> {}
        }
        Children.forEach(core, part -> visit(part, found));
    }

    private void remote(Core.RemoteCall call, Facts found) {
        Linker.Link link =
                linker.link(call.module(), call.function(), call.arguments().size());
        if (link instanceof Linker.Link.Builtin(var entry)) {
            found.unknown |= call.tail() && entry.properties().tailCalls();
        } else {
            found.calls = true;
            found.unknown |= call.tail();
            if (call.tail() && call.module() == module) {
                found.ownRemotes.add(
                        new FunctionName(call.function(), call.arguments().size()));
            }
        }
    }
}
