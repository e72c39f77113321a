package org.jlixir.runtime.ets;

import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tables of each kind behave like one that is only used by one process at a time: those who change it hold its lock, those who read do not.
 * The schedules are those that the machine happens to take; how many are looked at follows {@code -Djlixir.stress.millis}.
 */
@Timeout(600)
class EtsTableLincheckTest {
    /** What Lincheck calls. */
    @Param(name = "key", gen = IntGen.class, conf = "1:3")
    public abstract static class Table {
        private final EtsTable table;

        Table(EtsTable.Type type) {
            table = new EtsTables()
                    .create(
                            new Proc().pid(),
                            new EtsTable.Settings(
                                    Atom.of("table"),
                                    type,
                                    false,
                                    EtsTable.Protection.PUBLIC,
                                    0,
                                    null,
                                    Atom.NIL,
                                    Atom.FALSE,
                                    Atom.FALSE,
                                    Atom.FALSE,
                                    false));
        }

        private void change(Runnable change) {
            table.lock().lock();
            try {
                change.run();
            } finally {
                table.lock().unlock();
            }
        }

        @Operation
        public void insert(@Param(name = "key") int key, int value) {
            change(() -> table.insert(Tuple.of((long) key, (long) value)));
        }

        @Operation
        public void remove(@Param(name = "key") int key) {
            change(() -> table.remove((long) key));
        }

        @Operation
        public List<String> lookup(@Param(name = "key") int key) {
            return table.lookup((long) key).stream()
                    .map(Tuple::toString)
                    .sorted()
                    .toList();
        }

        @Operation
        public boolean contains(@Param(name = "key") int key) {
            return table.contains((long) key);
        }
    }

    /** One object a key. */
    public static final class Sets extends Table {
        public Sets() {
            super(EtsTable.Type.SET);
        }
    }

    /** One object a key, ordered. */
    public static final class OrderedSets extends Table {
        public OrderedSets() {
            super(EtsTable.Type.ORDERED_SET);
        }
    }

    /** Several objects a key. */
    public static final class Bags extends Table {
        public Bags() {
            super(EtsTable.Type.BAG);
        }
    }

    private static void check(Class<? extends Table> table) {
        int rounds = (int) Math.max(10, Long.getLong("jlixir.stress.millis", 500) / 50);
        new StressOptions()
                .iterations(rounds)
                .invocationsPerIteration(300)
                .threads(3)
                .actorsPerThread(3)
                .check(table);
    }

    @Test
    void setsAreConsistent() {
        check(Sets.class);
    }

    @Test
    void orderedSetsAreConsistent() {
        check(OrderedSets.class);
    }

    @Test
    void bagsAreConsistent() {
        check(Bags.class);
    }
}
