package org.jlixir.runtime.number;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jlixir.runtime.term.Bitstring;
import org.junit.jupiter.api.Test;

class IntegerTextTest {
    @Property(tries = 1000)
    void decimalsAreThoseOfJava(@ForAll long value) {
        assertEquals(Bitstring.of(Long.toString(value)), IntegerText.decimal(value));
    }

    @Test
    void decimalsAtTheirBounds() {
        for (long power = 1, digits = 1; digits <= 19; power *= 10, digits++) {
            for (long value : new long[] {power - 1, power, power + 1}) {
                decimalsAreThoseOfJava(value);
                decimalsAreThoseOfJava(-value);
            }
        }
        decimalsAreThoseOfJava(Long.MAX_VALUE);
        decimalsAreThoseOfJava(Long.MIN_VALUE);
    }
}
