package org.jlixir.runtime.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FloatTextTest {
    @Property(tries = 500)
    void theShortFormReadsBackAsTheSameFloat(@ForAll double value) {
        assertEquals(Double.valueOf(value), FloatText.parse(FloatText.shortest(value)));
    }

    @Test
    void theShortFormHasAnExponentWhereThatIsShorter() {
        assertEquals("1.0e5", FloatText.shortest(100000.0));
        assertEquals("100.0", FloatText.shortest(100.0));
        assertEquals("123456.0", FloatText.shortest(123456.0));
        assertEquals("1.0e-5", FloatText.shortest(0.00001));
        assertEquals("0.0001", FloatText.shortest(0.0001));
        assertEquals("5.0e-324", FloatText.shortest(Double.MIN_VALUE));
        assertEquals("-0.0", FloatText.shortest(-0.0));
        assertEquals("9.007199254740992e15", FloatText.shortest(0x1p53));
    }

    @Test
    void onlyFloatsInErlangNotationAreRead() {
        assertEquals(1.5, FloatText.parse("+001.5"));
        assertEquals(0.0, FloatText.parse("1.0e-400"));
        for (String text : new String[] {"1", "1.", ".5", "1e5", "1.0e", "1.0f", " 1.0", "1.0e400", "NaN", ""}) {
            assertNull(FloatText.parse(text), text);
        }
    }
}
