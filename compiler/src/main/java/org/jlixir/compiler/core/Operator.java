package org.jlixir.compiler.core;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of {@code :erlang} that the code generator compiles to instructions or to a call of the runtime. */
public enum Operator {
    ADD("+", 2),
    SUBTRACT("-", 2),
    MULTIPLY("*", 2),
    DIVIDE("/", 2),
    DIV("div", 2),
    REM("rem", 2),
    NEGATE("-", 1),
    PLUS("+", 1),
    ABS("abs", 1),
    BAND("band", 2),
    BOR("bor", 2),
    BXOR("bxor", 2),
    BNOT("bnot", 1),
    BSL("bsl", 2),
    BSR("bsr", 2),
    EQUAL("==", 2),
    NOT_EQUAL("/=", 2),
    EXACTLY_EQUAL("=:=", 2),
    NOT_EXACTLY_EQUAL("=/=", 2),
    LESS("<", 2),
    LESS_OR_EQUAL("=<", 2),
    GREATER(">", 2),
    GREATER_OR_EQUAL(">=", 2),
    NOT("not", 1),
    AND("and", 2),
    OR("or", 2),
    AND_ALSO("andalso", 2),
    OR_ELSE("orelse", 2),
    IS_ATOM("is_atom", 1),
    IS_BOOLEAN("is_boolean", 1),
    IS_INTEGER("is_integer", 1),
    IS_FLOAT("is_float", 1),
    IS_NUMBER("is_number", 1),
    IS_BINARY("is_binary", 1),
    IS_BITSTRING("is_bitstring", 1),
    IS_LIST("is_list", 1),
    IS_TUPLE("is_tuple", 1),
    IS_MAP("is_map", 1),
    IS_MAP_KEY("is_map_key", 2),
    IS_FUNCTION("is_function", 1),
    IS_FUNCTION_OF_ARITY("is_function", 2),
    IS_PID("is_pid", 1),
    IS_REFERENCE("is_reference", 1),
    IS_PORT("is_port", 1),
    HEAD("hd", 1),
    TAIL("tl", 1),
    LENGTH("length", 1),
    ELEMENT("element", 2),
    SET_ELEMENT("setelement", 3),
    TUPLE_SIZE("tuple_size", 1),
    MAP_SIZE("map_size", 1),
    MAP_GET("map_get", 2),
    BYTE_SIZE("byte_size", 1),
    BIT_SIZE("bit_size", 1),
    SELF("self", 0),
    /** Not an Erlang function: the stack trace (a list) of the failure that a handler holds. */
    STACKTRACE(null, 1),
    /** Not an Erlang function: the exception struct that {@code rescue} sees, of the failure that a handler holds. */
    NORMALIZE(null, 1),
    /** Not an Erlang function: the module of that exception, found without making it. */
    EXCEPTION_NAME(null, 1),
    /** Not an Erlang function: whether the failure that a handler holds is of a Java class, or of the exception, of that name. */
    RESCUED_BY(null, 2),
    /** Not an Erlang function: {@code map.field}, which calls {@code field/0} when the subject is a module. */
    FIELD(null, 2),
    /**
     * Not an Erlang function: what collects bits behind a bitstring. It is no term and is changed in place, so it stays within the
     * generated functions of one comprehension.
     */
    BITS_START(null, 1),
    /** Not an Erlang function: adds a bitstring to what collects them, and is that. Anything else fails with badarg. */
    BITS_ADD(null, 2),
    /** Not an Erlang function: the bitstring of all that has been collected. */
    BITS_END(null, 1);

    private static final Map<String, Operator> BY_NAME = byName();

    private static Map<String, Operator> byName() {
        Map<String, Operator> operators = new HashMap<>();
        for (Operator operator : values()) {
            if (operator.erlangName != null) {
                operators.put(operator.erlangName + "/" + operator.arity, operator);
            }
        }
        return Map.copyOf(operators);
    }

    private final @Nullable String erlangName;
    private final int arity;

    Operator(@Nullable String erlangName, int arity) {
        this.erlangName = erlangName;
        this.arity = arity;
    }

    public @Nullable String erlangName() {
        return erlangName;
    }

    public int arity() {
        return arity;
    }

    /** The operator that {@code :erlang.name/arity} is, or null. */
    public static @Nullable Operator find(String name, int arity) {
        return BY_NAME.get(name + "/" + arity);
    }

    /** True when the result is always {@code true} or {@code false}. */
    public boolean isBoolean() {
        return switch (this) {
            case EQUAL,
                    NOT_EQUAL,
                    EXACTLY_EQUAL,
                    NOT_EXACTLY_EQUAL,
                    LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    NOT,
                    AND,
                    OR,
                    IS_ATOM,
                    IS_BOOLEAN,
                    IS_INTEGER,
                    IS_FLOAT,
                    IS_NUMBER,
                    IS_BINARY,
                    IS_BITSTRING,
                    IS_LIST,
                    IS_TUPLE,
                    IS_MAP,
                    IS_MAP_KEY,
                    IS_FUNCTION,
                    IS_FUNCTION_OF_ARITY,
                    IS_PID,
                    IS_REFERENCE,
                    IS_PORT -> true;
            default -> false;
        };
    }

    /** True when it can not fail, whatever its arguments. */
    public boolean isTotal() {
        return switch (this) {
            case EQUAL,
                    NOT_EQUAL,
                    EXACTLY_EQUAL,
                    NOT_EXACTLY_EQUAL,
                    LESS,
                    LESS_OR_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    IS_ATOM,
                    IS_BOOLEAN,
                    IS_INTEGER,
                    IS_FLOAT,
                    IS_NUMBER,
                    IS_BINARY,
                    IS_BITSTRING,
                    IS_LIST,
                    IS_TUPLE,
                    IS_MAP,
                    IS_FUNCTION,
                    IS_PID,
                    IS_REFERENCE,
                    IS_PORT,
                    SELF -> true;
            default -> false;
        };
    }
}
