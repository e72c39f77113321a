package org.jlixir.repl.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many samples were taken where. Confined to one thread. */
final class Profile {
    /** A function with those it has called, outermost at the root. Calls of a function by itself are not told apart. */
    static final class CallTree {
        private final Map<String, CallTree> callees = new LinkedHashMap<>();
        private long samples;

        /** How often the function or anything that it has called was found running. */
        long samples() {
            return samples;
        }

        Map<String, CallTree> callees() {
            return callees;
        }
    }

    /** A line of the program. */
    record Line(String file, int number, String function) {}

    /**
     * A function or line and its samples.
     *
     * @param self of itself alone
     * @param total of what it has called too
     */
    record Count<T>(T subject, long self, long total) {}

    private final CallTree root = new CallTree();
    private final Map<String, long[]> functions = new HashMap<>();
    private final Map<Line, long[]> lines = new HashMap<>();
    private final Set<String> own = new HashSet<>();

    /** @param stack innermost first, not empty */
    void add(List<Place> stack) {
        addToTree(stack);
        count(functions, stack.getFirst().function(), 0);
        Set<String> seen = new HashSet<>();
        Set<Line> seenLines = new HashSet<>();
        for (Place place : stack) {
            if (seen.add(place.function())) {
                count(functions, place.function(), 1);
            }
            if (place.own()) {
                own.add(place.function());
            }
            if (place.own() && place.hasLine()) {
                Line line = new Line(place.file(), place.line(), place.function());
                if (seenLines.isEmpty()) {
                    count(lines, line, 0);
                }
                if (seenLines.add(line)) {
                    count(lines, line, 1);
                }
            }
        }
    }

    private void addToTree(List<Place> stack) {
        CallTree node = root;
        node.samples++;
        @Nullable String caller = null;
        for (Place place : stack.reversed()) {
            if (!place.function().equals(caller)) {
                caller = place.function();
                node = node.callees.computeIfAbsent(caller, _ -> new CallTree());
                node.samples++;
            }
        }
    }

    private static <T> void count(Map<T, long[]> counts, T subject, int which) {
        counts.computeIfAbsent(subject, _ -> new long[2])[which]++;
    }

    /** Everything together; its callees are the outermost functions. */
    CallTree tree() {
        return root;
    }

    /** The functions, those with the most samples of their own first. */
    List<Count<String>> functions() {
        return sorted(functions);
    }

    /**
     * The lines of the program itself. What a line calls in libraries counts as its own.
     *
     * @return those with the most samples of their own first
     */
    List<Count<Line>> lines() {
        return sorted(lines);
    }

    /** Whether a function is one of the program. */
    boolean isOwn(String function) {
        return own.contains(function);
    }

    private static <T> List<Count<T>> sorted(Map<T, long[]> counts) {
        List<Count<T>> sorted = new ArrayList<>();
        counts.forEach((subject, count) -> sorted.add(new Count<>(subject, count[0], count[1])));
        sorted.sort((a, b) -> {
            int bySelf = Long.compare(b.self, a.self);
            int byTotal = bySelf != 0 ? bySelf : Long.compare(b.total, a.total);
            return byTotal != 0 ? byTotal : a.subject.toString().compareTo(b.subject.toString());
        });
        return sorted;
    }
}
