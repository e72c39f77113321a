package org.jlixir.runtime.ets;

import org.jlixir.runtime.erlang.Erlang;
import org.jlixir.runtime.erlang.ErlangArithmetic;
import org.jlixir.runtime.erlang.ErlangBinaries;
import org.jlixir.runtime.erlang.ErlangLists;
import org.jlixir.runtime.erlang.ErlangTuples;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;

/** A built-in function that match specifications may call. */
@FunctionalInterface
interface MatchFunction {
    Atom AND = Atom.of("and");
    Atom OR = Atom.of("or");

    Object apply(Object[] a);

    /** The function of that name and arity; {@code :badarg} when match specifications have none. */
    static MatchFunction of(Atom name, int arity) {
        // Any number of arguments is fine for these two, as in {'and', A, B, C}.
        if (name == AND || name == OR) {
            return many(name, arity);
        }
        return switch (arity) {
            case 1 -> one(name.name());
            case 2 -> two(name.name());
            case 3 -> three(name.name());
            default -> throw ElixirException.badArgument();
        };
    }

    private static MatchFunction one(String name) {
        return switch (name) {
            case "abs" -> a -> ErlangArithmetic.abs(a[0]);
            case "float" -> a -> ErlangArithmetic.toFloat(a[0]);
            case "round" -> a -> ErlangArithmetic.round(a[0]);
            case "trunc" -> a -> ErlangArithmetic.trunc(a[0]);
            case "floor" -> a -> ErlangArithmetic.floor(a[0]);
            case "ceil" -> a -> ErlangArithmetic.ceil(a[0]);
            case "bnot" -> a -> ErlangArithmetic.bnot(a[0]);
            case "not" -> a -> Erlang.not(a[0]);
            case "hd" -> a -> ErlangLists.hd(a[0]);
            case "tl" -> a -> ErlangLists.tl(a[0]);
            case "length" -> a -> ErlangLists.length(a[0]);
            case "size" -> a -> ErlangTuples.size(a[0]);
            case "tuple_size" -> a -> ErlangTuples.tupleSize(a[0]);
            case "byte_size" -> a -> ErlangBinaries.byteSize(a[0]);
            case "bit_size" -> a -> ErlangBinaries.bitSize(a[0]);
            case "map_size" -> a -> Erlang.mapSize(a[0]);
            case "is_atom" -> a -> Erlang.isAtom(a[0]);
            case "is_binary" -> a -> Erlang.isBinary(a[0]);
            case "is_bitstring" -> a -> Erlang.isBitstring(a[0]);
            case "is_boolean" -> a -> Erlang.isBoolean(a[0]);
            case "is_float" -> a -> Erlang.isFloat(a[0]);
            case "is_function" -> a -> Erlang.isFunction(a[0]);
            case "is_integer" -> a -> Erlang.isInteger(a[0]);
            case "is_list" -> a -> Erlang.isList(a[0]);
            case "is_map" -> a -> Erlang.isMap(a[0]);
            case "is_number" -> a -> Erlang.isNumber(a[0]);
            case "is_pid" -> a -> Erlang.isPid(a[0]);
            case "is_port" -> a -> Erlang.isPort(a[0]);
            case "is_reference" -> a -> Erlang.isReference(a[0]);
            case "is_tuple" -> a -> Erlang.isTuple(a[0]);
            case "+" -> a -> ErlangArithmetic.plus(a[0]);
            case "-" -> a -> ErlangArithmetic.negate(a[0]);
            default -> throw ElixirException.badArgument();
        };
    }

    private static MatchFunction two(String name) {
        return switch (name) {
            case "+" -> a -> ErlangArithmetic.add(a[0], a[1]);
            case "-" -> a -> ErlangArithmetic.subtract(a[0], a[1]);
            case "*" -> a -> ErlangArithmetic.multiply(a[0], a[1]);
            case "/" -> a -> ErlangArithmetic.divide(a[0], a[1]);
            case "div" -> a -> ErlangArithmetic.div(a[0], a[1]);
            case "rem" -> a -> ErlangArithmetic.rem(a[0], a[1]);
            case "band" -> a -> ErlangArithmetic.band(a[0], a[1]);
            case "bor" -> a -> ErlangArithmetic.bor(a[0], a[1]);
            case "bxor" -> a -> ErlangArithmetic.bxor(a[0], a[1]);
            case "bsl" -> a -> ErlangArithmetic.bsl(a[0], a[1]);
            case "bsr" -> a -> ErlangArithmetic.bsr(a[0], a[1]);
            case "==" -> a -> Erlang.equal(a[0], a[1]);
            case "/=" -> a -> Erlang.notEqual(a[0], a[1]);
            case "=:=" -> a -> Erlang.exactlyEqual(a[0], a[1]);
            case "=/=" -> a -> Erlang.exactlyNotEqual(a[0], a[1]);
            case "<" -> a -> Erlang.lessThan(a[0], a[1]);
            case "=<" -> a -> Erlang.lessOrEqual(a[0], a[1]);
            case ">" -> a -> Erlang.greaterThan(a[0], a[1]);
            case ">=" -> a -> Erlang.greaterOrEqual(a[0], a[1]);
            case "max" -> a -> Erlang.max(a[0], a[1]);
            case "min" -> a -> Erlang.min(a[0], a[1]);
            case "and" -> a -> Erlang.and(a[0], a[1]);
            case "or" -> a -> Erlang.or(a[0], a[1]);
            case "xor" -> a -> Erlang.xor(a[0], a[1]);
            case "element" -> a -> ErlangTuples.element(a[0], a[1]);
            case "map_get" -> a -> Erlang.mapGet(a[0], a[1]);
            case "is_map_key" -> a -> Erlang.isMapKey(a[0], a[1]);
            case "is_function" -> a -> Erlang.isFunction(a[0], a[1]);
            case "binary_part" -> a -> ErlangBinaries.binaryPart(a[0], a[1]);
            default -> throw ElixirException.badArgument();
        };
    }

    private static MatchFunction three(String name) {
        return switch (name) {
            case "is_record" -> a -> Erlang.isRecord(a[0], a[1], a[2]);
            case "binary_part" -> a -> ErlangBinaries.binaryPart(a[0], a[1], a[2]);
            default -> throw ElixirException.badArgument();
        };
    }

    private static MatchFunction many(Atom name, int arity) {
        if (arity == 0) {
            throw ElixirException.badArgument();
        }
        MatchFunction pair = two(name.name());
        return a -> {
            Object result = a[0];
            for (int i = 1; i < a.length; i++) {
                result = pair.apply(new Object[] {result, a[i]});
            }
            return result;
        };
    }
}
