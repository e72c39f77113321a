package org.jlixir.compiler.quoted;

import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** Metadata of quoted forms: a keyword list with {@code line}, {@code column}, {@code counter} and others. Pure functions. */
public final class Meta {
    public static final Object EMPTY = EmptyList.NIL;

    private Meta() {}

    /** The first value at {@code key}, or null. */
    public static @Nullable Object get(Object meta, Atom key) {
        while (meta instanceof Cons cell) {
            if (cell.head instanceof Tuple2 pair && pair.e0 == key) {
                return pair.e1;
            }
            meta = cell.tail();
        }
        return null;
    }

    public static boolean has(Object meta, Atom key) {
        return get(meta, key) != null;
    }

    /** True when {@code key} is there and {@code true}. */
    public static boolean is(Object meta, Atom key) {
        return get(meta, key) == Atom.TRUE;
    }

    /** The line, 0 when unknown. */
    public static int line(Object meta) {
        return get(meta, Words.LINE) instanceof Long line ? line.intValue() : 0;
    }

    /** The column, 0 when unknown. */
    public static int column(Object meta) {
        return get(meta, Words.COLUMN) instanceof Long column ? column.intValue() : 0;
    }

    /** With {@code key} set to {@code value}: in its old place, else in front. */
    public static Object put(Object meta, Atom key, Object value) {
        if (!has(meta, key)) {
            return new Cons(new Tuple2(key, value), meta);
        }
        ListBuilder copy = new ListBuilder();
        boolean done = false;
        while (meta instanceof Cons cell) {
            if (cell.head instanceof Tuple2 pair && pair.e0 == key) {
                if (!done) {
                    copy.add(new Tuple2(key, value));
                    done = true;
                }
            } else {
                copy.add(cell.head);
            }
            meta = cell.tail();
        }
        return copy.finish();
    }

    /** With {@code key} set; a new one goes to the end. */
    public static Object store(Object meta, Atom key, Object value) {
        return has(meta, key) ? put(meta, key, value) : Form.append(meta, TermList.of(new Tuple2(key, value)));
    }

    /** With {@code key} in front unless it is there already. */
    public static Object putNew(Object meta, Atom key, Object value) {
        return has(meta, key) ? meta : new Cons(new Tuple2(key, value), meta);
    }

    /** Without {@code key}; the same list when it is not there. */
    public static Object remove(Object meta, Atom key) {
        if (!has(meta, key)) {
            return meta;
        }
        ListBuilder copy = new ListBuilder();
        while (meta instanceof Cons cell) {
            if (!(cell.head instanceof Tuple2 pair && pair.e0 == key)) {
                copy.add(cell.head);
            }
            meta = cell.tail();
        }
        return copy.finish();
    }

    /** {@code [line: line]}, empty for 0. */
    public static Object ofLine(int line) {
        return line == 0 ? EMPTY : new Cons(new Tuple2(Words.LINE, (long) line), EMPTY);
    }

    /** Only the place ({@code line}, {@code column}) and {@code generated} of {@code meta}. */
    public static Object place(Object meta) {
        ListBuilder copy = new ListBuilder();
        while (meta instanceof Cons cell) {
            if (cell.head instanceof Tuple2 pair
                    && (pair.e0 == Words.LINE || pair.e0 == Words.COLUMN || pair.e0 == Words.GENERATED)) {
                copy.add(pair);
            }
            meta = cell.tail();
        }
        return copy.finish();
    }
}
