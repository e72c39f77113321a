package org.jlixir.runtime.java;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermList;
import org.jspecify.annotations.Nullable;

/**
 * Elixir's terms as the arguments that Java's methods want. {@link #rank} says how well a term fits a type, {@link #convert} makes
 * it fit. {@code docs/java.md} has the table for users.
 */
final class ToJava {
    /** No term of this kind fits the type. */
    static final int NEVER = Integer.MIN_VALUE;

    /** The rank of a term that is passed as an {@code Object}: what says more of it comes before. */
    private static final int AS_OBJECT = 12;

    private static final Atom STRUCT = Atom.of("__struct__");
    private static final Atom MAP_SET = Atom.of("Elixir.MapSet");
    private static final Atom MAP = Atom.of("map");

    private final JavaClasses classes;

    ToJava(JavaClasses classes) {
        this.classes = classes;
    }

    // ---- as an Object

    /** The Java value that stands for a term where any object will do; a term that has none is passed as it is. */
    static @Nullable Object object(Object term) {
        return switch (term) {
            case Atom atom ->
                atom == Atom.NIL
                        ? null
                        : atom == Atom.TRUE ? (Object) true : atom == Atom.FALSE ? (Object) false : atom;
            case Bitstring bits -> {
                String text = text(bits);
                yield text == null ? bits : text;
            }
            case EmptyList _ -> new ListView(term);
            case Cons _ -> TermList.properLength(term) < 0 ? term : new ListView(term);
            case ElixirMap map -> map.get(STRUCT) == null ? new MapView(map) : exceptionOr(map);
            default -> term;
        };
    }

    private static Object exceptionOr(ElixirMap struct) {
        Throwable exception = JavaFailures.exception(struct);
        return exception == null ? struct : exception;
    }

    private static @Nullable String text(Bitstring bits) {
        return bits.isBinary() ? bits.validUtf8() : null;
    }

    // ---- how well a term fits

    /**
     * @return how well the term fits, 0 best; {@code -1 - rank} where another term of its kind would fit so well (a smaller integer,
     *     an atom that names a constant of the enumeration), or {@link #NEVER}
     */
    int rank(Class<?> type, Object term) {
        return switch (term) {
            case Long number -> ofInteger(type, number);
            case Double _ -> ofFloat(type);
            case BigInteger number -> ofLarge(type, number);
            case Atom atom -> ofAtom(type, atom);
            case Bitstring bits -> ofBitstring(type, bits);
            case Cons _, EmptyList _ -> ofList(type, term);
            case ElixirMap map -> ofMap(type, map);
            case Fun fun -> ofFunction(type, fun);
            default -> instance(type, term);
        };
    }

    private static int instance(Class<?> type, Object term) {
        if (type == Object.class) {
            return AS_OBJECT;
        }
        return type.isInstance(term) ? type == term.getClass() ? 0 : 1 : NEVER;
    }

    private static int fits(boolean yes, int rank) {
        return yes ? rank : -1 - rank;
    }

    private static int ofInteger(Class<?> type, long number) {
        if (!type.isPrimitive()) {
            return type == Long.class
                    ? 1
                    : type == Integer.class
                            ? fits((int) number == number, 3)
                            : type == BigInteger.class
                                    ? 5
                                    : type == Double.class
                                            ? 8
                                            : type == Short.class
                                                    ? fits((short) number == number, 7)
                                                    : type == Byte.class
                                                            ? fits((byte) number == number, 8)
                                                            : type == Float.class
                                                                    ? 9
                                                                    : type == Character.class
                                                                            ? fits((char) number == number, 10)
                                                                            : general(type, Long.class);
        }
        return switch (type.getName()) {
            case "long" -> 0;
            case "int" -> fits((int) number == number, 2);
            case "short" -> fits((short) number == number, 4);
            case "byte" -> fits((byte) number == number, 5);
            case "double" -> 6;
            case "float" -> 7;
            case "char" -> fits((char) number == number, 9);
            default -> NEVER;
        };
    }

    /** A type that the Java value of the term is an instance of: {@code Number}, {@code Comparable}, {@code Object}. */
    private static int general(Class<?> type, Class<?> value) {
        return type == Object.class ? AS_OBJECT : type.isAssignableFrom(value) ? AS_OBJECT - 1 : NEVER;
    }

    private static int ofFloat(Class<?> type) {
        return type == double.class
                ? 0
                : type == Double.class
                        ? 1
                        : type == float.class ? 3 : type == Float.class ? 4 : general(type, Double.class);
    }

    private static int ofLarge(Class<?> type, BigInteger number) {
        boolean isFloat = type == double.class || type == Double.class;
        if (isFloat) {
            return fits(Double.isFinite(number.doubleValue()), AS_OBJECT + 1);
        }
        return type == BigInteger.class ? 0 : general(type, BigInteger.class);
    }

    private int ofAtom(Class<?> type, Atom atom) {
        if (atom == Atom.TRUE || atom == Atom.FALSE) {
            return type == boolean.class ? 0 : type == Boolean.class ? 1 : general(type, Boolean.class);
        }
        if (atom == Atom.NIL) {
            return type.isPrimitive()
                    ? NEVER
                    : type == String.class ? 1 : type == Object.class ? 2 : type.isArray() ? 4 : 3;
        }
        if (type.isEnum()) {
            return fits(constant(type, atom) != null, 0);
        }
        if (type == Class.class) {
            return fits(classes.type(atom.name()) != null, 1);
        }
        if (type == double.class || type == float.class || type == Double.class || type == Float.class) {
            return fits(atom == ToElixir.NAN || atom == Atom.INFINITY || atom == ToElixir.MINUS_INFINITY, 2);
        }
        return instance(type, atom);
    }

    private static int ofBitstring(Class<?> type, Bitstring bits) {
        if (type == String.class || type == CharSequence.class) {
            return fits(text(bits) != null, type == String.class ? 0 : 1);
        }
        if (type == byte[].class) {
            return fits(bits.isBinary(), 4);
        }
        if (type == char.class || type == Character.class) {
            String text = text(bits);
            return fits(text != null && text.length() == 1, type == char.class ? AS_OBJECT + 1 : AS_OBJECT + 2);
        }
        return type.isInstance(bits) && type != Object.class ? 1 : general(type, String.class);
    }

    private int ofList(Class<?> type, Object list) {
        if (type == Object.class) {
            return AS_OBJECT;
        }
        if (type.isArray()) {
            return fits(elementsFit(type.componentType(), list), 4);
        }
        int rank = type.isAssignableFrom(ListView.class) ? 0 : type == Set.class ? 5 : NEVER;
        return rank == NEVER ? instance(type, list) : fits(TermList.properLength(list) >= 0, rank);
    }

    private boolean elementsFit(Class<?> type, Object list) {
        return TermList.properLength(list) >= 0
                && TermList.toJava(list).stream().allMatch(element -> rank(type, element) >= 0);
    }

    private static int ofMap(Class<?> type, ElixirMap map) {
        if (type == Object.class) {
            return AS_OBJECT;
        }
        if (Throwable.class.isAssignableFrom(type)) {
            return fits(type.isInstance(JavaFailures.exception(map)), 0);
        }
        if (map.get(STRUCT) == MAP_SET && type.isAssignableFrom(Set.class)) {
            return 0;
        }
        return type.isAssignableFrom(MapView.class) ? 1 : instance(type, map);
    }

    /** One that answers something is preferred to one that does not: {@code Callable} to {@code Runnable}. */
    private int ofFunction(Class<?> type, Fun fun) {
        if (!type.isInterface()) {
            return instance(type, fun);
        }
        java.lang.reflect.Method method = classes.functionalMethod(type);
        return method == null || method.getParameterCount() != fun.arity()
                ? NEVER
                : method.getReturnType() == void.class ? 1 : 0;
    }

    // ---- conversion

    /**
     * The term as a value of the type; boxed for a primitive one.
     *
     * @throws NotConvertible when its {@link #rank} is below 0
     */
    @Nullable
    Object convert(Class<?> type, Proc self, Object term) {
        return switch (term) {
            case Long number -> integer(type, number);
            case Double number ->
                type == float.class || type == Float.class ? (Object) number.floatValue() : checked(type, number);
            case BigInteger number ->
                type == double.class || type == Double.class ? (Object) number.doubleValue() : checked(type, number);
            case Atom atom -> atom(type, atom);
            case Bitstring bits -> bitstring(type, bits);
            case Cons _, EmptyList _ -> list(type, self, term);
            case ElixirMap map -> map(type, map);
            case Fun fun ->
                type.isInterface() && rank(type, fun) >= 0
                        ? FunctionalObject.of(classes, type, self, fun)
                        : checked(type, fun);
            default -> checked(type, term);
        };
    }

    private static Object checked(Class<?> type, Object value) {
        if (type.isPrimitive()
                ? MethodType.methodType(type).wrap().returnType().isInstance(value)
                : type.isInstance(value)) {
            return value;
        }
        throw new NotConvertible();
    }

    private static Object integer(Class<?> type, long number) {
        if (type == long.class || type == Long.class || type == Object.class) {
            return number;
        }
        if (type == BigInteger.class) {
            return BigInteger.valueOf(number);
        }
        Class<?> wrapper =
                type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
        if (wrapper == Integer.class && (int) number == number) {
            return (int) number;
        }
        if (wrapper == Double.class) {
            return (double) number;
        }
        if (wrapper == Float.class) {
            return (float) number;
        }
        if (wrapper == Short.class && (short) number == number) {
            return (short) number;
        }
        if (wrapper == Byte.class && (byte) number == number) {
            return (byte) number;
        }
        if (wrapper == Character.class && (char) number == number) {
            return (char) number;
        }
        return checked(type, number);
    }

    private @Nullable Object atom(Class<?> type, Atom atom) {
        if (atom == Atom.NIL) {
            if (type.isPrimitive()) {
                throw new NotConvertible();
            }
            return null;
        }
        if (atom == Atom.TRUE || atom == Atom.FALSE) {
            return checked(type, atom == Atom.TRUE);
        }
        if (type.isEnum()) {
            return checked(type, orFail(constant(type, atom)));
        }
        if (type == Class.class) {
            return orFail(classes.type(atom.name()));
        }
        if (type == double.class || type == Double.class || type == float.class || type == Float.class) {
            double value = atom == ToElixir.NAN
                    ? Double.NaN
                    : atom == Atom.INFINITY
                            ? Double.POSITIVE_INFINITY
                            : atom == ToElixir.MINUS_INFINITY ? Double.NEGATIVE_INFINITY : refuse();
            return type == double.class || type == Double.class ? (Object) value : (Object) (float) value;
        }
        return checked(type, atom);
    }

    private static double refuse() {
        throw new NotConvertible();
    }

    private static Object orFail(@Nullable Object value) {
        if (value == null) {
            throw new NotConvertible();
        }
        return value;
    }

    private static @Nullable Object constant(Class<?> type, Atom name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name.name())) {
                return constant;
            }
        }
        return null;
    }

    private static Object bitstring(Class<?> type, Bitstring bits) {
        if (type == byte[].class && bits.isBinary()) {
            return bits.toBytes();
        }
        String text = text(bits);
        if (text == null) {
            return checked(type, bits);
        }
        if (type == char.class || type == Character.class) {
            if (text.length() != 1) {
                throw new NotConvertible();
            }
            return text.charAt(0);
        }
        return type.isInstance(text) ? text : checked(type, bits);
    }

    private @Nullable Object list(Class<?> type, Proc self, Object list) {
        if (TermList.properLength(list) < 0) {
            return checked(type, list);
        }
        if (type.isArray()) {
            return array(type.componentType(), self, TermList.toJava(list));
        }
        ListView view = new ListView(list);
        return type == Set.class ? new LinkedHashSet<>(view) : checked(type, type.isInstance(view) ? view : list);
    }

    private Object array(Class<?> type, Proc self, List<Object> elements) {
        Object array = Array.newInstance(type, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Object element = type == Object.class ? object(elements.get(i)) : convert(type, self, elements.get(i));
            Array.set(array, i, element);
        }
        return array;
    }

    private static Object map(Class<?> type, ElixirMap map) {
        if (Throwable.class.isAssignableFrom(type)) {
            return checked(type, orFail(JavaFailures.exception(map)));
        }
        if (map.get(STRUCT) == MAP_SET && type.isAssignableFrom(Set.class) && type != Object.class) {
            return new LinkedHashSet<>(new ListView(((ElixirMap) map.getOrFail(MAP)).keys()));
        }
        MapView view = new MapView(map);
        return type.isInstance(view) ? view : checked(type, map);
    }

    // ---- as method handles

    @SuppressWarnings("UnusedVariable")
    @Nullable
    Object convertObject(Proc self, Object term) {
        return object(term);
    }

    @SuppressWarnings("UnusedVariable")
    static long toLong(Proc self, Object term) {
        if (term instanceof Long number) {
            return number;
        }
        throw new NotConvertible();
    }

    @SuppressWarnings("UnusedVariable")
    static double toDouble(Proc self, Object term) {
        if (term instanceof Double number) {
            return number;
        }
        return term instanceof Long number ? number : refuse();
    }

    @SuppressWarnings("UnusedVariable")
    static int toInt(Proc self, Object term) {
        if (term instanceof Long number && (int) (long) number == number) {
            return (int) (long) number;
        }
        throw new NotConvertible();
    }

    /** Takes the process and a term, and answers a value of the type. */
    MethodHandle handle(Class<?> type, Object example) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            if (type == Object.class) {
                return lookup.bind(
                        this, "convertObject", MethodType.methodType(Object.class, Proc.class, Object.class));
            }
            String fast = type == long.class && example instanceof Long
                    ? "toLong"
                    : type == int.class && example instanceof Long
                            ? "toInt"
                            : type == double.class && example instanceof Number && !(example instanceof BigInteger)
                                    ? "toDouble"
                                    : null;
            if (fast != null) {
                return lookup.findStatic(ToJava.class, fast, MethodType.methodType(type, Proc.class, Object.class));
            }
            MethodHandle convert = lookup.bind(
                    this, "convert", MethodType.methodType(Object.class, Class.class, Proc.class, Object.class));
            return MethodHandles.insertArguments(convert, 0, type)
                    .asType(MethodType.methodType(type, Proc.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
