package org.jlixir.compiler.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.runtime.term.Atom;
import org.junit.jupiter.api.Test;

class CallGraphTest {
    private static FunctionName name(String name) {
        return new FunctionName(Atom.of(name), 0);
    }

    private static CallGraph graph(String... calls) {
        Map<FunctionName, Set<FunctionName>> callees = new LinkedHashMap<>();
        for (String call : calls) {
            String[] sides = call.split(" -> ", 2);
            callees.put(name(sides[0]), sides[1].isEmpty() ? Set.of() : names(sides[1].split(" ")));
        }
        return new CallGraph(callees);
    }

    private static Set<FunctionName> names(String... names) {
        return Set.copyOf(List.of(names).stream().map(CallGraphTest::name).toList());
    }

    @Test
    void groupsFunctionsThatLeadToEachOther() {
        Map<FunctionName, Set<FunctionName>> cycles = graph(
                        "a -> b", "b -> c d", "c -> a", "d -> d e", "e -> f", "f -> e", "g -> a missing")
                .cycles();
        assertEquals(names("a", "b", "c"), cycles.get(name("a")));
        assertEquals(names("a", "b", "c"), cycles.get(name("c")));
        assertEquals(names("d"), cycles.get(name("d")));
        assertEquals(names("e", "f"), cycles.get(name("f")));
        assertEquals(names("g"), cycles.get(name("g")));
        assertEquals(7, cycles.size());
    }

    @Test
    void findsWhatLeadsToAFunction() {
        CallGraph graph = graph("a -> b", "b -> c", "c -> ", "d -> a d", "e -> missing");
        assertEquals(names("a", "b", "c", "d"), graph.leadingTo(name("c")::equals));
        assertEquals(names("e", "missing"), graph.leadingTo(names("missing")));
    }

    @Test
    void walksChainsOfAnyLength() {
        int length = 200_000;
        Atom f = Atom.of("f");
        Map<FunctionName, Set<FunctionName>> callees = new LinkedHashMap<>();
        for (int i = 0; i < length; i++) {
            callees.put(new FunctionName(f, i), Set.of(new FunctionName(f, (i + 1) % length)));
        }
        CallGraph graph = new CallGraph(callees);
        assertEquals(length, graph.cycles().get(new FunctionName(f, 7)).size());
        assertEquals(length, graph.leadingTo(Set.of(new FunctionName(f, 0))).size());
    }
}
