package org.jlixir.runtime.number;

import org.jlixir.runtime.term.TermOrder;

/**
 * Arithmetic within an expression of several steps, for compiled code. What {@link #add}, {@link #subtract} and {@link #multiply} return
 * must go to another of these methods: of large integers it is a {@link LinearCombination}, otherwise a number. {@link #whole} ends the
 * expression. Operands that are no numbers raise as in {@link Arithmetic}, with their values.
 */
public final class DeferredArithmetic {
    private DeferredArithmetic() {}

    /** The number that an operand stands for. */
    public static Object whole(Object operand) {
        return LinearCombination.whole(operand);
    }

    public static Object add(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Arithmetic.add(x.longValue(), y.longValue());
        }
        return addSlow(a, b);
    }

    private static Object addSlow(Object a, Object b) {
        return areLarge(a, b)
                ? LinearCombination.of(a).plus(LinearCombination.of(b))
                : Arithmetic.add(whole(a), whole(b));
    }

    public static Object subtract(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Arithmetic.subtract(x.longValue(), y.longValue());
        }
        return subtractSlow(a, b);
    }

    private static Object subtractSlow(Object a, Object b) {
        return areLarge(a, b)
                ? LinearCombination.of(a).minus(LinearCombination.of(b))
                : Arithmetic.subtract(whole(a), whole(b));
    }

    public static Object multiply(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Arithmetic.multiply(x.longValue(), y.longValue());
        }
        return multiplySlow(a, b);
    }

    private static Object multiplySlow(Object a, Object b) {
        LinearCombination product = null;
        if (a instanceof Long factor && LinearCombination.isLarge(b)) {
            product = LinearCombination.of(b).times(factor);
        } else if (b instanceof Long factor && LinearCombination.isLarge(a)) {
            product = LinearCombination.of(a).times(factor);
        }
        return product == null ? Arithmetic.multiply(whole(a), whole(b)) : product;
    }

    /** As {@link Arithmetic#div(Object, Object)}. */
    public static Object div(Object a, Object b) {
        if (a instanceof LinearCombination || b instanceof LinearCombination) {
            return divSlow(a, b);
        }
        return Arithmetic.div(a, b);
    }

    private static Object divSlow(Object a, Object b) {
        if (areLarge(a, b)) {
            Long quotient = LinearCombination.quotient(LinearCombination.of(a), LinearCombination.of(b));
            if (quotient != null) {
                return quotient;
            }
        }
        return Arithmetic.div(whole(a), whole(b));
    }

    /** As {@link TermOrder#compare}; terms of every kind have an order. */
    public static int compare(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        return compareSlow(a, b);
    }

    private static int compareSlow(Object a, Object b) {
        if (areLarge(a, b)) {
            int order = LinearCombination.order(LinearCombination.of(a), LinearCombination.of(b));
            if (order != 0) {
                return order;
            }
        }
        return TermOrder.compare(whole(a), whole(b));
    }

    /** Two integers, one of which at least is large. */
    private static boolean areLarge(Object a, Object b) {
        return (LinearCombination.isLarge(a) || LinearCombination.isLarge(b))
                && LinearCombination.isInteger(a)
                && LinearCombination.isInteger(b);
    }
}
