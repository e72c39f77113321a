package org.jlixir.runtime.erlang;

import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.number.BinaryLogarithm;
import org.jlixir.runtime.number.ErrorFunction;
import org.jlixir.runtime.number.Hyperbolic;

/**
 * {@code :math}: always floats, rounded as C's libraries round them as far as that is cheap. {@code :badarg} for what is no number,
 * {@code :badarith} outside a function's domain.
 */
@ErlangModule("math")
public final class MathModule {
    private MathModule() {}

    private static double number(Object term) {
        if (!Arithmetic.isNumber(term)) {
            throw Args.badarg();
        }
        return Arithmetic.toDouble(term);
    }

    private static Object finite(double value) {
        return Arithmetic.finite(value);
    }

    @Builtin(value = "pi", pure = true)
    public static Object pi() {
        return Math.PI;
    }

    @Builtin(value = "tau", pure = true)
    public static Object tau() {
        return Math.TAU;
    }

    @Builtin(value = "sin", pure = true)
    public static Object sin(Object x) {
        return finite(Math.sin(number(x)));
    }

    @Builtin(value = "cos", pure = true)
    public static Object cos(Object x) {
        return finite(Math.cos(number(x)));
    }

    @Builtin(value = "tan", pure = true)
    public static Object tan(Object x) {
        return finite(Math.tan(number(x)));
    }

    @Builtin(value = "asin", pure = true)
    public static Object asin(Object x) {
        return finite(Math.asin(number(x)));
    }

    @Builtin(value = "acos", pure = true)
    public static Object acos(Object x) {
        return finite(Math.acos(number(x)));
    }

    @Builtin(value = "atan", pure = true)
    public static Object atan(Object x) {
        return finite(Math.atan(number(x)));
    }

    @Builtin(value = "sinh", pure = true)
    public static Object sinh(Object x) {
        return finite(Math.sinh(number(x)));
    }

    @Builtin(value = "cosh", pure = true)
    public static Object cosh(Object x) {
        return finite(Hyperbolic.cosh(number(x)));
    }

    @Builtin(value = "tanh", pure = true)
    public static Object tanh(Object x) {
        return finite(Hyperbolic.tanh(number(x)));
    }

    @Builtin(value = "exp", pure = true)
    public static Object exp(Object x) {
        return finite(Math.exp(number(x)));
    }

    @Builtin(value = "log", pure = true)
    public static Object log(Object x) {
        return finite(Math.log(number(x)));
    }

    @Builtin(value = "log10", pure = true)
    public static Object log10(Object x) {
        return finite(StrictMath.log10(number(x)));
    }

    @Builtin(value = "sqrt", pure = true)
    public static Object sqrt(Object x) {
        return finite(Math.sqrt(number(x)));
    }

    /** The square root of an unboxed float; {@code :badarith} for a negative one. */
    public static double squareRoot(double x) {
        return org.jlixir.runtime.number.Arithmetic.finite(Math.sqrt(x));
    }

    @Builtin(value = "floor", pure = true)
    public static Object floor(Object x) {
        return finite(Math.floor(number(x)));
    }

    @Builtin(value = "ceil", pure = true)
    public static Object ceil(Object x) {
        return finite(Math.ceil(number(x)));
    }

    @Builtin(value = "log2", pure = true)
    public static Object log2(Object x) {
        return finite(BinaryLogarithm.of(number(x)));
    }

    @Builtin(value = "asinh", pure = true)
    public static Object asinh(Object x) {
        return finite(Hyperbolic.asinh(number(x)));
    }

    @Builtin(value = "acosh", pure = true)
    public static Object acosh(Object x) {
        return finite(Hyperbolic.acosh(number(x)));
    }

    @Builtin(value = "atanh", pure = true)
    public static Object atanh(Object x) {
        return finite(Hyperbolic.atanh(number(x)));
    }

    @Builtin(value = "erf", pure = true)
    public static Object erf(Object x) {
        return ErrorFunction.erf(number(x));
    }

    @Builtin(value = "erfc", pure = true)
    public static Object erfc(Object x) {
        return ErrorFunction.erfc(number(x));
    }

    @Builtin(value = "atan2", pure = true)
    public static Object atan2(Object y, Object x) {
        return StrictMath.atan2(number(y), number(x));
    }

    @Builtin(value = "pow", pure = true)
    public static Object pow(Object x, Object y) {
        return finite(Math.pow(number(x), number(y)));
    }

    /** The remainder with the sign of {@code x}. */
    @Builtin(value = "fmod", pure = true)
    public static Object fmod(Object x, Object y) {
        return finite(number(x) % number(y));
    }
}
