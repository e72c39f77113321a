package org.jlixir.runtime.erlang;

import java.math.BigInteger;
import org.jlixir.runtime.bits.BitstringBuilder;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** The arguments of built-ins as Java values: each method raises {@code :badarg} for a term of another type. */
final class Args {
    static final Atom FUNCTION_CLAUSE = Atom.of("function_clause");
    private static final Atom ERLANG = Atom.of("erlang");
    private static final Atom BADMAP = Atom.of("badmap");

    private Args() {}

    /** What all JVMs can make, if memory allows. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    static ElixirException badarg() {
        return ElixirException.badArgument();
    }

    /** {@code :badarg} of a function of {@code :erlang}, with its arguments. */
    static ElixirException badarg(String function, Object... arguments) {
        return ElixirException.badArgument(ERLANG, Atom.of(function), arguments);
    }

    /** What a function without a matching clause raises: how Erlang's own library code refuses arguments. */
    static ElixirException functionClause() {
        return ElixirException.error(FUNCTION_CLAUSE);
    }

    static Atom atom(Object term) {
        if (term instanceof Atom x) {
            return x;
        }
        throw badarg();
    }

    static boolean bool(Object term) {
        if (term == Atom.TRUE) {
            return true;
        }
        if (term == Atom.FALSE) {
            return false;
        }
        throw badarg();
    }

    static long integer(Object term) {
        if (term instanceof Long x) {
            return x;
        }
        throw badarg();
    }

    /** An integer from {@code low} to {@code high}. */
    static int integer(Object term, int low, int high) {
        if (term instanceof Long x && x >= low && x <= high) {
            return (int) (long) x;
        }
        throw badarg();
    }

    /** The length of an array; {@code :system_limit} when it is larger than arrays may be. */
    static int arrayLength(Object term) {
        if (term instanceof BigInteger x && x.signum() > 0 || term instanceof Long y && y > LONGEST_ARRAY) {
            throw ElixirException.systemLimit();
        }
        return integer(term, 1, LONGEST_ARRAY);
    }

    static Tuple tuple(Object term) {
        if (term instanceof Tuple x) {
            return x;
        }
        throw badarg();
    }

    static Bitstring bitstring(Object term) {
        if (term instanceof Bitstring x) {
            return x;
        }
        throw badarg();
    }

    static Bitstring binary(Object term) {
        if (term instanceof Bitstring x && x.isBinary()) {
            return x;
        }
        throw badarg();
    }

    /** A map; {@code {:badmap, term}} for anything else. */
    static ElixirMap map(Object term) {
        if (term instanceof ElixirMap x) {
            return x;
        }
        throw ElixirException.error(BADMAP, term);
    }

    static Fun fun(Object term, int arity) {
        if (term instanceof Fun x && x.arity() == arity) {
            return x;
        }
        throw badarg();
    }

    /** The elements of a proper list. */
    static Object[] elements(Object list) {
        int length = length(list);
        Object[] elements = new Object[length];
        Object rest = list;
        for (int i = 0; i < length; i++) {
            Cons cell = (Cons) rest;
            elements[i] = cell.head;
            rest = cell.tail();
        }
        return elements;
    }

    static int length(Object list) {
        long length = TermList.properLength(list);
        if (length < 0) {
            throw badarg();
        }
        return (int) length;
    }

    /** A list of code points as text. */
    static String characters(Object list) {
        StringBuilder text = new StringBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (!(cell.head instanceof Long c && BitstringBuilder.isCodePoint(c))) {
                throw badarg();
            }
            text.appendCodePoint((int) (long) c);
            rest = cell.tail();
        }
        if (rest != EmptyList.NIL) {
            throw badarg();
        }
        return text.toString();
    }

    /** A binary in UTF-8 as text. */
    static String utf8(Object term) {
        String text = binary(term).validUtf8();
        if (text == null) {
            throw badarg();
        }
        return text;
    }

    /** The text of bytes that are UTF-8, or else each a character: as {@code :io_lib} takes formats. */
    static String utf8OrLatin1(Bitstring term) {
        String text = binary(term).validUtf8();
        return text != null ? text : term.latin1();
    }

    /** Text as a list of code points. */
    static Object charlist(String text) {
        ListBuilder list = new ListBuilder();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            list.add((long) c);
            i += Character.charCount(c);
        }
        return list.finish();
    }

    /** The bytes of a binary as a list, followed by {@code tail}. */
    static Object bytes(Bitstring binary, int from, int count, Object tail) {
        Object list = tail;
        for (int i = from + count - 1; i >= from; i--) {
            list = new Cons((long) binary.byteAt(i), list);
        }
        return list;
    }
}
