package org.jlixir.runtime.java;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.util.Map;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** Java's values as Elixir's: numbers, texts, booleans, {@code null} and {@code byte[]} become terms, all else stays an object. */
public final class ToElixir {
    static final Atom NAN = Atom.of("nan");
    static final Atom MINUS_INFINITY = Atom.of("-infinity");

    private ToElixir() {}

    public static Object convert(@Nullable Object value) {
        return switch (value) {
            case null -> Atom.NIL;
            case Long _ -> value;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Character character -> (long) character;
            case Double number -> fromDouble(number);
            case Float number -> fromDouble(number);
            case Boolean truth -> Atom.of(truth);
            case BigInteger number -> Arithmetic.normalize(number);
            case String text -> Bitstring.of(text);
            case byte[] bytes -> Bitstring.ofBytes(bytes.clone());
            case ListView list -> list.term();
            case MapView map -> map.term();
            case Proxy proxy when Proxy.getInvocationHandler(proxy) instanceof FunctionalObject object -> object.fun();
            default -> value;
        };
    }

    /** What walking through a collection gives: the entries of a map are pairs. */
    public static Object element(@Nullable Object value) {
        return value instanceof Map.Entry<?, ?> entry
                ? Tuple.of(convert(entry.getKey()), convert(entry.getValue()))
                : convert(value);
    }

    /** Elixir has no floats for what is no number. */
    static Object fromDouble(double value) {
        if (Double.isFinite(value)) {
            return value;
        }
        return Double.isNaN(value) ? NAN : value > 0 ? Atom.INFINITY : MINUS_INFINITY;
    }

    static Object fromBoolean(boolean value) {
        return Atom.of(value);
    }

    static Object fromLong(long value) {
        return value;
    }

    /** A handle that takes {@code type} and answers a term; for {@code void} it takes nothing and answers {@code :ok}. */
    static MethodHandle handle(Class<?> type) {
        if (type == void.class) {
            return MethodHandles.constant(Object.class, Atom.OK);
        }
        Class<?> widened = type == boolean.class
                ? boolean.class
                : type == double.class || type == float.class
                        ? double.class
                        : type.isPrimitive() ? long.class : Object.class;
        String name = widened == boolean.class
                ? "fromBoolean"
                : widened == double.class ? "fromDouble" : widened == long.class ? "fromLong" : "convert";
        try {
            return MethodHandles.lookup()
                    .findStatic(ToElixir.class, name, MethodType.methodType(Object.class, widened))
                    .asType(MethodType.methodType(Object.class, type));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
