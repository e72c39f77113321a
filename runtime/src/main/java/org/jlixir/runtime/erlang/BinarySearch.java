package org.jlixir.runtime.erlang;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jlixir.runtime.bits.BitstringBuilder;
import org.jlixir.runtime.bits.BytePattern;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple2;

/**
 * {@code :binary}: looking for patterns. A pattern is a binary, a list of binaries (none empty), or what {@code
 * compile_pattern} answers: {@code {bm, X}} or {@code {ac, X}}, where X is a {@link BytePattern}.
 */
@ErlangModule("binary")
public final class BinarySearch {
    private static final Atom BM = Atom.of("bm");
    private static final Atom AC = Atom.of("ac");
    private static final Atom NOMATCH = Atom.of("nomatch");
    private static final Atom GLOBAL = Atom.of("global");
    private static final Atom TRIM = Atom.of("trim");
    private static final Atom TRIM_ALL = Atom.of("trim_all");
    private static final Atom SCOPE = Atom.of("scope");
    private static final Atom INSERT_REPLACED = Atom.of("insert_replaced");

    private BinarySearch() {}

    @Builtin(value = "compile_pattern", pure = true)
    public static Object compilePattern(Object pattern) {
        BytePattern compiled = pattern(pattern);
        return new Tuple2(compiled.count() == 1 ? BM : AC, compiled);
    }

    private static BytePattern pattern(Object term) {
        if (term instanceof Bitstring) {
            return new BytePattern(patternBytes(term));
        }
        if (term instanceof Tuple2 pair && pair.e1 instanceof BytePattern compiled) {
            return compiled;
        }
        Object[] all = Args.elements(term);
        if (all.length == 0) {
            throw Args.badarg();
        }
        byte[][] patterns = new byte[all.length][];
        for (int i = 0; i < all.length; i++) {
            patterns[i] = patternBytes(all[i]);
        }
        return new BytePattern(patterns);
    }

    private static byte[] patternBytes(Object term) {
        byte[] bytes = Args.binary(term).toBytes();
        if (bytes.length == 0) {
            throw Args.badarg();
        }
        return bytes;
    }

    /** The options of a search, and the part of the text that it covers. */
    private static final class Options {
        final Bitstring text;
        int from;
        int to;
        boolean global;
        boolean trim;
        boolean trimAll;
        List<Integer> insertReplaced = List.of();

        Options(Object text, Object options, Atom... allowed) {
            this.text = Args.binary(text);
            to = this.text.byteSize();
            for (Object option : Args.elements(options)) {
                Object name = option instanceof Tuple2 pair ? pair.e0 : option;
                if (name != SCOPE && !List.of(allowed).contains(name)) {
                    throw Args.badarg();
                }
                read(option);
            }
        }

        private void read(Object option) {
            if (option == GLOBAL) {
                global = true;
            } else if (option == TRIM) {
                trim = true;
            } else if (option == TRIM_ALL) {
                trim = true;
                trimAll = true;
            } else if (option instanceof Tuple2 pair && pair.e0 == SCOPE) {
                scope(pair.e1);
            } else if (option instanceof Tuple2 pair && pair.e0 == INSERT_REPLACED) {
                insertReplaced = positions(pair.e1);
            } else {
                throw Args.badarg();
            }
        }

        private void scope(Object range) {
            if (!(range instanceof Tuple2 pair)) {
                throw Args.badarg();
            }
            long start = Args.integer(pair.e0);
            long end = start + Args.integer(pair.e1);
            long low = Math.min(start, end);
            long high = Math.max(start, end);
            if (low < 0 || high > text.byteSize()) {
                throw Args.badarg();
            }
            from = (int) low;
            to = (int) high;
        }

        private static List<Integer> positions(Object term) {
            Object[] all = term instanceof Long ? new Object[] {term} : Args.elements(term);
            List<Integer> positions = new ArrayList<>();
            for (Object position : all) {
                positions.add(Args.integer(position, 0, Integer.MAX_VALUE));
            }
            positions.sort(null);
            return positions;
        }
    }

    private static int start(long found) {
        return (int) (found >>> 32);
    }

    private static int length(long found) {
        return (int) found;
    }

    // ---- finding

    @Builtin(value = "match", pure = true)
    public static Object match(Object text, Object pattern) {
        return match(text, pattern, EmptyList.NIL);
    }

    /** {@code {start, length}} of the first match, or {@code nomatch}. */
    @Builtin(value = "match", pure = true)
    public static Object match(Object text, Object pattern, Object options) {
        Options search = new Options(text, options);
        long found = pattern(pattern).find(search.text, search.from, search.to);
        return found < 0 ? NOMATCH : new Tuple2((long) start(found), (long) length(found));
    }

    @Builtin(value = "matches", pure = true)
    public static Object matches(Object text, Object pattern) {
        return matches(text, pattern, EmptyList.NIL);
    }

    /** All matches that do not overlap. */
    @Builtin(value = "matches", pure = true)
    public static Object matches(Object text, Object pattern, Object options) {
        Options search = new Options(text, options);
        search.global = true;
        ListBuilder out = new ListBuilder();
        for (long found : found(search, pattern(pattern))) {
            out.add(new Tuple2((long) start(found), (long) length(found)));
        }
        return out.finish();
    }

    private static long[] found(Options search, BytePattern pattern) {
        Bitstring text = search.text.aligned();
        long[] all = new long[8];
        int count = 0;
        int from = search.from;
        long found = pattern.find(text, from, search.to);
        while (found >= 0) {
            if (count == all.length) {
                all = Arrays.copyOf(all, 2 * count);
            }
            all[count++] = found;
            from = start(found) + length(found);
            found = search.global ? pattern.find(text, from, search.to) : -1;
        }
        return Arrays.copyOf(all, count);
    }

    // ---- splitting

    @Builtin(value = "split", pure = true)
    public static Object split(Object text, Object pattern) {
        return split(text, pattern, EmptyList.NIL);
    }

    @Builtin(value = "split", pure = true)
    public static Object split(Object text, Object pattern, Object options) {
        Options search = new Options(text, options, GLOBAL, TRIM, TRIM_ALL);
        long[] all = found(search, pattern(pattern));
        Object parts = EmptyList.NIL;
        int end = search.text.byteSize();
        for (int i = all.length; i >= 0; i--) {
            int from = i == 0 ? 0 : start(all[i - 1]) + length(all[i - 1]);
            boolean left = end > from || !search.trimAll && (!search.trim || parts != EmptyList.NIL);
            if (left) {
                parts = new Cons(search.text.sliceBytes(from, end - from), parts);
            }
            end = i == 0 ? 0 : start(all[i - 1]);
        }
        return parts;
    }

    // ---- replacing

    @Builtin("replace")
    public static Object replace(Proc self, Object text, Object pattern, Object replacement) {
        return replace(self, text, pattern, replacement, EmptyList.NIL);
    }

    /** {@code replacement} is a binary, or a function from the match to one. */
    @Builtin("replace")
    public static Object replace(Proc self, Object text, Object pattern, Object replacement, Object options) {
        Options search = new Options(text, options, GLOBAL, INSERT_REPLACED);
        BytePattern compiled = pattern(pattern);
        Fun function = replacement instanceof Fun fun && fun.arity() == 1 ? fun : null;
        Bitstring fixed = function == null ? Args.binary(replacement) : Bitstring.EMPTY;
        List<Integer> inserts = search.insertReplaced;
        if (function == null && !inserts.isEmpty() && inserts.getLast() > fixed.byteSize()) {
            throw Args.badarg();
        }
        long[] all = found(search, compiled);
        if (all.length == 0) {
            return search.text;
        }
        BitstringBuilder out = new BitstringBuilder(search.text.byteSize() + 16);
        int from = 0;
        for (long found : all) {
            Bitstring match = search.text.sliceBytes(start(found), length(found));
            out.bitstring(search.text.sliceBytes(from, start(found) - from));
            Bitstring by = function == null ? fixed : Args.binary(self.apply1(function, match));
            int done = 0;
            for (int insert : inserts) {
                out.bitstring(by.sliceBytes(done, insert - done)).bitstring(match);
                done = insert;
            }
            out.bitstring(by.sliceBytes(done, by.byteSize() - done));
            from = start(found) + length(found);
        }
        return out.bitstring(search.text.sliceBytes(from, search.text.byteSize() - from))
                .finish();
    }
}
