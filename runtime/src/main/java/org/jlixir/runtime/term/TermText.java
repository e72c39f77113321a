package org.jlixir.runtime.term;

import org.jlixir.runtime.number.FloatText;
import org.jspecify.annotations.Nullable;

/**
 * Terms as text for people who debug jlixir itself (and for {@code --dump}): Elixir's notation on one line, without
 * limits. {@code Kernel.inspect/2} is written in Elixir and does not come through here.
 */
public final class TermText {
    private static final Atom STRUCT = Atom.of("__struct__");

    private TermText() {}

    public static String of(Object term) {
        StringBuilder out = new StringBuilder();
        append(out, term);
        return out.toString();
    }

    private static void append(StringBuilder out, Object term) {
        if (term instanceof Atom x) {
            AtomText.append(out, x);
        } else if (term instanceof Double x) {
            out.append(FloatText.shortest(x));
        } else if (term instanceof Bitstring x) {
            appendBitstring(out, x);
        } else if (term instanceof Cons x) {
            appendList(out, x);
        } else if (term instanceof Tuple x) {
            appendTuple(out, x);
        } else if (term instanceof ElixirMap x) {
            appendMap(out, x);
        } else if (term instanceof Fun x) {
            appendFun(out, x);
        } else {
            out.append(term);
        }
    }

    private static void appendBitstring(StringBuilder out, Bitstring bits) {
        String text = printable(bits);
        if (text != null) {
            AtomText.quote(out, text);
            return;
        }
        out.append("<<");
        int size = bits.byteSize();
        int rest = (int) (bits.bitSize() & 7);
        for (int i = 0; i < size; i++) {
            int value = bits.byteAt(i);
            boolean partial = rest != 0 && i == size - 1;
            out.append(i == 0 ? "" : ", ").append(partial ? value >>> 8 - rest : value);
            if (partial) {
                out.append("::size(").append(rest).append(')');
            }
        }
        out.append(">>");
    }

    private static @Nullable String printable(Bitstring bits) {
        if (!bits.isBinary()) {
            return null;
        }
        String text = bits.validUtf8();
        for (int i = 0; text != null && i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && (c < 7 || c > 13) && c != '\u001b') {
                return null;
            }
        }
        return text;
    }

    private static void appendList(StringBuilder out, Cons list) {
        if (isCharlist(list)) {
            StringBuilder text = new StringBuilder();
            for (Object element : TermList.toJava(list)) {
                text.append((char) (long) (Long) element);
            }
            out.append("~c");
            AtomText.quote(out, text.toString());
            return;
        }
        boolean keywords = isKeywords(list);
        out.append('[');
        Object rest = list;
        while (rest instanceof Cons cell) {
            out.append(rest == list ? "" : ", ");
            if (keywords && cell.head instanceof Tuple2 pair) {
                AtomText.appendKey(out, (Atom) pair.e0);
                append(out, pair.e1);
            } else {
                append(out, cell.head);
            }
            rest = cell.tail;
        }
        if (rest != EmptyList.NIL) {
            out.append(" | ");
            append(out, rest);
        }
        out.append(']');
    }

    private static boolean isCharlist(Cons list) {
        Object rest = list;
        while (rest instanceof Cons cell) {
            boolean printable = cell.head instanceof Long c && (c >= 32 && c < 127 || c >= 7 && c <= 13 || c == 27);
            if (!printable) {
                return false;
            }
            rest = cell.tail;
        }
        return rest == EmptyList.NIL;
    }

    private static boolean isKeywords(Cons list) {
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (!(cell.head instanceof Tuple2 pair && isKeywordKey(pair.e0))) {
                return false;
            }
            rest = cell.tail;
        }
        return rest == EmptyList.NIL;
    }

    private static boolean isKeywordKey(Object key) {
        return key instanceof Atom atom && !atom.name().startsWith("Elixir.");
    }

    private static void appendTuple(StringBuilder out, Tuple tuple) {
        out.append('{');
        for (int i = 0; i < tuple.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            append(out, tuple.get(i));
        }
        out.append('}');
    }

    private static void appendMap(StringBuilder out, ElixirMap map) {
        out.append('%');
        boolean isStruct = map.get(STRUCT) instanceof Atom name && AtomText.isAlias(name.name());
        if (isStruct) {
            append(out, map.getOrFail(STRUCT));
        }
        boolean keywords = true;
        for (ElixirMap.Cursor entry = map.cursor(); entry.next(); ) {
            keywords &= isKeywordKey(entry.key());
        }
        out.append('{');
        String separator = "";
        for (ElixirMap.Cursor entry = map.cursor(); entry.next(); ) {
            if (isStruct && entry.key() == STRUCT) {
                continue;
            }
            out.append(separator);
            separator = ", ";
            if (keywords) {
                AtomText.appendKey(out, (Atom) entry.key());
            } else {
                append(out, entry.key());
                out.append(" => ");
            }
            append(out, entry.value());
        }
        out.append('}');
    }

    private static void appendFun(StringBuilder out, Fun fun) {
        if (fun.isExternal()) {
            out.append('&');
            append(out, fun.module());
            out.append('.').append(fun.name().name()).append('/').append(fun.arity());
            return;
        }
        out.append("#Function<")
                .append(fun.index())
                .append('/')
                .append(fun.arity())
                .append(" in ");
        append(out, fun.module());
        out.append('.').append(fun.name().name()).append('>');
    }
}
