package org.jlixir.runtime.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TermOrderTest {
    @Provide
    Arbitrary<Object> terms() {
        return Terms.any();
    }

    @Property(tries = 500)
    void orderIsAntisymmetric(@ForAll("terms") Object a, @ForAll("terms") Object b) {
        assertEquals(Integer.signum(TermOrder.compare(a, b)), -Integer.signum(TermOrder.compare(b, a)));
        assertEquals(TermOrder.compare(a, b) == 0, TermOrder.equal(a, b));
        assertEquals(TermOrder.compareExactly(a, b) == 0, TermOrder.exactlyEqual(a, b));
        assertEquals(TermOrder.compare(a, b) < 0, TermOrder.lessThan(a, b));
        assertEquals(TermOrder.compare(a, b) >= 0, TermOrder.greaterOrEqual(a, b));
    }

    @Property(tries = 500)
    void orderIsTransitive(@ForAll("terms") Object a, @ForAll("terms") Object b, @ForAll("terms") Object c) {
        if (TermOrder.compare(a, b) <= 0 && TermOrder.compare(b, c) <= 0) {
            assertTrue(TermOrder.compare(a, c) <= 0);
        }
        if (TermOrder.compareMapKeys(a, b) <= 0 && TermOrder.compareMapKeys(b, c) <= 0) {
            assertTrue(TermOrder.compareMapKeys(a, c) <= 0);
        }
    }

    @Property(tries = 500)
    void equalTermsHashAlike(@ForAll("terms") Object a, @ForAll("terms") Object b) {
        if (TermOrder.exactlyEqual(a, b)) {
            assertEquals(TermHash.hash(a), TermHash.hash(b));
        }
    }

    @Test
    void kindsComeInStandardOrder() {
        Object[] ordered = {
            1L,
            1.5,
            BigInteger.TWO.pow(80),
            Atom.of("a"),
            Tuple.of(),
            Tuple.of(1L),
            Tuple.of(0L, 0L),
            ElixirMap.EMPTY,
            ElixirMap.of(1L, 2L),
            TermList.of(),
            TermList.of(1L),
            Bitstring.EMPTY,
            Bitstring.of("a")
        };
        for (int i = 1; i < ordered.length; i++) {
            assertTrue(TermOrder.lessThan(ordered[i - 1], ordered[i]), ordered[i - 1] + " < " + ordered[i]);
        }
    }

    @Test
    void integersAndFloatsAreComparedExactly() {
        Object beyondFloats = 9007199254740993L;
        Object neighbour = 9007199254740992.0;
        assertTrue(TermOrder.greaterThan(beyondFloats, neighbour));
        assertFalse(TermOrder.equal(beyondFloats, neighbour));
        assertTrue(TermOrder.lessThan((Object) Long.MAX_VALUE, (Object) 0x1p63));
        assertTrue(TermOrder.greaterThan(BigInteger.TWO.pow(1024), Double.MAX_VALUE));
        assertTrue(TermOrder.equal(BigInteger.TWO.pow(64), 0x1p64));
        assertTrue(TermOrder.lessThan((Object) 1L, (Object) 1.5));
        assertTrue(TermOrder.lessThan((Object) Double.valueOf(-1.5), (Object) Long.valueOf(-1)));
    }

    @Test
    void anIntegerThatIsNotInABoxIsComparedAsOneThatIs() {
        Object[] others = {
            -1L,
            0L,
            1L,
            9007199254740992.0,
            -0.0,
            1.5,
            BigInteger.TWO.pow(64),
            Atom.OK,
            Bitstring.EMPTY,
            ElixirMap.EMPTY
        };
        for (long number : new long[] {Long.MIN_VALUE, -1, 0, 1, 9007199254740993L, Long.MAX_VALUE}) {
            Object boxed = number;
            for (Object other : others) {
                assertEquals(TermOrder.equal(other, boxed), TermOrder.equal(other, number));
                assertEquals(TermOrder.equal(boxed, other), TermOrder.equal(number, other));
                assertEquals(TermOrder.exactlyEqual(other, boxed), TermOrder.exactlyEqual(other, number));
                assertEquals(TermOrder.exactlyEqual(boxed, other), TermOrder.exactlyEqual(number, other));
                assertEquals(TermOrder.lessThan(other, boxed), TermOrder.lessThan(other, number));
                assertEquals(TermOrder.lessThan(boxed, other), TermOrder.lessThan(number, other));
                assertEquals(TermOrder.lessOrEqual(other, boxed), TermOrder.lessOrEqual(other, number));
                assertEquals(TermOrder.lessOrEqual(boxed, other), TermOrder.lessOrEqual(number, other));
                assertEquals(TermOrder.greaterThan(other, boxed), TermOrder.greaterThan(other, number));
                assertEquals(TermOrder.greaterThan(boxed, other), TermOrder.greaterThan(number, other));
                assertEquals(TermOrder.greaterOrEqual(other, boxed), TermOrder.greaterOrEqual(other, number));
                assertEquals(TermOrder.greaterOrEqual(boxed, other), TermOrder.greaterOrEqual(number, other));
            }
        }
    }

    @Test
    void equalityByValueReachesIntoValuesButNotKeysOfMaps() {
        assertTrue(TermOrder.equal(ElixirMap.of(1L, 1.0), ElixirMap.of(1L, 1L)));
        assertFalse(TermOrder.equal(ElixirMap.of(1L, 1L), ElixirMap.of(1.0, 1L)));
        assertTrue(TermOrder.lessThan(ElixirMap.of(2L, 1L), ElixirMap.of(1.0, 1L)));
        assertTrue(TermOrder.equal(0.0, -0.0));
        assertFalse(TermOrder.exactlyEqual(0.0, -0.0));
    }

    @Test
    void mapsAreComparedByKeysInTermOrder() {
        Atom b = Atom.of("zz_first_mentioned");
        Atom a = Atom.of("aa_later_mentioned");
        assertTrue(TermOrder.greaterThan(ElixirMap.of(b, 1L, a, 2L), ElixirMap.of(b, 2L, a, 1L)));
    }

    @Test
    void longListsNeedNoStack() {
        ListBuilder x = new ListBuilder();
        ListBuilder y = new ListBuilder();
        for (long i = 0; i < 2_000_000; i++) {
            x.add(i);
            y.add(i);
        }
        Object a = x.finish();
        Object b = y.finish(TermList.of(1L));
        assertTrue(TermOrder.lessThan(a, b));
        assertFalse(TermOrder.exactlyEqual(a, b));
        assertFalse(TermOrder.equal(a, b));
        assertTrue(TermHash.hash(a) != TermHash.hash(b));
    }
}
