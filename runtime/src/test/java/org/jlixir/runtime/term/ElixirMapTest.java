package org.jlixir.runtime.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jlixir.runtime.error.ElixirException;
import org.junit.jupiter.api.Test;

class ElixirMapTest {
    @Provide
    Arbitrary<List<Object>> manyTerms() {
        return Terms.any().list().ofMaxSize(120);
    }

    @Property(tries = 100)
    void agreesWithAModel(@ForAll("manyTerms") List<Object> terms) {
        Map<Object, Object> model = new HashMap<>();
        ElixirMap map = ElixirMap.EMPTY;
        MapBuilder builder = ElixirMap.builder();
        for (int i = 0; i < terms.size(); i++) {
            Object key = terms.get(i);
            builder.put(key, (long) i);
            map = map.put(key, (long) i);
            model.put(key, (long) i);
            assertEquals(model.size(), map.size());
        }
        assertEquals(map, builder.build());
        assertEquals(TermHash.hash(map), TermHash.hash(builder.build()));
        for (int i = 0; i < terms.size(); i += 2) {
            Object key = terms.get(i);
            map = map.remove(key);
            model.remove(key);
            assertNull(map.get(key));
            assertEquals(model.size(), map.size());
        }
        assertSameEntries(model, map);
    }

    private static void assertSameEntries(Map<Object, Object> model, ElixirMap map) {
        Map<Object, Object> found = new HashMap<>();
        map.forEach(found::put);
        assertEquals(model, found);
        model.forEach((key, value) -> assertEquals(value, map.get(key)));
    }

    @Test
    void growsShrinksAndComparesPastTheSmallForm() {
        Random random = new Random(7);
        Map<Object, Object> model = new HashMap<>();
        ElixirMap map = ElixirMap.EMPTY;
        for (int i = 0; i < 20_000; i++) {
            Object key = (long) random.nextInt(3000);
            if (random.nextInt(3) == 0) {
                map = map.remove(key);
                model.remove(key);
            } else {
                map = map.put(key, (long) i);
                model.put(key, (long) i);
            }
        }
        assertSameEntries(model, map);
        for (Object key : List.copyOf(model.keySet())) {
            map = map.remove(key);
        }
        assertEquals(0, map.size());
        assertEquals(ElixirMap.EMPTY, map);
    }

    @Test
    void smallMapsListAtomsByIndexAndFloatsLast() {
        Atom z = Atom.of("zz_map_key_first");
        Atom a = Atom.of("aa_map_key_second");
        ElixirMap map = ElixirMap.of(a, 1L, 1.0, 2L, z, 3L, 7L, 4L, Tuple.of(), 5L);
        assertEquals(TermList.of(7L, 1.0, z, a, Tuple.of()), map.keys());
        assertEquals(TermList.of(4L, 2L, 3L, 1L, 5L), map.values());
    }

    @Test
    void updatesShareTheShape() {
        Shape shape = Shape.of(Atom.of("b"), Atom.of("a"));
        ElixirMap map = ElixirMap.of(shape, new Object[] {1L, 2L});
        assertSame(shape, map.put(Atom.of("a"), 3L).shape());
        assertSame(shape, map.update(Atom.of("b"), 3L).shape());
        assertEquals(3L, map.put(Atom.of("a"), 3L).get(Atom.of("a")));
        assertThrows(ElixirException.class, () -> map.update(Atom.of("c"), 1L));
        assertThrows(ElixirException.class, () -> map.getOrFail(Atom.of("c")));
    }

    @Test
    void mapsThatGrowAlikeShareTheShape() {
        Atom a = Atom.of("a");
        Atom b = Atom.of("b");
        ElixirMap first = ElixirMap.EMPTY.put(a, 1L).put(b, 2L);
        ElixirMap second = ElixirMap.EMPTY.put(a, 3L).put(b, 4L);
        assertSame(first.shape(), second.shape());
        assertEquals(4L, second.get(b));
        ElixirMap other = ElixirMap.EMPTY.put(a, 3L).put(1L, 5L).put(b, 6L);
        assertEquals(ElixirMap.of(b, 6L, 1L, 5L, a, 3L), other);
    }

    @Test
    void mergeKeepsTheLaterValue() {
        for (int[] sizes : new int[][] {{3, 3}, {100, 3}, {3, 100}, {100, 100}, {20, 20}}) {
            ElixirMap a = range(0, sizes[0], 1L);
            ElixirMap b = range(1, sizes[1], 2L);
            ElixirMap merged = a.merge(b);
            assertEquals(Math.max(sizes[0], sizes[1] + 1), merged.size());
            assertEquals(1L, merged.get(0L));
            assertEquals(2L, merged.get(1L));
        }
    }

    @Test
    void mergingLargeMapsAgreesWithPutting() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            ElixirMap a = random(random, 33 + random.nextInt(2000), 1L);
            ElixirMap b = random(random, 33 + random.nextInt(2000), 2L);
            if (round % 3 == 0) {
                // They share most of their nodes.
                b = a.merge(range(random.nextInt(1000), 40, 3L));
            }
            ElixirMap expected = a;
            for (ElixirMap.Cursor entry = b.cursor(); entry.next(); ) {
                expected = expected.put(entry.key(), entry.value());
            }
            ElixirMap merged = a.merge(b);
            assertEquals(expected.size(), merged.size());
            assertEquals(expected, merged);
            assertEquals(expected.keys(), merged.keys());
        }
    }

    @Test
    void largeMapsAreEqualHoweverTheyCameAbout() {
        Random random = new Random(13);
        for (int round = 0; round < 200; round++) {
            ElixirMap map = random(random, 33 + random.nextInt(500), 1L);
            ElixirMap extra = random(random, 33 + random.nextInt(500), 2L);
            ElixirMap rebuilt = extra;
            List<Object> keys = new ArrayList<>();
            map.forEach((key, value) -> keys.add(key));
            Collections.shuffle(keys, random);
            for (Object key : keys) {
                rebuilt = rebuilt.put(key, 1L);
            }
            for (ElixirMap.Cursor entry = extra.cursor(); entry.next(); ) {
                if (map.get(entry.key()) == null) {
                    rebuilt = rebuilt.remove(entry.key());
                }
            }
            assertTrue(TermOrder.exactlyEqual(map, rebuilt));
            assertTrue(TermOrder.equal(rebuilt, map));
            Object some = keys.getFirst();
            assertFalse(TermOrder.exactlyEqual(map, rebuilt.put(some, 1.0)));
            assertTrue(TermOrder.equal(map, rebuilt.put(some, 1.0)));
            assertFalse(TermOrder.equal(map, rebuilt.put(some, 2L)));
            assertFalse(TermOrder.equal(map, rebuilt.remove(some).put(Tuple.of(), 1L)));
        }
    }

    /** Numbers, and now and then keys that have one hash. */
    private static ElixirMap random(Random random, int size, Object value) {
        ElixirMap map = ElixirMap.EMPTY;
        while (map.size() < size) {
            long number = random.nextInt(3 * size);
            map = map.put(random.nextInt(20) > 0 ? number : new SameHash(random.nextInt(60)), value);
        }
        return map;
    }

    private static ElixirMap range(long from, int size, Object value) {
        MapBuilder builder = ElixirMap.builder();
        for (long i = from; i < from + size; i++) {
            builder.put(i, value);
        }
        return builder.build();
    }

    @Test
    void keysWithOneHashAreToldApart() {
        ElixirMap map = range(0, 40, 0L);
        Object[] clashing = new Object[50];
        for (int i = 0; i < clashing.length; i++) {
            clashing[i] = new SameHash(i);
            map = map.put(clashing[i], (long) i);
        }
        assertEquals(90, map.size());
        for (int i = 0; i < clashing.length; i++) {
            assertEquals((long) i, map.get(clashing[i]));
            map = map.remove(clashing[i]);
        }
        assertEquals(range(0, 40, 0L), map);
        MapBuilder builder = ElixirMap.builder();
        for (Object key : clashing) {
            builder.put(key, 1L).put(key, 2L);
        }
        assertEquals(50, builder.build().size());
    }

    private record SameHash(int number) {
        @Override
        public int hashCode() {
            return 42;
        }
    }
}
