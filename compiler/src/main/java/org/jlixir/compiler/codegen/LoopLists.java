package org.jlixir.compiler.codegen;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.FreeVariables;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Pattern;
import org.jlixir.compiler.core.Variable;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parameters of a loop that collect a list which is reversed where the loop ends: {@code loop(rest, [x | list])}, and then
 * {@code Enum.reverse(list)}. Such a list can be made from its front, see {@link ForwardLists}.
 */
final class LoopLists {
    static final LoopLists NONE = new LoopLists();

    private final @Nullable FunctionName function;
    private final Map<Variable, Integer> parameters = new LinkedHashMap<>();
    private final WholeParameters wholes = new WholeParameters();

    private LoopLists() {
        function = null;
    }

    /** @param possible whether a parameter is held in the plain way, as a term */
    LoopLists(FunctionName function, List<Variable> variables, Core body, Predicate<Variable> possible) {
        this.function = function;
        BitSet longer = new BitSet();
        findLonger(body, longer);
        for (int i = longer.nextSetBit(0); i >= 0; i = longer.nextSetBit(i + 1)) {
            Variable parameter = variables.get(i);
            if (possible.test(parameter)) {
                parameters.put(parameter, i);
                // No pattern may ask for more than a name: the list is not there as a whole.
                if (!wholes.find(parameter, body, _ -> false)
                        || (usage(body, parameter) & ~SHOWN) != (REVERSED | COLLECTED)) {
                    parameters.remove(parameter);
                }
            }
        }
        wholes.keep(parameters.keySet());
    }

    /** Sets the places of arguments for which the loop goes on with more in front of some list: few, whatever the size of the function. */
    private void findLonger(Core core, BitSet places) {
        if (core instanceof Core.Closure) {
            return;
        }
        if (core instanceof Core.LocalCall call && isJump(call)) {
            for (int i = 0; i < call.arguments().size(); i++) {
                if (call.arguments().get(i) instanceof Core.MakeCons) {
                    places.set(i);
                }
            }
        }
        Children.forEach(core, part -> findLonger(part, places));
    }

    private boolean isJump(Core.LocalCall call) {
        return call.tail() && call.function().equals(function);
    }

    /** The parameters that can be made from their front. */
    Set<Variable> parameters() {
        return parameters.keySet();
    }

    WholeParameters wholes() {
        return wholes;
    }

    /** The parameter that the variable is all of, or null. */
    @Nullable
    Variable whole(Variable variable) {
        return wholes.of(variable);
    }

    /** The parameter that the call reverses, with new elements in front of it or none and something simple behind. Null for other calls. */
    @Nullable
    Variable reversed(Core.RemoteCall call) {
        boolean reverses = call.function() == REVERSE
                && (call.arguments().size() == 1 && (call.module() == LISTS || call.module() == ENUM)
                        || call.arguments().size() == 2
                                && call.module() == LISTS
                                && (call.arguments().get(1) instanceof Core.Use
                                        || call.arguments().get(1) instanceof Core.Literal));
        return reverses && rest(call.arguments().getFirst(), new ArrayList<>()) instanceof Core.Use(var variable)
                ? whole(variable)
                : null;
    }

    /**
     * Takes the cells apart that are put in front of a list.
     *
     * @param heads is given what is in them
     * @return the list behind
     */
    static Core rest(Core list, List<Core> heads) {
        Core rest = list;
        while (rest instanceof Core.MakeCons(var head, var tail)) {
            heads.add(head);
            rest = tail;
        }
        return rest;
    }

    // ---- uses

    /** The list is reversed. */
    private static final int REVERSED = 1;
    /** The loop goes on with a longer list, or the same one. */
    private static final int KEPT = 2;
    /** The loop goes on with a longer list somewhere. */
    private static final int COLLECTED = 4 | KEPT;
    /** A failure would show the list. */
    private static final int SHOWN = 8;
    /** The list is used in another way, or after it was reversed. */
    private static final int OTHER = 16;

    private int usage(Core core, Variable parameter) {
        return switch (core) {
            case Core.Use(Variable variable) -> whole(variable) == parameter ? OTHER : 0;
            case Core.Let(Variable _, Core.Use(Variable same), Core body)
            when whole(same) == parameter -> usage(body, parameter);
            case Core.Closure closure ->
                closure.captured().stream().anyMatch(variable -> whole(variable) == parameter) ? OTHER : 0;
            // A process that waits may be gone on with by a call that passes what the loop has.
            case Core.Receive _ -> OTHER;
            case Core.RemoteCall call
            when reversed(call) == parameter -> {
                List<Core> others = new ArrayList<>();
                rest(call.arguments().getFirst(), others);
                others.addAll(call.arguments().subList(1, call.arguments().size()));
                yield sequence(usage(others, parameter), REVERSED);
            }
            case Core.LocalCall call when isJump(call) -> jump(call, parameter);
            case Core.If(Core test, Core then, Core otherwise) ->
                sequence(usage(test, parameter), usage(then, parameter) | usage(otherwise, parameter));
            case Core.Match match -> {
                boolean shown = match.subjects().stream().anyMatch(subject -> whole(subject) == parameter);
                int guards = shown ? SHOWN : 0;
                int bodies = 0;
                for (Core.Clause clause : match.clauses()) {
                    for (Pattern pattern : clause.patterns()) {
                        guards |= FreeVariables.of(pattern).stream().anyMatch(used -> whole(used) == parameter)
                                ? OTHER
                                : 0;
                    }
                    for (Core guard : clause.guards()) {
                        guards |= usage(guard, parameter);
                    }
                    bodies |= usage(clause.body(), parameter);
                }
                yield sequence(guards, bodies);
            }
            default -> {
                int[] all = {0};
                Children.forEach(core, part -> all[0] = sequence(all[0], usage(part, parameter)));
                yield all[0];
            }
        };
    }

    private int usage(List<Core> evaluated, Variable parameter) {
        int all = 0;
        for (Core core : evaluated) {
            all = sequence(all, usage(core, parameter));
        }
        return all;
    }

    private int jump(Core.LocalCall call, Variable parameter) {
        int all = 0;
        int passed = 0;
        for (int i = 0; i < call.arguments().size(); i++) {
            Core argument = call.arguments().get(i);
            List<Core> heads = new ArrayList<>();
            if (i == parameters.get(parameter)
                    && rest(argument, heads) instanceof Core.Use(var variable)
                    && whole(variable) == parameter) {
                passed = heads.isEmpty() ? KEPT : COLLECTED;
                all = sequence(all, usage(heads, parameter));
            } else {
                all = sequence(all, usage(argument, parameter));
            }
        }
        return sequence(all, passed);
    }

    private static int sequence(int first, int second) {
        boolean late = (first & REVERSED) != 0 && (second & (REVERSED | KEPT | SHOWN)) != 0;
        return first | second | (late ? OTHER : 0);
    }

    private static final Atom ENUM = Atom.of("Elixir.Enum");
    private static final Atom LISTS = Atom.of("lists");
    private static final Atom REVERSE = Atom.of("reverse");
}
