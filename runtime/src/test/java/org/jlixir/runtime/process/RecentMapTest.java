package org.jlixir.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentMapTest {
    /** Against {@link LinkedHashMap}: sizes rise above and fall below the size at which a hash table takes over. */
    @Test
    void isAMapInOrderOfInsertion() {
        Random random = new Random(7);
        RecentMap<Integer, String> map = new RecentMap<>();
        Map<Integer, String> model = new LinkedHashMap<>();
        for (int step = 0; step < 20_000; step++) {
            int key = random.nextInt(step / 1_000 % 2 == 0 ? 4 : 60);
            if (random.nextBoolean()) {
                map.put(key, "v" + step);
                model.put(key, "v" + step);
            } else {
                assertEquals(model.remove(key), map.remove(key));
            }
            assertEquals(model.get(key), map.get(key));
            assertEquals(model.size(), map.size());
            assertEquals(model.isEmpty(), map.isEmpty());
            assertEquals(entries(model), entries(map));
        }
    }

    private static List<String> entries(Map<Integer, String> map) {
        List<String> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(key + "=" + value));
        return entries;
    }

    private static List<String> entries(RecentMap<Integer, String> map) {
        List<String> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(key + "=" + value));
        return entries;
    }

    @Test
    void whatIsNotThereIsNull() {
        RecentMap<Integer, String> map = new RecentMap<>();
        assertNull(map.get(1));
        assertNull(map.remove(1));
        assertTrue(map.isEmpty());
    }
}
