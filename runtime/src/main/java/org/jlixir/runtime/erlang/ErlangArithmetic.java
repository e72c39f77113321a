package org.jlixir.runtime.erlang;

import java.math.BigDecimal;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.number.Arithmetic;

/** {@code :erlang}: arithmetic and rounding. */
@ErlangModule("erlang")
public final class ErlangArithmetic {
    private ErlangArithmetic() {}

    @Builtin(value = "+", pure = true)
    public static Object add(Object a, Object b) {
        return Arithmetic.add(a, b);
    }

    @Builtin(value = "-", pure = true)
    public static Object subtract(Object a, Object b) {
        return Arithmetic.subtract(a, b);
    }

    @Builtin(value = "*", pure = true)
    public static Object multiply(Object a, Object b) {
        return Arithmetic.multiply(a, b);
    }

    @Builtin(value = "/", pure = true)
    public static Object divide(Object a, Object b) {
        return Arithmetic.divide(a, b);
    }

    @Builtin(value = "div", pure = true)
    public static Object div(Object a, Object b) {
        return Arithmetic.div(a, b);
    }

    @Builtin(value = "rem", pure = true)
    public static Object rem(Object a, Object b) {
        return Arithmetic.rem(a, b);
    }

    @Builtin(value = "+", pure = true)
    public static Object plus(Object a) {
        return Arithmetic.plus(a);
    }

    @Builtin(value = "-", pure = true)
    public static Object negate(Object a) {
        return Arithmetic.negate(a);
    }

    @Builtin(value = "abs", pure = true)
    public static Object abs(Object a) {
        return Arithmetic.abs(a);
    }

    @Builtin(value = "band", pure = true)
    public static Object band(Object a, Object b) {
        return Arithmetic.band(a, b);
    }

    @Builtin(value = "bor", pure = true)
    public static Object bor(Object a, Object b) {
        return Arithmetic.bor(a, b);
    }

    @Builtin(value = "bxor", pure = true)
    public static Object bxor(Object a, Object b) {
        return Arithmetic.bxor(a, b);
    }

    @Builtin(value = "bnot", pure = true)
    public static Object bnot(Object a) {
        return Arithmetic.bnot(a);
    }

    @Builtin(value = "bsl", pure = true)
    public static Object bsl(Object a, Object b) {
        return Arithmetic.bsl(a, b);
    }

    @Builtin(value = "bsr", pure = true)
    public static Object bsr(Object a, Object b) {
        return Arithmetic.bsr(a, b);
    }

    // ---- between integers and floats

    @Builtin(value = "float", pure = true)
    public static Object toFloat(Object a) {
        if (!Arithmetic.isNumber(a)) {
            throw Args.badarg();
        }
        double value = ((Number) a).doubleValue();
        if (Double.isInfinite(value)) {
            throw ElixirException.badArgument();
        }
        return value;
    }

    /** Halves go away from zero. */
    @Builtin(value = "round", pure = true)
    public static Object round(Object a) {
        if (a instanceof Double x) {
            double value = x;
            double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
            // The fraction is exact, where adding 0.5 would round: 0.49999999999999994 + 0.5 is 1.0.
            return integer(Math.abs(value - whole) >= 0.5 ? whole + Math.signum(value) : whole);
        }
        return requireInteger(a);
    }

    @Builtin(value = "trunc", pure = true)
    public static Object trunc(Object a) {
        if (a instanceof Double x) {
            return integer(x);
        }
        return requireInteger(a);
    }

    @Builtin(value = "floor", pure = true)
    public static Object floor(Object a) {
        if (a instanceof Double x) {
            return integer(Math.floor(x));
        }
        return requireInteger(a);
    }

    @Builtin(value = "ceil", pure = true)
    public static Object ceil(Object a) {
        if (a instanceof Double x) {
            return integer(Math.ceil(x));
        }
        return requireInteger(a);
    }

    private static Object integer(double value) {
        long small = (long) value;
        if (Math.abs(value) < 0x1p63) {
            return small;
        }
        return Arithmetic.normalize(new BigDecimal(value).toBigInteger());
    }

    private static Object requireInteger(Object a) {
        if (Arithmetic.isInteger(a)) {
            return a;
        }
        throw Args.badarg();
    }
}
