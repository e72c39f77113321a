package org.jlixir.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RedBlackTreeTest {
    /** Keys to be added; negative ones to be removed. */
    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers()
                .between(-60, 60)
                .filter(key -> key != 0)
                .list()
                .ofMaxSize(300);
    }

    @Property(tries = 1000)
    void holdsWhatASetHolds(@ForAll("steps") List<Integer> steps) {
        RedBlackTree<Integer> tree = new RedBlackTree<>();
        TreeSet<Integer> model = new TreeSet<>();
        for (int step : steps) {
            if (step > 0) {
                assertEquals(model.add(step), tree.add(step));
            } else {
                assertEquals(model.remove(-step), tree.remove(-step));
            }
        }
        List<Integer> told = told(tree);
        assertEquals(told.reversed(), tree.shown());
        assertEquals(new ArrayList<>(model), told.stream().sorted().toList());
    }

    private static List<Integer> told(RedBlackTree<Integer> tree) {
        List<Integer> keys = new ArrayList<>();
        tree.forEach(keys::add);
        return keys;
    }

    @Test
    void toldInTheOrderOfTheTree() {
        RedBlackTree<Integer> tree = new RedBlackTree<>();
        for (int key = 1; key <= 10; key++) {
            tree.add(key);
        }
        assertEquals(List.of(1, 3, 2, 5, 7, 10, 9, 8, 6, 4), told(tree));
        tree.remove(4);
        assertEquals(List.of(1, 3, 2, 7, 6, 10, 9, 8, 5), told(tree));
    }

    @Test
    void aMillionKeysInOrderAreNoDeepTree() {
        RedBlackTree<Integer> tree = new RedBlackTree<>();
        for (int key = 0; key < 1_000_000; key++) {
            tree.add(key);
        }
        assertEquals(1_000_000, told(tree).size());
        for (int key = 0; key < 1_000_000; key += 2) {
            tree.remove(key);
        }
        assertEquals(500_000, told(tree).size());
    }
}
