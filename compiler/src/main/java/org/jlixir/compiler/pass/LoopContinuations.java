package org.jlixir.compiler.pass;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.CoreModule;
import org.jlixir.compiler.core.FreeVariables;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Pattern;
import org.jlixir.compiler.core.Rebuild;
import org.jlixir.compiler.core.Variable;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/**
 * Moves what a function does with the result of a loop to the end of that loop, so that the result need not be made: after
 *
 * <pre>{@code
 * {sum, rest} = take(list, 0)
 * [sum | all(rest)]
 * }</pre>
 *
 * the private function {@code take/2}, which ends in {@code {sum, rest}} and is called nowhere else, ends in {@code [sum | all(rest)]} itself,
 * with the variables that this needs beside as further parameters.
 */
public final class LoopContinuations {
    /** Together with its continuation a loop is to stay small: it may be written out several times. */
    private static final int MAX_NODES = 300;

    private static final int MAX_PARAMETERS = 16;

    private final Set<FunctionName> tooLarge;
    private final Map<FunctionName, CoreFunction> functions = new LinkedHashMap<>();
    private final Map<FunctionName, Integer> calls = new HashMap<>();

    /**
     * A place where the result of a loop is taken apart and nothing else is done with it.
     *
     * @param parts the variables of the result's elements; null where there is none
     * @param rest what follows
     */
    private record Place(Core.LocalCall call, List<@Nullable Variable> parts, Core rest) {}

    private LoopContinuations(CoreModule module, Set<FunctionName> tooLarge) {
        this.tooLarge = tooLarge;
        for (CoreFunction function : module.functions()) {
            functions.put(function.name(), function);
        }
        functions.values().forEach(function -> count(function.body(), function.name(), false));
    }

    /**
     * The same module with such loops.
     *
     * @param tooLarge the functions whose methods were too large before: loops that came to be called so stay as they are
     */
    public static CoreModule in(CoreModule module, Set<FunctionName> tooLarge) {
        LoopContinuations pass = new LoopContinuations(module, tooLarge);
        boolean changed = false;
        for (FunctionName name : List.copyOf(pass.functions.keySet())) {
            CoreFunction function = pass.functions.get(name);
            Place place = function == null || function.isPart() ? null : pass.place(function.body(), name);
            changed |= place != null && pass.move(function, place);
        }
        return changed ? module.withFunctions(List.copyOf(pass.functions.values())) : module;
    }

    /** Counts who is called from elsewhere than a loop's own end; what is called from a function value counts as called often. */
    private void count(Core core, FunctionName within, boolean inClosure) {
        switch (core) {
            case Core.LocalReference(var function) -> calls.merge(function, 2, Integer::sum);
            case Core.LocalCall call
            when inClosure || !call.tail() || !call.function().equals(within) ->
                calls.merge(call.function(), inClosure ? 2 : 1, Integer::sum);
            default -> {}
        }
        boolean inner = inClosure || core instanceof Core.Closure;
        Children.forEach(core, part -> count(part, within, inner));
    }

    // ---- the caller

    /** The first place in the code, on the way to its value, that a loop could take over. */
    private @Nullable Place place(Core core, FunctionName within) {
        if (core instanceof Core.Let(Variable result, Core.LocalCall call, Core.Match match)
                && !call.function().equals(within)
                && isLoop(call.function())) {
            Place place = takenApart(result, call, match);
            if (place != null) {
                return place;
            }
        }
        Place[] found = {null};
        Rebuild.parts(core, (part, last) -> {
            if (last && found[0] == null) {
                found[0] = place(part, within);
            }
            return part;
        });
        return found[0];
    }

    private boolean isLoop(FunctionName name) {
        CoreFunction function = functions.get(name);
        return function != null && !function.exported() && !function.isPart() && calls.getOrDefault(name, 0) == 1;
    }

    private static @Nullable Place takenApart(Variable result, Core.LocalCall call, Core.Match match) {
        if (!match.subjects().equals(List.of(result)) || match.clauses().size() != 1) {
            return null;
        }
        Core.Clause clause = match.clauses().getFirst();
        if (!clause.guards().isEmpty()
                || !(clause.patterns().getFirst() instanceof Pattern.Tuple(var patterns))
                || !isPlain(clause.body())
                || FreeVariables.of(clause.body()).contains(result)) {
            return null;
        }
        List<@Nullable Variable> parts = new ArrayList<>();
        for (Pattern pattern : patterns) {
            switch (pattern) {
                case Pattern.Any _ -> parts.add(null);
                case Pattern.Bind(Variable variable, Pattern.Any _) -> parts.add(variable);
                default -> {
                    return null;
                }
            }
        }
        return new Place(call, parts, clause.body());
    }

    /** True for code that neither waits, catches nor goes on with a call: the caller's frame is there until it ends. */
    private static boolean isPlain(Core core) {
        boolean plain = switch (core) {
            case Core.Receive _, Core.Try _ -> false;
            case Core.LocalCall call -> !call.tail();
            case Core.RemoteCall call -> !call.tail();
            case Core.DynamicCall call -> !call.tail();
            case Core.Apply call -> !call.tail();
            default -> true;
        };
        boolean[] all = {plain};
        if (!(core instanceof Core.Closure)) {
            Children.forEach(core, part -> all[0] = all[0] && isPlain(part));
        }
        return all[0];
    }

    // ---- the loop

    /** Puts the loop that goes on in place of the one that ends. @return false if it does not end as is wanted */
    private boolean move(CoreFunction caller, Place place) {
        CoreFunction loop = functions.get(place.call.function());
        List<Variable> captured = new ArrayList<>(FreeVariables.of(place.rest));
        captured.removeAll(place.parts);
        if (loop.parameters().size() + captured.size() > MAX_PARAMETERS
                || size(loop.body()) + size(place.rest) > MAX_NODES) {
            return false;
        }
        FunctionName name = new FunctionName(
                Atom.of(ModuleNames.continued(
                        loop.name().toString(), caller.name().toString())),
                loop.parameters().size() + captured.size());
        if (tooLarge.contains(name)) {
            return false;
        }
        Ending ending = new Ending(loop.name(), name, place, captured);
        Core body = ending.of(loop.body());
        if (!ending.fits || ending.ends != 1 || ending.jumps == 0) {
            return false;
        }
        List<Variable> parameters = new ArrayList<>(loop.parameters());
        parameters.addAll(captured);
        functions.remove(loop.name());
        functions.put(name, new CoreFunction(name, false, parameters, body, loop.file(), loop.line()));
        functions.put(caller.name(), caller.withBody(calling(caller.body(), place, ending.call(place.call, false))));
        return true;
    }

    private static Core calling(Core core, Place place, Core.LocalCall call) {
        return core instanceof Core.Let let && let.value() == place.call
                ? call
                : Rebuild.parts(core, (part, last) -> last ? calling(part, place, call) : part);
    }

    private static int size(Core core) {
        int[] nodes = {1};
        Children.forEach(core, part -> nodes[0] += size(part));
        return nodes[0];
    }

    /** Writes the loop with another end. */
    private static final class Ending {
        private final FunctionName loop;
        private final FunctionName name;
        private final Place place;
        private final List<Variable> captured;
        private boolean fits = true;
        private int ends;
        private int jumps;

        Ending(FunctionName loop, FunctionName name, Place place, List<Variable> captured) {
            this.loop = loop;
            this.name = name;
            this.place = place;
            this.captured = captured;
        }

        /** Code whose value is the loop's. */
        Core of(Core core) {
            return switch (core) {
                case Core.LocalCall call
                when call.tail() && call.function().equals(loop) -> {
                    jumps++;
                    yield call(call, true);
                }
                case Core.MakeTuple(var elements)
                when elements.size() == place.parts.size() -> {
                    ends++;
                    yield end(elements);
                }
                case Core.Fail _, Core.Jump _ -> core;
                case Core.Let _, Core.Sequence _, Core.If _, Core.Match _, Core.Join _ ->
                    Rebuild.parts(core, (part, last) -> last ? of(part) : part);
                default -> {
                    fits = false;
                    yield core;
                }
            };
        }

        private Core end(List<Core> elements) {
            Core end = new Core.OfCaller(place.rest);
            for (int i = elements.size() - 1; i >= 0; i--) {
                Variable part = place.parts.get(i);
                end = new Core.Let(part == null ? new Variable("unused") : part, elements.get(i), end);
            }
            return end;
        }

        Core.LocalCall call(Core.LocalCall call, boolean tail) {
            List<Core> arguments = new ArrayList<>(call.arguments());
            captured.forEach(variable -> arguments.add(new Core.Use(variable)));
            return new Core.LocalCall(name, arguments, tail, call.line());
        }
    }
}
