package org.jlixir.runtime.erlang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.Set;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.junit.jupiter.api.Test;

class EtsTest {
    private static final Atom A = Atom.of("a");
    private static final Atom B = Atom.of("b");
    private static final Atom ANY = Atom.of("_");
    private static final Atom V1 = Atom.of("$1");
    private static final Atom V2 = Atom.of("$2");
    private static final Atom OBJECT = Atom.of("$_");
    private static final Atom END = Atom.of("$end_of_table");

    private final BuiltinCalls calls = new BuiltinCalls(new Proc());

    private Object ets(String name, Object... arguments) {
        return calls.call(Atom.of("ets"), Atom.of(name), arguments);
    }

    private Object table(String... options) {
        Object[] atoms = new Object[options.length];
        for (int i = 0; i < options.length; i++) {
            atoms[i] = Atom.of(options[i]);
        }
        return ets("new", A, list(atoms));
    }

    private static Object list(Object... elements) {
        return TermList.of(elements);
    }

    private static Object pair(Object a, Object b) {
        return Tuple.of(a, b);
    }

    private void assertBadarg(String name, Object... arguments) {
        ElixirException failure = assertThrows(ElixirException.class, () -> ets(name, arguments));
        assertEquals(Atom.of("badarg"), failure.reason());
    }

    @Test
    void aSetKeepsOneObjectAKey() {
        Object t = table("set");
        ets("insert", t, list(pair(1L, A), pair(1.0, B), pair(1L, B)));
        assertEquals(list(pair(1L, B)), ets("lookup", t, 1L));
        assertEquals(list(pair(1.0, B)), ets("lookup", t, 1.0));
        assertEquals(Atom.FALSE, ets("insert_new", t, list(pair(9L, A), pair(1L, A))));
        assertEquals(list(), ets("lookup", t, 9L));
        assertBadarg("insert", t, list(pair(3L, A), A));
        assertEquals(list(), ets("lookup", t, 3L));
        assertBadarg("next", t, Atom.of("missing"));
    }

    @Test
    void anOrderedSetComparesKeysByValue() {
        Object t = table("ordered_set");
        ets("insert", t, list(pair(2L, A), pair(1L, A), pair(1.0, B)));
        assertEquals(list(pair(1.0, B), pair(2L, A)), ets("tab2list", t));
        assertEquals(list(pair(1.0, B)), ets("lookup", t, 1L));
        assertEquals(2L, ets("info", t, Atom.of("size")));
        assertEquals(1.0, ets("first", t));
        assertEquals(2L, ets("next", t, 1.5));
        assertEquals(END, ets("next", t, 2L));
        assertEquals(1.0, ets("prev", t, 2L));
        assertEquals(pair(2L, list(pair(2L, A))), ets("last_lookup", t));
    }

    @Test
    void bagsKeepSeveralObjectsAKey() {
        Object bag = table("bag");
        Object duplicates = table("duplicate_bag");
        for (Object t : new Object[] {bag, duplicates}) {
            ets("insert", t, list(pair(1L, A), pair(1L, B), pair(1L, A)));
        }
        assertEquals(list(pair(1L, A), pair(1L, B)), ets("lookup", bag, 1L));
        assertEquals(list(pair(1L, A), pair(1L, B), pair(1L, A)), ets("lookup", duplicates, 1L));
        assertEquals(list(A, B), ets("lookup_element", bag, 1L, 2L));
        ets("delete_object", duplicates, pair(1L, A));
        assertEquals(list(pair(1L, B)), ets("take", duplicates, 1L));
        assertEquals(0L, ets("info", duplicates, Atom.of("size")));
        assertBadarg("update_counter", bag, 1L, 1L);
    }

    @Test
    void countersAndElementsChangeInOneStep() {
        Object t = table();
        ets("insert", t, Tuple.of(A, 1L, 10L));
        assertEquals(2L, ets("update_counter", t, A, 1L));
        assertEquals(5L, ets("update_counter", t, A, pair(3L, -5L)));
        assertEquals(0L, ets("update_counter", t, A, Tuple.of(2L, 5L, 6L, 0L)));
        assertEquals(list(1L, 7L), ets("update_counter", t, A, list(pair(2L, 1L), pair(3L, 2L))));
        assertEquals(3L, ets("update_counter", t, B, 3L, pair(B, 0L)));
        assertBadarg("update_counter", t, A, pair(1L, 1L));
        assertBadarg("update_counter", t, Atom.of("none"), 1L);
        assertEquals(Atom.TRUE, ets("update_element", t, A, pair(2L, B)));
        assertEquals(Atom.FALSE, ets("update_element", t, Atom.of("none"), pair(2L, B)));
        assertEquals(list(Tuple.of(A, B, 7L)), ets("lookup", t, A));
    }

    @Test
    void everyKeyOfASetIsReachedOnce() {
        Object t = table();
        Set<Object> expected = new HashSet<>();
        for (long i = 0; i < 2000; i++) {
            ets("insert", t, pair(i, i));
            expected.add(i);
        }
        Set<Object> found = new HashSet<>();
        for (Object key = ets("first", t); key != END; key = ets("next", t, key)) {
            assertEquals(true, found.add(key));
            if ((Long) key % 3 == 0) {
                // Another reader takes the place that the walk has kept.
                ets("next", t, ets("first", t));
            }
        }
        assertEquals(expected, found);
    }

    @Test
    void specificationsMatchFilterAndBuild() {
        Object t = table("ordered_set");
        ets("insert", t, list(pair(1L, A), pair(2L, B), pair(3L, A)));
        assertEquals(list(list(1L), list(3L)), ets("match", t, pair(V1, A)));
        assertEquals(list(pair(2L, B)), ets("match_object", t, pair(ANY, B)));
        Object guarded =
                list(Tuple.of(pair(V1, V2), list(Tuple.of(Atom.of(">"), V1, 1L)), list(Tuple.of(pair(V2, V1)))));
        assertEquals(list(pair(B, 2L), pair(A, 3L)), ets("select", t, guarded));
        Object failing = list(Tuple.of(pair(V1, V2), list(), list(Tuple.of(Atom.of("+"), V2, 1L))));
        assertEquals(list(Atom.of("EXIT"), Atom.of("EXIT"), Atom.of("EXIT")), ets("select", t, failing));
        assertBadarg("select", t, list(Tuple.of(pair(V1, V2), list(Tuple.of(Atom.of("foo"), V1)), list(OBJECT))));
        assertBadarg("select", t, list(Tuple.of(pair(V1, V2), list(), list())));
        Object fixedKey = list(Tuple.of(pair(2L, V1), list(), list(V1)));
        assertEquals(list(B), ets("select", t, fixedKey));
        assertEquals(2L, ets("select_delete", t, list(Tuple.of(pair(ANY, A), list(), list(Atom.TRUE)))));
        assertEquals(1L, ets("select_replace", t, list(Tuple.of(pair(V1, B), list(), list(Tuple.of(pair(V1, A)))))));
        assertEquals(list(pair(2L, A)), ets("tab2list", t));
    }

    @Test
    void selectionsComeInPortions() {
        for (String type : new String[] {"set", "ordered_set", "bag"}) {
            Object t = table(type);
            Set<Object> expected = new HashSet<>();
            for (long i = 0; i < 25; i++) {
                ets("insert", t, pair(i / 3, i));
                ets("insert", t, pair(100 + i, i));
            }
            ets("foldl", calls.external(Atom.of("erlang"), Atom.of("max"), 2), 0L, t);
            Object rest = ets("tab2list", t);
            while (rest instanceof Cons cell) {
                expected.add(cell.head);
                rest = cell.tail();
            }
            Set<Object> found = new HashSet<>();
            Object portion = ets("match_object", t, ANY, 4L);
            while (portion instanceof Tuple2 pair) {
                found.addAll(TermList.toJava(pair.e0));
                assertEquals(true, TermList.properLength(pair.e0) <= 4);
                portion = ets("match_object", pair.e1);
            }
            assertEquals(expected, found, type);
        }
    }

    @Test
    void tablesHaveNamesAndEnd() {
        Object t = table("named_table", "public");
        assertEquals(A, t);
        assertBadarg("new", A, list(Atom.of("named_table")));
        assertBadarg("new", A, list(Atom.of("unknown")));
        assertEquals(B, ets("rename", A, B));
        assertEquals(Atom.UNDEFINED, ets("whereis", A));
        ets("insert", B, pair(1L, 2L));
        assertEquals(Atom.TRUE, ets("delete", B));
        assertEquals(Atom.UNDEFINED, ets("info", B));
        assertBadarg("lookup", B, 1L);
    }
}
