package org.jlixir.compiler.codegen;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Operator;

/**
 * Finds the functions of a module that come to their end, or to a receive at the bottom of the stack, without delay: they call no code that is
 * unknown here, wait for nothing on the way, and go round no loop but through such a receive. So a process that waits in one of them may be run
 * on another's stack, see {@link org.jlixir.runtime.process.Proc#mayLeave}.
 */
final class BriefFunctions {
    /** What one function does itself. */
    private static final class Facts {
        boolean delays;
        boolean receives;
        final Set<FunctionName> calls = new LinkedHashSet<>();
        /** Those of the calls that are made before any receive. */
        final Set<FunctionName> atOnce = new LinkedHashSet<>();
        /** Those of the calls that something is left to do after. */
        final Set<FunctionName> inner = new LinkedHashSet<>();
    }

    private final Map<FunctionName, Facts> facts = new HashMap<>();
    private final Linker linker;

    private BriefFunctions(Linker linker) {
        this.linker = linker;
    }

    /** Those that have a receive, or lead to one: nobody asks for others. */
    static Set<FunctionName> of(List<CoreFunction> functions, Linker linker) {
        BriefFunctions search = new BriefFunctions(linker);
        for (CoreFunction function : functions) {
            Facts found = new Facts();
            search.facts.put(function.name(), found);
            search.visit(function.body(), found, true);
        }
        return search.settled();
    }

    private Set<FunctionName> settled() {
        Map<FunctionName, Set<FunctionName>> calls = new HashMap<>();
        Map<FunctionName, Set<FunctionName>> atOnce = new HashMap<>();
        facts.forEach((name, found) -> {
            calls.put(name, found.calls);
            atOnce.put(name, found.atOnce);
        });
        CallGraph graph = new CallGraph(calls);
        Set<FunctionName> receiving = graph.leadingTo(name -> facts.get(name).receives);
        if (receiving.isEmpty()) {
            return Set.of();
        }
        Map<FunctionName, Set<FunctionName>> loops = new CallGraph(atOnce).cycles();
        Set<FunctionName> brief = new HashSet<>(receiving);
        brief.removeAll(graph.leadingTo(name -> delays(name, loops.get(name), receiving)));
        return brief;
    }

    private boolean delays(FunctionName name, Set<FunctionName> loop, Set<FunctionName> receiving) {
        Facts found = facts.get(name);
        return found.delays
                || loop.size() > 1
                || found.atOnce.contains(name)
                || !facts.keySet().containsAll(found.calls)
                || found.inner.stream().anyMatch(receiving::contains);
    }

    /** @param atOnce whether the code runs before any receive */
    private void visit(Core core, Facts found, boolean atOnce) {
        boolean inReceive = false;
        switch (core) {
            // Its body runs when the function value is called.
            case Core.Closure _ -> {
                return;
            }
            case Core.Receive receive -> {
                found.receives = true;
                found.delays |= receive.resumption() == null || receive.timeout() != null;
                inReceive = true;
            }
            case Core.LocalCall call -> {
                found.calls.add(call.function());
                if (atOnce) {
                    found.atOnce.add(call.function());
                }
                if (!call.tail()) {
                    found.inner.add(call.function());
                }
            }
            case Core.RemoteCall call -> found.delays |= delays(call);
            case Core.Primitive primitive -> found.delays |= primitive.operator() == Operator.FIELD;
            case Core.DynamicCall _, Core.Apply _, Core.Try _ -> found.delays = true;
            default -> {}
        }
        boolean before = atOnce && !inReceive;
        Children.forEach(core, part -> visit(part, found, before));
    }

    private boolean delays(Core.RemoteCall call) {
        return !(linker.link(call.module(), call.function(), call.arguments().size())
                        instanceof Linker.Link.Builtin(var entry))
                || !(entry.traits().pure()
                        || entry.traits().raises()
                        || entry.traits().brief());
    }
}
