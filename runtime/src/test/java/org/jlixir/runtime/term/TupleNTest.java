package org.jlixir.runtime.term;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TupleNTest {
    private static Object[] numbers(int size) {
        Object[] numbers = new Object[size];
        Arrays.setAll(numbers, i -> (long) i);
        return numbers;
    }

    @Property
    void agreesWithAnArray(
            @ForAll @IntRange(min = 9, max = 3000) int size,
            @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 2999) Integer> places) {
        Object[] model = numbers(size);
        Tuple tuple = new TupleN(numbers(size));
        for (int place : places) {
            int index = place % size;
            Atom changed = Atom.of("changed");
            Tuple before = tuple;
            Object[] old = model.clone();
            tuple = tuple.with(index, changed);
            model[index] = changed;
            assertArrayEquals(old, before.toArray());
        }
        assertEquals(size, tuple.size());
        assertArrayEquals(model, tuple.toArray());
        for (int i = 0; i < size; i++) {
            assertEquals(model[i], tuple.get(i));
        }
        assertEquals(new TupleN(model), tuple);
        assertEquals(new TupleN(model).hashCode(), tuple.hashCode());
    }

    @Test
    void refusesPlacesThatItDoesNotHave() {
        Tuple divided = new TupleN(numbers(1000)).with(3, Atom.NIL);
        assertThrows(IndexOutOfBoundsException.class, () -> divided.get(1000));
        assertThrows(IndexOutOfBoundsException.class, () -> divided.get(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> divided.with(1000, Atom.NIL));
    }
}
