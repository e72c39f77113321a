package org.jlixir.compiler.codegen;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jlixir.compiler.core.FunctionName;

/**
 * Who calls whom in a module, by calls of one kind. All questions together take time linear in the number of calls, however long the
 * chains of calls are.
 */
final class CallGraph {
    private final Map<FunctionName, Set<FunctionName>> callees;
    private final Map<FunctionName, List<FunctionName>> callers = new HashMap<>();

    /** @param callees of each function of the module; those that are none of its functions do not count */
    CallGraph(Map<FunctionName, Set<FunctionName>> callees) {
        this.callees = callees;
        callees.forEach((caller, called) -> called.forEach(callee ->
                callers.computeIfAbsent(callee, _ -> new ArrayList<>()).add(caller)));
    }

    List<FunctionName> callers(FunctionName function) {
        return callers.getOrDefault(function, List.of());
    }

    /** The functions that calls lead from to {@code end}, and those. */
    Set<FunctionName> leadingTo(Collection<FunctionName> end) {
        Set<FunctionName> found = new HashSet<>(end);
        Deque<FunctionName> todo = new ArrayDeque<>(end);
        while (!todo.isEmpty()) {
            for (FunctionName caller : callers(todo.pop())) {
                if (found.add(caller)) {
                    todo.add(caller);
                }
            }
        }
        return found;
    }

    /** The functions that satisfy {@code condition}, and those that calls lead from to such. */
    Set<FunctionName> leadingTo(Predicate<FunctionName> condition) {
        return leadingTo(callees.keySet().stream().filter(condition).toList());
    }

    /**
     * The functions in groups that calls lead round in: from each of a group to each other of it. A function in no such cycle is a group of
     * its own.
     *
     * <p>The strongly connected components of Tarjan 1972, <i>Depth-first search and linear graph algorithms</i>, without recursion.
     */
    Map<FunctionName, Set<FunctionName>> cycles() {
        return new CycleSearch().groups();
    }

    private final class CycleSearch {
        private final Map<FunctionName, Visit> visits = new HashMap<>();
        private final Deque<Visit> path = new ArrayDeque<>();
        /** Visited, and in no group yet. */
        private final Deque<Visit> open = new ArrayDeque<>();

        private final Map<FunctionName, Set<FunctionName>> groups = new HashMap<>();

        Map<FunctionName, Set<FunctionName>> groups() {
            for (FunctionName start : callees.keySet()) {
                if (!visits.containsKey(start)) {
                    visit(start);
                    while (!path.isEmpty()) {
                        step(path.peek());
                    }
                }
            }
            return groups;
        }

        private void visit(FunctionName function) {
            Visit visit =
                    new Visit(function, visits.size(), callees.get(function).iterator());
            visits.put(function, visit);
            path.push(visit);
            open.push(visit);
        }

        private void step(Visit visit) {
            if (visit.callees.hasNext()) {
                FunctionName callee = visit.callees.next();
                Visit earlier = visits.get(callee);
                if (earlier != null && earlier.isOpen) {
                    visit.lowest = Math.min(visit.lowest, earlier.number);
                } else if (earlier == null && callees.containsKey(callee)) {
                    visit(callee);
                }
                return;
            }
            path.pop();
            if (!path.isEmpty()) {
                path.peek().lowest = Math.min(path.peek().lowest, visit.lowest);
            }
            if (visit.lowest == visit.number) {
                close(visit);
            }
        }

        private void close(Visit first) {
            Set<FunctionName> group = new HashSet<>();
            Visit member;
            do {
                member = open.pop();
                member.isOpen = false;
                group.add(member.function);
                groups.put(member.function, group);
            } while (member != first);
        }
    }

    private static final class Visit {
        private final FunctionName function;
        private final int number;
        private final Iterator<FunctionName> callees;
        /** The number of the first visit that is known to be in the group of this one. */
        private int lowest;

        private boolean isOpen = true;

        private Visit(FunctionName function, int number, Iterator<FunctionName> callees) {
            this.function = function;
            this.number = number;
            this.callees = callees;
            lowest = number;
        }
    }
}
