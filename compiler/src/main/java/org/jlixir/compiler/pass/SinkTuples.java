package org.jlixir.compiler.pass;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.CoreModule;
import org.jlixir.compiler.core.FreeVariables;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Rebuild;
import org.jlixir.compiler.core.Variable;

/**
 * Makes a tuple that a function passes to itself, and uses for nothing else, where it is passed: {@code state = {a, b}; loop(state)}
 * becomes {@code loop({a, b})}. Its elements are calculated where they were, so that failures come in the same order.
 */
public final class SinkTuples {
    private final FunctionName function;

    private SinkTuples(FunctionName function) {
        this.function = function;
    }

    /** The same module with tuples made later. */
    public static CoreModule in(CoreModule module) {
        List<CoreFunction> functions = new ArrayList<>();
        boolean changed = false;
        for (CoreFunction function : module.functions()) {
            SinkTuples pass = new SinkTuples(function.name());
            if (pass.passes(function.body()) && makes(function.body())) {
                changed = true;
                functions.add(function.withBody(pass.sink(function.body())));
            } else {
                functions.add(function);
            }
        }
        return changed ? module.withFunctions(List.copyOf(functions)) : module;
    }

    /** True when the function goes back to its start with a variable. */
    private boolean passes(Core core) {
        if (isJump(core)) {
            return ((Core.LocalCall) core).arguments().stream().anyMatch(Core.Use.class::isInstance);
        }
        boolean[] any = {false};
        if (!(core instanceof Core.Closure)) {
            Children.forEach(core, part -> any[0] = any[0] || passes(part));
        }
        return any[0];
    }

    private static boolean makes(Core core) {
        if (core instanceof Core.Let let && let.value() instanceof Core.MakeTuple) {
            return true;
        }
        boolean[] any = {false};
        if (!(core instanceof Core.Closure)) {
            Children.forEach(core, part -> any[0] = any[0] || makes(part));
        }
        return any[0];
    }

    private boolean isJump(Core core) {
        return core instanceof Core.LocalCall call
                && call.tail()
                && call.function().equals(function);
    }

    private Core sink(Core core) {
        if (core instanceof Core.Let(var variable, Core.MakeTuple(var elements), var body)) {
            List<Core> parts = new ArrayList<>();
            for (Core element : elements) {
                parts.add(isSimple(element) ? element : new Core.Use(new Variable(variable.name())));
            }
            Core sunk = pass(body, variable, new Core.MakeTuple(List.copyOf(parts)));
            if (!FreeVariables.of(sunk).contains(variable)) {
                return bound(elements, parts, sink(sunk));
            }
        }
        return Rebuild.parts(core, (part, _) -> sink(part));
    }

    /** The body, with the elements that are calculated bound to the variables of the parts. */
    private Core bound(List<Core> elements, List<Core> parts, Core body) {
        Core all = body;
        for (int i = elements.size() - 1; i >= 0; i--) {
            if (!isSimple(elements.get(i)) && parts.get(i) instanceof Core.Use(var variable)) {
                all = new Core.Let(variable, sink(elements.get(i)), all);
            }
        }
        return all;
    }

    private static boolean isSimple(Core element) {
        return element instanceof Core.Use || element instanceof Core.Literal;
    }

    /** The code that passes the tuple instead of the variable, where the function goes back to its start with it once. */
    private Core pass(Core core, Variable variable, Core tuple) {
        if (isJump(core)) {
            Core.LocalCall call = (Core.LocalCall) core;
            long times = call.arguments().stream()
                    .filter(argument -> isUse(argument, variable))
                    .count();
            return times != 1
                    ? core
                    : new Core.LocalCall(
                            function,
                            call.arguments().stream()
                                    .map(argument -> isUse(argument, variable) ? tuple : argument)
                                    .toList(),
                            true,
                            call.line());
        }
        return Rebuild.parts(core, (part, _) -> pass(part, variable, tuple));
    }

    private static boolean isUse(Core core, Variable variable) {
        return core instanceof Core.Use(var used) && used == variable;
    }
}
