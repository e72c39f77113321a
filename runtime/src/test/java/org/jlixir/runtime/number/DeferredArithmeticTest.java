package org.jlixir.runtime.number;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.junit.jupiter.api.Test;

class DeferredArithmeticTest {
    /** One step of an expression in postfix order: an operand, or an operator on the two results before it. */
    sealed interface Step {
        record Operand(BigInteger value) implements Step {}

        record Sum() implements Step {}

        record Difference() implements Step {}

        record Product() implements Step {}
    }

    @Provide
    Arbitrary<BigInteger> operands() {
        // Few of them, so that the same object comes twice; with limbs of ones and zeros, where carries are long.
        BigInteger ones = BigInteger.ONE.shiftLeft(1024).subtract(BigInteger.ONE);
        BigInteger random = new BigInteger("7".repeat(400));
        return Arbitraries.oneOf(
                Arbitraries.of(
                        BigInteger.ZERO,
                        BigInteger.ONE,
                        BigInteger.valueOf(-7),
                        BigInteger.valueOf(1L << 28),
                        BigInteger.valueOf(Long.MIN_VALUE),
                        BigInteger.valueOf(Long.MAX_VALUE),
                        ones,
                        ones.negate(),
                        ones.add(BigInteger.ONE),
                        random,
                        random.negate(),
                        random.add(BigInteger.ONE),
                        BigInteger.ONE.shiftLeft(2048)),
                Arbitraries.bigIntegers()
                        .between(BigInteger.ONE.shiftLeft(1500).negate(), BigInteger.ONE.shiftLeft(1500)),
                Arbitraries.longs().map(BigInteger::valueOf));
    }

    @Provide
    Arbitrary<List<Step>> expressions() {
        Arbitrary<Step> operator = Arbitraries.of(new Step.Sum(), new Step.Difference(), new Step.Product());
        return Arbitraries.oneOf(operands().map(Step.Operand::new), operator)
                .list()
                .ofMaxSize(24);
    }

    @Property(tries = 20_000)
    void expressionsHaveTheirValue(@ForAll("expressions") List<Step> steps) {
        Deque<Object> deferred = new ArrayDeque<>();
        Deque<BigInteger> whole = new ArrayDeque<>();
        for (Step step : steps) {
            if (step instanceof Step.Operand(BigInteger value)) {
                deferred.push(Arithmetic.normalize(value));
                whole.push(value);
            } else if (whole.size() > 1 && whole.peek().bitLength() < 4000) {
                Object b = deferred.pop();
                Object a = deferred.pop();
                BigInteger y = whole.pop();
                BigInteger x = whole.pop();
                deferred.push(
                        switch (step) {
                            case Step.Sum() -> DeferredArithmetic.add(a, b);
                            case Step.Difference() -> DeferredArithmetic.subtract(a, b);
                            default -> DeferredArithmetic.multiply(a, b);
                        });
                whole.push(
                        switch (step) {
                            case Step.Sum() -> x.add(y);
                            case Step.Difference() -> x.subtract(y);
                            default -> x.multiply(y);
                        });
            }
        }
        if (deferred.size() > 1) {
            compareAndDivide(deferred.pop(), deferred.pop(), whole.pop(), whole.pop());
        }
        while (!whole.isEmpty()) {
            assertEquals(Arithmetic.normalize(whole.pop()), DeferredArithmetic.whole(deferred.pop()));
        }
    }

    private static void compareAndDivide(Object a, Object b, BigInteger x, BigInteger y) {
        assertEquals(x.compareTo(y), Integer.signum(DeferredArithmetic.compare(a, b)));
        if (y.signum() != 0) {
            assertEquals(Arithmetic.normalize(x.divide(y)), DeferredArithmetic.div(a, b));
        }
    }

    @Property(tries = 2000)
    void quotientsNearWholeOnesAreExact(
            @ForAll("operands") BigInteger y, @ForAll("quotients") long quotient, @ForAll("offsets") long offset) {
        BigInteger x = y.multiply(BigInteger.valueOf(quotient)).add(BigInteger.valueOf(offset));
        Object multiple = DeferredArithmetic.multiply(
                Arithmetic.normalize(y), Arithmetic.normalize(BigInteger.valueOf(quotient)));
        compareAndDivide(DeferredArithmetic.add(multiple, offset), Arithmetic.normalize(y), x, y);
    }

    @Provide
    Arbitrary<Long> quotients() {
        return Arbitraries.longs().between(-(1L << 30), 1L << 30);
    }

    @Provide
    Arbitrary<Long> offsets() {
        return Arbitraries.longs().between(-2, 2);
    }

    @Test
    void largeIntegersAreNotAddedUpUntilTheyMustBe() {
        BigInteger large = BigInteger.TWO.pow(1000);
        Object sum = DeferredArithmetic.add(DeferredArithmetic.multiply(4L, large), large);
        assertTrue(sum instanceof LinearCombination);
        assertEquals(large.multiply(BigInteger.valueOf(5)), DeferredArithmetic.whole(sum));
    }

    @Test
    void failuresNameWholeNumbers() {
        BigInteger large = BigInteger.TWO.pow(1000);
        Object product = DeferredArithmetic.multiply(3L, large);
        ElixirException failure =
                assertThrows(ElixirException.class, () -> DeferredArithmetic.add(product, Atom.of("a")));
        ElixirException expected = assertThrows(
                ElixirException.class, () -> Arithmetic.add(large.multiply(BigInteger.valueOf(3)), Atom.of("a")));
        assertEquals(expected.getMessage(), failure.getMessage());
    }

    @Test
    void floatsMeetTheValueOfAnInteger() {
        BigInteger large = BigInteger.TWO.pow(600);
        assertEquals(3 * Math.pow(2, 600) + 0.5, DeferredArithmetic.add(DeferredArithmetic.multiply(3L, large), 0.5));
        assertTrue(DeferredArithmetic.compare(DeferredArithmetic.multiply(3L, large), 1.0e300) < 0);
    }
}
