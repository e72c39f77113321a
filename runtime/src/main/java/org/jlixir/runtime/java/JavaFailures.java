package org.jlixir.runtime.java;

import java.lang.reflect.Method;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.stream.Collectors;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.jspecify.annotations.Nullable;

/** Failures of calls of Java: what Java throws becomes an Elixir exception, {@code Java.Exception}, that keeps it. */
public final class JavaFailures {
    private static final Atom STRUCT = Atom.of("__struct__");
    private static final Atom IS_EXCEPTION = Atom.of("__exception__");
    private static final Atom CLASS = Atom.of("class");
    private static final Atom MESSAGE = Atom.of("message");
    private static final Atom EXCEPTION = Atom.of("exception");
    private static final Atom JAVA_EXCEPTION = Atom.of("Elixir.Java.Exception");

    private JavaFailures() {}

    /**
     * What a call throws when Java has thrown {@code failure}.
     *
     * @param arity of the call, for the stack trace
     */
    static RuntimeException thrown(Proc self, Throwable failure, JavaClass type, String function, int arity) {
        if (failure instanceof InterruptedException || failure instanceof ClosedByInterruptException) {
            self.interrupted();
        }
        return switch (failure) {
            case ElixirException own -> own;
            case VirtualMachineError error -> throw error;
            case Error own when own.getClass().getName().startsWith("org.jlixir.") -> throw own;
            default ->
                ElixirException.causedBy(failure, struct(failure)).outOfCall(type.name(), Atom.of(function), arity);
        };
    }

    /** The exception struct that stands for a Java exception. */
    public static ElixirMap struct(Throwable failure) {
        return ElixirMap.of(
                STRUCT,
                JAVA_EXCEPTION,
                IS_EXCEPTION,
                Atom.TRUE,
                CLASS,
                Atom.of(failure.getClass().getName()),
                MESSAGE,
                failure.getMessage() == null ? Atom.NIL : Bitstring.of(failure.getMessage()),
                EXCEPTION,
                failure);
    }

    /** The Java exception that an exception struct stands for, null when it stands for none. */
    static @Nullable Throwable exception(Object reason) {
        return reason instanceof ElixirMap map
                        && map.get(STRUCT) == JAVA_EXCEPTION
                        && map.get(EXCEPTION) instanceof Throwable exception
                ? exception
                : null;
    }

    /** True when the reason stands for a Java exception of the class of that name, or of one that extends it. */
    public static boolean isOfClass(Object reason, Atom name) {
        Throwable exception = exception(reason);
        return exception != null && extendsClass(exception.getClass(), name.name());
    }

    private static boolean extendsClass(@Nullable Class<?> type, String name) {
        if (type == null) {
            return false;
        }
        if (type.getName().equals(name) || name.equals(type.getCanonicalName())) {
            return true;
        }
        for (Class<?> face : type.getInterfaces()) {
            if (extendsClass(face, name)) {
                return true;
            }
        }
        return extendsClass(type.getSuperclass(), name);
    }

    /** There is no such method, field or constructor, or none with so many arguments. */
    static ElixirException undefined(JavaClass type, String function, int arity) {
        List<Member> others = Overloads.similar(type, function);
        String found = others.isEmpty() ? "" : ". Did you mean:\n\n" + list(others) + "\n";
        String name = ":\"" + type.name().name() + "\"."
                + (function.chars().allMatch(Character::isJavaIdentifierPart) ? function : "\"" + function + "\"");
        String message = "function " + name + "/" + arity + " is undefined ("
                + type.type().getTypeName() + " has no such "
                + (function.equals("new") ? "constructor" : "method or field") + ")" + found;
        return ElixirException.error(ElixirMap.of(
                        STRUCT,
                        Atom.of("Elixir.UndefinedFunctionError"),
                        IS_EXCEPTION,
                        Atom.TRUE,
                        Atom.of("module"),
                        type.name(),
                        Atom.of("function"),
                        Atom.of(function),
                        Atom.of("arity"),
                        (long) arity,
                        Atom.of("reason"),
                        Atom.of("function not exported"),
                        MESSAGE,
                        Bitstring.of(message)))
                .outOfCall(type.name(), Atom.of(function), arity);
    }

    /** There are methods with so many arguments, but for others. */
    static ElixirException noOverload(JavaClass type, String function, List<Member> candidates, Object[] arguments) {
        String given =
                java.util.Arrays.stream(arguments).map(JavaFailures::kind).collect(Collectors.joining(", "));
        return ElixirException.exception(
                        "ArgumentError",
                        "no " + (function.equals("new") ? "constructor" : "method " + function) + " of "
                                + type.type().getTypeName() + " takes (" + given + "). The candidates are:\n\n"
                                + list(candidates) + "\n")
                .outOfCall(type.name(), Atom.of(function), arguments.length);
    }

    static ElixirException badResult(Method method, Object value) {
        return ElixirException.exception(
                "ArgumentError",
                "the function that stands for " + method.getDeclaringClass().getTypeName() + " has to answer "
                        + article(method.getReturnType().getTypeName()) + ", got: " + kind(value));
    }

    private static String article(String name) {
        return ("aeiou".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    private static String list(List<Member> members) {
        return members.stream().map(member -> "      * " + member.describe()).collect(Collectors.joining("\n"));
    }

    /** What a term is, in the words of Elixir; of a Java object the class. */
    private static String kind(Object term) {
        return switch (term) {
            case Atom atom when atom == Atom.NIL || atom == Atom.TRUE || atom == Atom.FALSE -> atom.name();
            case Atom atom -> ":" + atom.name();
            case Long _, java.math.BigInteger _ -> "integer";
            case Double _ -> "float";
            case org.jlixir.runtime.term.Bitstring bits -> bits.isBinary() ? "binary" : "bitstring";
            case org.jlixir.runtime.term.Cons _, org.jlixir.runtime.term.EmptyList _ -> "list";
            case ElixirMap map ->
                map.get(STRUCT) instanceof Atom name ? "%" + name.name().replaceFirst("^Elixir\\.", "") + "{}" : "map";
            case org.jlixir.runtime.term.Tuple _ -> "tuple";
            case org.jlixir.runtime.term.Fun fun -> "function of arity " + fun.arity();
            case org.jlixir.runtime.term.Pid _ -> "pid";
            case org.jlixir.runtime.term.Reference _ -> "reference";
            case org.jlixir.runtime.term.Port _ -> "port";
            default -> term.getClass().getTypeName();
        };
    }
}
