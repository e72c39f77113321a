package org.jlixir.compiler.codegen;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Variable;
import org.jlixir.runtime.code.FrameLines;
import org.jspecify.annotations.Nullable;

/**
 * Decides which functions of a module get a second, unboxed version: a method that takes integers as {@code long} and floats as
 * {@code double}, and gives its result so where it always has one type. The general method tests its arguments and goes over to
 * the unboxed one; calls that know their arguments call that directly.
 *
 * <p>An unboxed version of a function without side effects is <i>exact</i>: it stops with an {@link ArithmeticException} when an
 * integer leaves 64 bits, and the general method that called it starts over with boxed integers. Functions with side effects can
 * not be started over and have no such version.
 */
final class UnboxedVersions {
    /**
     * @param parameters how each parameter is passed
     * @param cycle the functions that are one loop with this one, see {@link CycleEmitter}; the function alone if there are none
     */
    record Version(List<Kind> parameters, Kind result, List<FunctionName> cycle) {
        boolean isPartOfCycle() {
            return cycle.size() > 1;
        }

        /** The name of the method, given that of the general one. */
        static String methodName(String general) {
            return general + "$unboxed";
        }

        /** The JVM's type of the method. */
        String descriptor() {
            StringBuilder text = new StringBuilder("(").append(Types.descriptor(Types.PROC));
            parameters.forEach(kind -> text.append(kind.descriptor));
            return text.append(")").append(result.descriptor).toString();
        }
    }

    private static final int MAX_CYCLE_PARAMETERS = 16;

    /** Each may take two of the 255 places that a method has for them. */
    private static final int MAX_PARAMETERS = 120;

    private final Map<FunctionName, CoreFunction> functions = new HashMap<>();
    private final Map<FunctionName, Version> versions = new LinkedHashMap<>();
    /** What the results are thought to be while they are computed; a null value: nothing comes out. */
    private final Map<FunctionName, @Nullable Kind> results = new HashMap<>();

    private final Map<FunctionName, Set<FunctionName>> calls = new LinkedHashMap<>();

    private final NumericEvidence evidence;
    private final TailCalls tailCalls;

    /** @param any false: there are to be none */
    UnboxedVersions(List<CoreFunction> functions, TailCalls tailCalls, Linker linker, boolean any) {
        this.tailCalls = tailCalls;
        functions.forEach(function -> this.functions.put(function.name(), function));
        this.evidence = new NumericEvidence(functions);
        if (!any) {
            return;
        }
        Set<FunctionName> pure = PureFunctions.of(functions, linker);
        Set<FunctionName> called = new HashSet<>();
        for (CoreFunction function : functions) {
            Set<FunctionName> callees = new LinkedHashSet<>();
            collectCalls(function.body(), callees);
            calls.put(function.name(), callees);
            called.addAll(callees);
        }
        for (CoreFunction function : functions) {
            if (called.contains(function.name())
                    && pure.contains(function.name())
                    && function.name().arity() <= MAX_PARAMETERS) {
                List<Kind> parameters =
                        function.parameters().stream().map(this::parameterKind).toList();
                versions.put(function.name(), new Version(parameters, Kind.OBJECT, List.of(function.name())));
            }
        }
        findCycles();
        settleResults();
        // A version that differs in nothing from the general method is none.
        versions.values()
                .removeIf(version -> !version.isPartOfCycle()
                        && version.result == Kind.OBJECT
                        && version.parameters.stream().allMatch(kind -> kind == Kind.OBJECT));
    }

    /** Functions that go to each other by tail calls alone become one loop, if they are few. */
    private void findCycles() {
        for (FunctionName name : List.copyOf(versions.keySet())) {
            List<FunctionName> cycle = tailCalls.cycle(name, FrameLines.MAX_SHARED);
            if (versions.get(name).isPartOfCycle()
                    || cycle.size() == 1
                    || cycle.stream().anyMatch(member -> functions.get(member).isPart())
                    || !versions.keySet().containsAll(cycle)) {
                continue;
            }
            int parameters = cycle.stream().mapToInt(FunctionName::arity).sum();
            if (parameters <= MAX_CYCLE_PARAMETERS) {
                cycle.forEach(member -> versions.computeIfPresent(
                        member, (_, version) -> new Version(version.parameters, version.result, cycle)));
            }
        }
    }

    CoreFunction function(FunctionName name) {
        return functions.get(name);
    }

    @Nullable
    Version of(FunctionName function) {
        return versions.get(function);
    }

    /** As {@link #of}, for a function that is known to have one. */
    Version require(FunctionName function) {
        return Objects.requireNonNull(versions.get(function));
    }

    NumericEvidence evidence() {
        return evidence;
    }

    private Kind parameterKind(Variable parameter) {
        Kind guess = evidence.of(parameter);
        return guess == null ? Kind.OBJECT : guess;
    }

    private static void collectCalls(Core core, Set<FunctionName> called) {
        if (core instanceof Core.LocalCall call) {
            called.add(call.function());
        }
        Children.forEach(core, part -> collectCalls(part, called));
    }

    /** Starts from "nothing comes out" and widens until all results agree. */
    private void settleResults() {
        versions.keySet().forEach(name -> results.put(name, null));
        CallGraph graph = new CallGraph(calls);
        SequencedSet<FunctionName> todo = new LinkedHashSet<>(versions.keySet());
        while (!todo.isEmpty()) {
            FunctionName name = todo.removeFirst();
            Kind before = results.get(name);
            Kind now = resultNow(name);
            if (now != before && before != Kind.OBJECT) {
                results.put(name, before == null ? now : Kind.OBJECT);
                // What has used the result before, which is also whoever is one loop with a function that has.
                for (FunctionName caller : graph.callers(name)) {
                    Version version = versions.get(caller);
                    if (version != null) {
                        todo.addAll(version.cycle);
                    }
                }
            }
        }
        versions.replaceAll((name, version) -> new Version(
                version.parameters, results.get(name) == null ? Kind.OBJECT : results.get(name), version.cycle));
        results.clear();
    }

    private @Nullable Kind resultNow(FunctionName name) {
        Version version = versions.get(name);
        return version.isPartOfCycle() || !tailCalls.bounces(name)
                ? inference(name)
                        .resultOf(version.cycle.stream().map(this::body).toList())
                : Kind.OBJECT;
    }

    private Core body(FunctionName name) {
        return functions.get(name).body();
    }

    /** The kinds in the unboxed version of a function. */
    KindInference inference(FunctionName name) {
        Map<Variable, Kind> kinds = new HashMap<>();
        for (FunctionName member : versions.get(name).cycle) {
            List<Variable> parameters = functions.get(member).parameters();
            for (int i = 0; i < parameters.size(); i++) {
                kinds.put(parameters.get(i), versions.get(member).parameters.get(i));
            }
        }
        return new KindInference(this, true, kinds, name);
    }

    /**
     * The version that a call can go to directly from code with these kinds, or null. Where an argument is a term that the version
     * takes unboxed, the caller gives up if it is something else.
     */
    @Nullable
    Version callee(Core.LocalCall call, KindInference kinds) {
        Version version = versions.get(call.function());
        if (version == null || !kinds.exact()) {
            return null;
        }
        for (int i = 0; i < call.arguments().size(); i++) {
            Kind wanted = version.parameters.get(i);
            Kind given = kinds.of(call.arguments().get(i));
            if (wanted != Kind.OBJECT && given != Kind.OBJECT && given != wanted) {
                return null;
            }
        }
        return version;
    }

    /** True when a tail call from the one function's unboxed version to the other is a jump in the same method. */
    boolean isJump(FunctionName target, @Nullable FunctionName from) {
        return from != null
                && versions.containsKey(from)
                && versions.get(from).cycle.contains(target);
    }

    /** The kind of a local call's value, null when it goes back to the start of its own loop. */
    @Nullable
    Kind result(Core.LocalCall call, KindInference kinds) {
        if (call.tail() && isJump(call.function(), kinds.function())) {
            return null;
        }
        Version version = callee(call, kinds);
        if (version == null) {
            return Kind.OBJECT;
        }
        return results.containsKey(call.function()) ? results.get(call.function()) : version.result;
    }
}
