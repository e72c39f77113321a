package org.jlixir.compiler.pass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.FreeVariables;
import org.jlixir.compiler.core.Rebuild;
import org.jlixir.compiler.core.Variable;
import org.jspecify.annotations.Nullable;

/**
 * The variables that the parts of a function have from outside, where they are too many for arguments: those that are bound one after
 * another go in tuples, bundles. A part that uses none of a bundle itself gives the tuple on as it is, so that a function of many
 * parts in which many variables live does not hand over each of them once for each part.
 */
final class Bundles {
    /** So many that what is in use, two bundles in the making and some thousands of variables in bundles are few arguments. */
    private static final int SIZE = 64;

    private final CoreFunction function;

    /** What is in the tuple that a variable holds. */
    private final Map<Variable, List<Variable>> members = new HashMap<>();

    private @Nullable Map<Variable, Integer> order;

    Bundles(CoreFunction function) {
        this.function = function;
    }

    /** Code that is to be a function, with its free variables as parameters; some of them hold bundles. */
    record Part(List<Variable> parameters, Core code) {}

    /** @param room how many parameters it may have, at least 1 */
    Part part(Core code, Set<Variable> ownParameters, int room) {
        Part whole = withBundlesFromOutside(code, ownParameters);
        if (whole.parameters.size() <= room) {
            return whole;
        }
        Part bundled = bundled(whole, room);
        return bundled.parameters.size() <= room ? bundled : inOneTuple(bundled);
    }

    /**
     * Code that makes the bundles of a part and calls it; what comes from outside of the code around it is not made there in the end.
     *
     * @param call given a variable for each parameter of the part
     */
    Core callOf(Part part, Function<List<Variable>, Core> call) {
        Map<Variable, List<Variable>> made = new LinkedHashMap<>();
        Core result = call.apply(arguments(part.parameters, made));
        for (Map.Entry<Variable, List<Variable>> bundle :
                List.copyOf(made.entrySet()).reversed()) {
            result = new Core.Let(bundle.getKey(), new Core.MakeTuple(Parts.uses(bundle.getValue())), result);
        }
        return result;
    }

    /** @param made the bundles and what is in them, each behind those that it holds itself */
    private List<Variable> arguments(List<Variable> parameters, Map<Variable, List<Variable>> made) {
        List<Variable> arguments = new ArrayList<>();
        for (Variable parameter : parameters) {
            List<Variable> inside = members.get(parameter);
            if (inside == null) {
                arguments.add(parameter);
            } else {
                Variable bundle = new Variable("bundle");
                members.put(bundle, inside);
                made.put(bundle, arguments(inside, made));
                arguments.add(bundle);
            }
        }
        return arguments;
    }

    private List<Variable> members(Variable bundle) {
        return members.getOrDefault(bundle, List.of());
    }

    /** Bundles of nothing but variables from outside are not made in the code, they come from outside themselves. */
    private Part withBundlesFromOutside(Core code, Set<Variable> ownParameters) {
        List<Variable> free = free(code, ownParameters);
        if (members.isEmpty()) {
            return new Part(free, code);
        }
        Core open = new Opening(new HashSet<>(free)).open(code);
        return new Part(free(open, ownParameters), open);
    }

    private static List<Variable> free(Core code, Set<Variable> ownParameters) {
        List<Variable> free = new ArrayList<>(FreeVariables.of(code));
        free.removeAll(ownParameters);
        return free;
    }

    private final class Opening {
        private final Set<Variable> outside;

        /** Of bundles with the same members one is enough. */
        private final Map<List<Variable>, Variable> first = new HashMap<>();

        Opening(Set<Variable> outside) {
            this.outside = outside;
        }

        Core open(Core core) {
            if (core instanceof Core.Let(var variable, var _, var body) && isFromOutside(variable)) {
                first.putIfAbsent(members(variable), variable);
                return open(body);
            }
            if (core instanceof Core.Use(var variable) && isFromOutside(variable)) {
                return new Core.Use(first.getOrDefault(members(variable), variable));
            }
            return Rebuild.parts(core, (part, _) -> open(part));
        }

        private boolean isFromOutside(Variable variable) {
            return members.containsKey(variable) && outside.containsAll(members(variable));
        }
    }

    /** The part with the largest groups of neighbours among its parameters in bundles, as many as it takes. */
    private Part bundled(Part part, int room) {
        List<Variable> parameters = new ArrayList<>(part.parameters);
        Core code = part.code;
        for (List<Variable> group : neighbours(parameters)) {
            if (parameters.size() <= room || group.size() < 2) {
                break;
            }
            Variable bundle = new Variable("bundle");
            members.put(bundle, group);
            parameters.removeAll(new HashSet<>(group));
            parameters.add(bundle);
            code = Core.Match.unpacked(bundle, group, code);
        }
        return new Part(parameters, code);
    }

    /** The variables that are in no bundle by the order in which they are bound; the largest groups first. */
    private List<List<Variable>> neighbours(List<Variable> variables) {
        Map<Variable, Integer> numbers = order();
        Map<Integer, List<Variable>> groups = new TreeMap<>();
        for (Variable variable : variables) {
            Integer number = numbers.get(variable);
            if (number != null) {
                groups.computeIfAbsent(number / SIZE, _ -> new ArrayList<>()).add(variable);
            }
        }
        List<List<Variable>> sorted = new ArrayList<>(groups.values());
        sorted.forEach(group -> group.sort(Comparator.comparing(numbers::get)));
        sorted.sort(
                Comparator.comparingInt((List<Variable> group) -> group.size()).reversed());
        return sorted;
    }

    private Map<Variable, Integer> order() {
        Map<Variable, Integer> numbers = order;
        if (numbers == null) {
            numbers = BindingOrder.of(function);
            order = numbers;
        }
        return numbers;
    }

    private Part inOneTuple(Part part) {
        Variable all = new Variable("packed");
        members.put(all, part.parameters);
        return new Part(List.of(all), Core.Match.unpacked(all, part.parameters, part.code));
    }
}
