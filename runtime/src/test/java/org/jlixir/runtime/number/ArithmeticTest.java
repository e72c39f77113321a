package org.jlixir.runtime.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ArithmeticTest {
    @Provide
    Arbitrary<Object> integers() {
        return Terms.integers();
    }

    @Property(tries = 500)
    void agreesWithBigIntegers(@ForAll("integers") Object a, @ForAll("integers") Object b) {
        BigInteger x = Arithmetic.big(a);
        BigInteger y = Arithmetic.big(b);
        assertEquals(Arithmetic.normalize(x.add(y)), Arithmetic.add(a, b));
        assertEquals(Arithmetic.normalize(x.subtract(y)), Arithmetic.subtract(a, b));
        assertEquals(Arithmetic.normalize(x.multiply(y)), Arithmetic.multiply(a, b));
        assertEquals(Arithmetic.normalize(x.and(y)), Arithmetic.band(a, b));
        assertEquals(Arithmetic.normalize(x.or(y)), Arithmetic.bor(a, b));
        assertEquals(Arithmetic.normalize(x.xor(y)), Arithmetic.bxor(a, b));
        assertEquals(Arithmetic.normalize(x.negate()), Arithmetic.negate(a));
        if (y.signum() != 0) {
            assertEquals(Arithmetic.normalize(x.divide(y)), Arithmetic.div(a, b));
            assertEquals(Arithmetic.normalize(x.remainder(y)), Arithmetic.rem(a, b));
        }
    }

    @Property(tries = 500)
    void dividesLargeIntegersWithASmallQuotient(
            @ForAll("large") BigInteger divisor, @ForAll("quotients") long quotient, @ForAll("offsets") long offset) {
        for (BigInteger y : new BigInteger[] {divisor, divisor.negate()}) {
            // Multiples and their neighbours are what the leading bits do not decide.
            BigInteger near = y.multiply(BigInteger.valueOf(quotient)).add(BigInteger.valueOf(offset));
            for (BigInteger x : new BigInteger[] {near, near.add(y.shiftRight(1)), near.multiply(divisor)}) {
                assertEquals(Arithmetic.normalize(x.divide(y)), Arithmetic.div(x, y));
                assertEquals(Arithmetic.normalize(x.remainder(y)), Arithmetic.rem(x, y));
            }
        }
    }

    @Provide
    Arbitrary<BigInteger> large() {
        return net.jqwik.api.Arbitraries.bigIntegers().between(BigInteger.TWO.pow(200), BigInteger.TWO.pow(2000));
    }

    @Provide
    Arbitrary<Long> quotients() {
        return net.jqwik.api.Arbitraries.longs().between(-(1L << 22), 1L << 22);
    }

    @Provide
    Arbitrary<Long> offsets() {
        return net.jqwik.api.Arbitraries.longs().between(-2, 2);
    }

    @Property(tries = 500)
    void shiftsAgreeWithBigIntegers(@ForAll("integers") Object a, @ForAll("shifts") long count) {
        BigInteger x = Arithmetic.big(a);
        assertEquals(Arithmetic.normalize(x.shiftLeft((int) count)), Arithmetic.bsl(a, count));
        assertEquals(Arithmetic.normalize(x.shiftRight((int) count)), Arithmetic.bsr(a, count));
    }

    @Provide
    Arbitrary<Long> shifts() {
        return net.jqwik.api.Arbitraries.longs().between(-200, 200);
    }

    @Test
    void hugeShiftsEndOrFail() {
        Object huge = BigInteger.TWO.pow(70);
        assertEquals(0L, Arithmetic.bsl(0L, huge));
        assertEquals(-1L, Arithmetic.bsr(-1L, huge));
        assertEquals(0L, Arithmetic.bsr(1L, Long.MAX_VALUE));
        assertError("system_limit", () -> Arithmetic.bsl(1L, huge));
        assertError("system_limit", () -> Arithmetic.bsr(1L, Arithmetic.negate(huge)));
        assertError("system_limit", () -> Arithmetic.bsr(1L, Long.MIN_VALUE));
        assertEquals(0L, Arithmetic.bsl(1L, Long.MIN_VALUE));
    }

    @Test
    void whatIsNoNumberOrNoFiniteFloatIsBadarith() {
        assertError("badarith", () -> Arithmetic.add(Atom.OK, 1L));
        assertError("badarith", () -> Arithmetic.divide(1L, 0L));
        assertError("badarith", () -> Arithmetic.divide(1L, 0.0));
        assertError("badarith", () -> Arithmetic.div(1.0, 1L));
        assertError("badarith", () -> Arithmetic.rem(1L, 0L));
        assertError("badarith", () -> Arithmetic.multiply(1.0e308, 10.0));
        assertError("badarith", () -> Arithmetic.add(BigInteger.TEN.pow(400), 1.0));
        assertError("badarith", () -> Arithmetic.bnot(1.0));
        assertError("badarg", () -> Arithmetic.abs(Atom.OK));
    }

    private static void assertError(String reason, Executable action) {
        assertEquals(
                Atom.of(reason), assertThrows(ElixirException.class, action).reason());
    }
}
