package org.jlixir.compiler.codegen;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
    private final Map<FunctionName, Facts> facts = new LinkedHashMap<>();
    /** The functions that each is in a cycle of tail calls with. */
    private Map<FunctionName, Set<FunctionName>> cycles = Map.of();

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
     * The functions that a function goes to and comes back from by tail calls, itself first; it alone when it is in no such cycle, when
     * there are more than {@code most}, or when one of the cycle makes a tail call out of it that may come back.
     */
    List<FunctionName> cycle(FunctionName name, int most) {
        Set<FunctionName> group = cycles.get(name);
        if (group.size() > most) {
            return List.of(name);
        }
        for (FunctionName member : group) {
            Facts found = facts.get(member);
            if (found.unknown
                    || found.targets.stream().anyMatch(target -> !group.contains(target) && bounces(target))) {
                return List.of(name);
            }
        }
        return inOrder(name, group);
    }

    /** The members of the group in the order in which tail calls lead to them from the first. */
    private List<FunctionName> inOrder(FunctionName first, Set<FunctionName> group) {
        Set<FunctionName> seen = new LinkedHashSet<>(List.of(first));
        ArrayDeque<FunctionName> todo = new ArrayDeque<>(seen);
        while (!todo.isEmpty()) {
            for (FunctionName target : facts.get(todo.pop()).targets) {
                if (group.contains(target) && seen.add(target)) {
                    todo.add(target);
                }
            }
        }
        return List.copyOf(seen);
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
        graph(found -> {
                    Set<FunctionName> both = new LinkedHashSet<>(found.targets);
                    both.addAll(found.ownRemotes);
                    return both;
                })
                .leadingTo(name -> facts.get(name).receives)
                .forEach(name -> facts.get(name).parks = true);
        CallGraph tailCalls = graph(found -> found.targets);
        cycles = tailCalls.cycles();
        tailCalls.leadingTo(this::bouncesAtOnce).forEach(name -> facts.get(name).bounces = true);
    }

    private CallGraph graph(Function<Facts, Set<FunctionName>> callees) {
        Map<FunctionName, Set<FunctionName>> all = new LinkedHashMap<>();
        facts.forEach((name, found) -> all.put(name, callees.apply(found)));
        return new CallGraph(all);
    }

    /** True when a function bounces whatever those do that it calls. */
    private boolean bouncesAtOnce(FunctionName name) {
        Facts found = facts.get(name);
        return found.unknown
                || cycles.get(name).size() > 1
                || found.targets.stream()
                        .anyMatch(target -> !target.equals(name) && (!facts.containsKey(target) || parks(target)));
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
            found.unknown |= call.tail() && entry.traits().tailCalls();
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
