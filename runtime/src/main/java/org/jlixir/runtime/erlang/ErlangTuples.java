package org.jlixir.runtime.erlang;

import java.util.Arrays;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** {@code :erlang}: tuples. Positions count from 1. */
@ErlangModule("erlang")
public final class ErlangTuples {
    /** The largest tuple that Erlang allows. */
    private static final int MAX_SIZE = (1 << 24) - 1;

    private ErlangTuples() {}

    @Builtin(value = "element", pure = true)
    public static Object element(Object index, Object tuple) {
        if (tuple instanceof Tuple t && index instanceof Long n && n >= 1 && n <= t.size()) {
            return t.get((int) (n - 1));
        }
        throw Args.badarg("element", index, tuple);
    }

    @Builtin(value = "setelement", pure = true)
    public static Object setElement(Object index, Object tuple, Object value) {
        if (tuple instanceof Tuple t && index instanceof Long n && n >= 1 && n <= t.size()) {
            return t.with((int) (n - 1), value);
        }
        throw Args.badarg("setelement", index, tuple, value);
    }

    @Builtin(value = "append_element", pure = true)
    public static Object appendElement(Object tuple, Object value) {
        Tuple t = Args.tuple(tuple);
        return inserted(t, t.size(), value);
    }

    @Builtin(value = "insert_element", pure = true)
    public static Object insertElement(Object index, Object tuple, Object value) {
        Tuple t = Args.tuple(tuple);
        return inserted(t, Args.integer(index, 1, t.size() + 1) - 1, value);
    }

    private static Tuple inserted(Tuple tuple, int at, Object value) {
        Object[] elements = Arrays.copyOf(tuple.toArray(), tuple.size() + 1);
        System.arraycopy(elements, at, elements, at + 1, tuple.size() - at);
        elements[at] = value;
        return Tuple.ofArray(elements);
    }

    @Builtin(value = "delete_element", pure = true)
    public static Object deleteElement(Object index, Object tuple) {
        Tuple t = Args.tuple(tuple);
        int at = Args.integer(index, 1, t.size()) - 1;
        Object[] elements = t.toArray();
        System.arraycopy(elements, at + 1, elements, at, elements.length - at - 1);
        return Tuple.ofArray(Arrays.copyOf(elements, elements.length - 1));
    }

    @Builtin(value = "make_tuple", pure = true)
    public static Object makeTuple(Object size, Object value) {
        Object[] elements = new Object[Args.integer(size, 0, MAX_SIZE)];
        Arrays.fill(elements, value);
        return Tuple.ofArray(elements);
    }

    /** {@code initial} holds {@code {position, value}}; a later one wins. */
    @Builtin(value = "make_tuple", pure = true)
    public static Object makeTuple(Object size, Object value, Object initial) {
        Object[] elements = new Object[Args.integer(size, 0, MAX_SIZE)];
        Arrays.fill(elements, value);
        for (Object item : Args.elements(initial)) {
            Tuple pair = Args.tuple(item);
            if (pair.size() != 2) {
                throw Args.badarg();
            }
            elements[Args.integer(pair.get(0), 1, elements.length) - 1] = pair.get(1);
        }
        return Tuple.ofArray(elements);
    }

    @Builtin(value = "tuple_to_list", pure = true)
    public static Object tupleToList(Object tuple) {
        Tuple t = Args.tuple(tuple);
        Object list = TermList.of();
        for (int i = t.size() - 1; i >= 0; i--) {
            list = new Cons(t.get(i), list);
        }
        return list;
    }

    @Builtin(value = "list_to_tuple", pure = true)
    public static Object listToTuple(Object list) {
        return Tuple.ofArray(Args.elements(list));
    }

    @Builtin(value = "tuple_size", pure = true)
    public static Object tupleSize(Object tuple) {
        if (tuple instanceof Tuple t) {
            return (long) t.size();
        }
        throw Args.badarg("tuple_size", tuple);
    }

    /** Of a tuple its elements, of a bitstring its whole bytes. */
    @Builtin(value = "size", pure = true)
    public static Object size(Object term) {
        if (term instanceof Bitstring x) {
            return x.bitSize() >>> 3;
        }
        return (long) Args.tuple(term).size();
    }
}
