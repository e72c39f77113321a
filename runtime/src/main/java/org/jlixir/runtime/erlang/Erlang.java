package org.jlixir.runtime.erlang;

import java.math.BigInteger;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;

/** {@code :erlang}: type tests, comparisons, booleans. The other functions of the module stand in {@code Erlang...} classes. */
@ErlangModule("erlang")
public final class Erlang {
    private static final Atom ERLANG = Atom.of("erlang");
    private static final Atom MAP_GET = Atom.of("map_get");
    private static final Atom BADMAP = Atom.of("badmap");
    private static final Atom BADKEY = Atom.of("badkey");

    private Erlang() {}

    // ---- type tests

    @Builtin(value = "is_atom", pure = true)
    public static Object isAtom(Object term) {
        return Atom.of(term instanceof Atom);
    }

    @Builtin(value = "is_binary", pure = true)
    public static Object isBinary(Object term) {
        return Atom.of(term instanceof Bitstring x && x.isBinary());
    }

    @Builtin(value = "is_bitstring", pure = true)
    public static Object isBitstring(Object term) {
        return Atom.of(term instanceof Bitstring);
    }

    @Builtin(value = "is_boolean", pure = true)
    public static Object isBoolean(Object term) {
        return Atom.of(term == Atom.TRUE || term == Atom.FALSE);
    }

    @Builtin(value = "is_float", pure = true)
    public static Object isFloat(Object term) {
        return Atom.of(term instanceof Double);
    }

    @Builtin(value = "is_function", pure = true)
    public static Object isFunction(Object term) {
        return Atom.of(term instanceof Fun);
    }

    @Builtin(value = "is_function", pure = true)
    public static Object isFunction(Object term, Object arity) {
        if (arity instanceof Long n && n >= 0) {
            return Atom.of(term instanceof Fun fun && fun.arity() == n);
        }
        if (arity instanceof BigInteger n && n.signum() > 0) {
            return Atom.FALSE;
        }
        throw Args.badarg("is_function", term, arity);
    }

    @Builtin(value = "is_integer", pure = true)
    public static Object isInteger(Object term) {
        return Atom.of(Arithmetic.isInteger(term));
    }

    @Builtin(value = "is_list", pure = true)
    public static Object isList(Object term) {
        return Atom.of(term instanceof Cons || term == EmptyList.NIL);
    }

    @Builtin(value = "is_map", pure = true)
    public static Object isMap(Object term) {
        return Atom.of(term instanceof ElixirMap);
    }

    @Builtin(value = "is_number", pure = true)
    public static Object isNumber(Object term) {
        return Atom.of(Arithmetic.isNumber(term));
    }

    @Builtin(value = "is_pid", pure = true)
    public static Object isPid(Object term) {
        return Atom.of(term instanceof Pid);
    }

    @Builtin(value = "is_port", pure = true)
    public static Object isPort(Object term) {
        return Atom.of(term instanceof Port);
    }

    @Builtin(value = "is_reference", pure = true)
    public static Object isReference(Object term) {
        return Atom.of(term instanceof Reference);
    }

    @Builtin(value = "is_tuple", pure = true)
    public static Object isTuple(Object term) {
        return Atom.of(term instanceof Tuple);
    }

    @Builtin(value = "is_record", pure = true)
    public static Object isRecord(Object term, Object tag) {
        Atom name = Args.atom(tag);
        return Atom.of(term instanceof Tuple tuple && tuple.size() > 0 && tuple.get(0) == name);
    }

    @Builtin(value = "is_record", pure = true)
    public static Object isRecord(Object term, Object tag, Object size) {
        Atom name = Args.atom(tag);
        long expected = Args.integer(size);
        return Atom.of(term instanceof Tuple tuple && tuple.size() == expected && expected > 0 && tuple.get(0) == name);
    }

    // ---- comparisons

    @Builtin(value = "==", pure = true)
    public static Object equal(Object a, Object b) {
        return Atom.of(TermOrder.equal(a, b));
    }

    @Builtin(value = "/=", pure = true)
    public static Object notEqual(Object a, Object b) {
        return Atom.of(!TermOrder.equal(a, b));
    }

    @Builtin(value = "=:=", pure = true)
    public static Object exactlyEqual(Object a, Object b) {
        return Atom.of(TermOrder.exactlyEqual(a, b));
    }

    @Builtin(value = "=/=", pure = true)
    public static Object exactlyNotEqual(Object a, Object b) {
        return Atom.of(!TermOrder.exactlyEqual(a, b));
    }

    @Builtin(value = "<", pure = true)
    public static Object lessThan(Object a, Object b) {
        return Atom.of(TermOrder.lessThan(a, b));
    }

    @Builtin(value = "=<", pure = true)
    public static Object lessOrEqual(Object a, Object b) {
        return Atom.of(TermOrder.lessOrEqual(a, b));
    }

    @Builtin(value = ">", pure = true)
    public static Object greaterThan(Object a, Object b) {
        return Atom.of(TermOrder.greaterThan(a, b));
    }

    @Builtin(value = ">=", pure = true)
    public static Object greaterOrEqual(Object a, Object b) {
        return Atom.of(TermOrder.greaterOrEqual(a, b));
    }

    /** The first when they are equal. */
    @Builtin(value = "max", pure = true)
    public static Object max(Object a, Object b) {
        return TermOrder.greaterOrEqual(a, b) ? a : b;
    }

    /** The first when they are equal. */
    @Builtin(value = "min", pure = true)
    public static Object min(Object a, Object b) {
        return TermOrder.lessOrEqual(a, b) ? a : b;
    }

    // ---- booleans

    @Builtin(value = "not", pure = true)
    public static Object not(Object a) {
        if (a == Atom.TRUE || a == Atom.FALSE) {
            return Atom.of(a == Atom.FALSE);
        }
        throw Args.badarg("not", a);
    }

    /** Both arguments are evaluated, and checked. */
    @Builtin(value = "and", pure = true)
    public static Object and(Object a, Object b) {
        boolean left = Args.bool(a);
        boolean right = Args.bool(b);
        return Atom.of(left && right);
    }

    @Builtin(value = "or", pure = true)
    public static Object or(Object a, Object b) {
        boolean left = Args.bool(a);
        boolean right = Args.bool(b);
        return Atom.of(left || right);
    }

    @Builtin(value = "xor", pure = true)
    public static Object xor(Object a, Object b) {
        return Atom.of(Args.bool(a) ^ Args.bool(b));
    }

    // ---- maps

    @Builtin(value = "map_size", pure = true)
    public static Object mapSize(Object map) {
        return (long) Args.map(map).size();
    }

    @Builtin(value = "map_get", pure = true)
    public static Object mapGet(Object key, Object map) {
        if (!(map instanceof ElixirMap entries)) {
            throw ElixirException.error(BADMAP, map).outOf(ERLANG, MAP_GET, key, map);
        }
        Object value = entries.get(key);
        if (value == null) {
            throw ElixirException.error(BADKEY, key).outOf(ERLANG, MAP_GET, key, map);
        }
        return value;
    }

    @Builtin(value = "is_map_key", pure = true)
    public static Object isMapKey(Object key, Object map) {
        return Atom.of(Args.map(map).containsKey(key));
    }
}
