package org.jlixir.compiler.codegen;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Operator;

/** Finds the functions of a module that can be started over: they do nothing but compute, whatever they call. */
final class PureFunctions {
    private final Map<FunctionName, Set<FunctionName>> calls = new HashMap<>();
    private final Linker linker;

    private PureFunctions(Linker linker) {
        this.linker = linker;
    }

    static Set<FunctionName> of(List<CoreFunction> functions, Linker linker) {
        PureFunctions search = new PureFunctions(linker);
        Set<FunctionName> impure = new HashSet<>();
        for (CoreFunction function : functions) {
            Set<FunctionName> callees = new HashSet<>();
            if (!search.isPure(function.body(), callees)) {
                impure.add(function.name());
            }
            search.calls.put(function.name(), callees);
        }
        // What is called here and is no function of the module is not known to be pure.
        search.calls
                .values()
                .forEach(callees -> callees.stream()
                        .filter(callee -> !search.calls.containsKey(callee))
                        .forEach(impure::add));
        Set<FunctionName> pure = new HashSet<>(search.calls.keySet());
        pure.removeAll(new CallGraph(search.calls).leadingTo(impure));
        return pure;
    }

    private boolean isPure(Core core, Set<FunctionName> callees) {
        switch (core) {
            case Core.DynamicCall _, Core.Apply _, Core.Receive _, Core.Try _ -> {
                return false;
            }
            case Core.RemoteCall call -> {
                Linker.Link link = linker.link(
                        call.module(), call.function(), call.arguments().size());
                if (!(link instanceof Linker.Link.Builtin(var entry))
                        || !(entry.traits().pure() || entry.traits().raises())) {
                    return false;
                }
            }
            case Core.Primitive primitive
            when primitive.operator() == Operator.FIELD || primitive.operator() == Operator.BITS_ADD -> {
                return false;
            }
            case Core.LocalCall call -> callees.add(call.function());
            default -> {}
        }
        boolean[] all = {true};
        // The body of a function value runs when that is called, which is never pure here.
        if (!(core instanceof Core.Closure)) {
            Children.forEach(core, part -> all[0] &= isPure(part, callees));
        }
        return all[0];
    }
}
