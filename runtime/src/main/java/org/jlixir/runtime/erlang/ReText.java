package org.jlixir.runtime.erlang;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.bits.BitstringBuilder;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.regex.Regex;
import org.jlixir.runtime.regex.RegexSyntaxException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;

/** {@code :re}: replacing and splitting. */
@ErlangModule("re")
public final class ReText {
    private static final Atom RETURN = Atom.of("return");
    private static final Atom PARTS = Atom.of("parts");
    private static final Atom TRIM = Atom.of("trim");
    private static final Atom GROUP = Atom.of("group");

    private ReText() {}

    /** The options of these functions, apart from those that {@code run} takes. */
    private static final class Options {
        String form = "iodata";
        long parts = 0;
        boolean trim;
        boolean group;
        final Object others;

        Options(Object options) {
            ListBuilder rest = new ListBuilder();
            for (Object option : Args.elements(options)) {
                if (option instanceof Tuple2 pair && pair.e0 == RETURN) {
                    form = Args.atom(pair.e1).name();
                } else if (option instanceof Tuple2 pair && pair.e0 == PARTS) {
                    parts = pair.e1 == Atom.INFINITY ? 0 : Args.integer(pair.e1, 0, Integer.MAX_VALUE);
                } else if (option == TRIM) {
                    trim = true;
                } else if (option == GROUP) {
                    group = true;
                } else {
                    rest.add(option);
                }
            }
            others = rest.finish();
        }
    }

    private static ReSearch search(Proc self, Object subject, Object pattern, Options options) {
        try {
            Regex regex = RePattern.pattern(self, pattern, options.others);
            return new ReSearch(regex, subject, RePattern.part(options.others, false));
        } catch (RegexSyntaxException e) {
            throw Args.badarg();
        }
    }

    // ---- replacing

    @Builtin("replace")
    public static Object replace(Proc self, Object subject, Object pattern, Object replacement) {
        return replace(self, subject, pattern, replacement, EmptyList.NIL);
    }

    /**
     * In a replacement {@code &} stands for the match, {@code \N}, {@code \gN} and {@code \g{N}} for a group. A function is
     * given the match and the list of groups.
     */
    @Builtin("replace")
    public static Object replace(Proc self, Object subject, Object pattern, Object replacement, Object options) {
        Options read = new Options(options);
        ReSearch search = search(self, subject, pattern, read);
        int[] first = search.isGlobal() ? null : search.first();
        List<int[]> matches = search.isGlobal() ? search.all() : first == null ? List.of() : List.of(first);
        Fun function = replacement instanceof Fun fun && fun.arity() == 2 ? fun : null;
        Bitstring fixed = function == null ? RePattern.text(replacement, !(replacement instanceof Bitstring)) : null;
        ListBuilder parts = new ListBuilder();
        int at = 0;
        for (int[] match : matches) {
            parts.add(search.bytes(at, match[0]));
            parts.add(function != null ? applied(self, function, search, match) : expanded(fixed, search, match));
            at = match[1];
        }
        Bitstring rest = search.bytes(at, search.text().byteSize());
        return switch (read.form) {
            case "iodata" -> parts.finish(rest);
            case "binary" ->
                Unicode.charactersToBinary(parts.finish(new Cons(rest, EmptyList.NIL))) instanceof Bitstring text
                        ? text
                        : ErlangBinaries.iolistToBinary(parts.finish(new Cons(rest, EmptyList.NIL)));
            case "list" ->
                search.list((Bitstring) ErlangBinaries.iolistToBinary(parts.finish(new Cons(rest, EmptyList.NIL))));
            default -> throw Args.badarg();
        };
    }

    private static Object applied(Proc self, Fun function, ReSearch search, int[] match) {
        ListBuilder groups = new ListBuilder();
        for (int group = 1; group < match.length / 2; group++) {
            groups.add(search.bytes(match[2 * group], match[2 * group + 1]));
        }
        return self.apply2(function, search.bytes(match[0], match[1]), groups.finish());
    }

    private static Bitstring expanded(Bitstring replacement, ReSearch search, int[] match) {
        BitstringBuilder out = new BitstringBuilder(replacement.byteSize() + 16);
        int size = replacement.byteSize();
        int i = 0;
        while (i < size) {
            int c = replacement.byteAt(i++);
            if (c == '&') {
                out.bitstring(search.bytes(match[0], match[1]));
            } else if (c == '\\' && i < size) {
                i = escaped(replacement, i, out, search, match);
            } else {
                out.octet(c);
            }
        }
        return out.finish();
    }

    /** What stands behind a backslash at {@code from}. @return where to go on */
    private static int escaped(Bitstring replacement, int from, BitstringBuilder out, ReSearch search, int[] match) {
        int i = from;
        boolean braced = false;
        if (replacement.byteAt(i) == 'g') {
            i++;
            braced = i < replacement.byteSize() && replacement.byteAt(i) == '{';
            i += braced ? 1 : 0;
        }
        int digits = i;
        int group = 0;
        while (i < replacement.byteSize() && replacement.byteAt(i) >= '0' && replacement.byteAt(i) <= '9') {
            group = Math.min(1 << 20, group * 10 + replacement.byteAt(i++) - '0');
        }
        boolean closed = !braced || i < replacement.byteSize() && replacement.byteAt(i) == '}';
        boolean zero = digits == from && replacement.byteAt(from) == '0';
        if (i == digits || !closed || zero) {
            out.octet(replacement.byteAt(from));
            return from + 1;
        }
        if (group < match.length / 2 && match[2 * group + 1] >= 0) {
            out.bitstring(search.bytes(match[2 * group], match[2 * group + 1]));
        }
        return braced ? i + 1 : i;
    }

    // ---- splitting

    @Builtin("split")
    public static Object split(Proc self, Object subject, Object pattern) {
        return split(self, subject, pattern, EmptyList.NIL);
    }

    /** The text between the matches; the groups of a match come behind the part before it. */
    @Builtin("split")
    public static Object split(Proc self, Object subject, Object pattern, Object options) {
        Options read = new Options(options);
        ReSearch search = search(self, subject, pattern, read);
        if (search.text().byteSize() == 0) {
            Object whole = form(search, search.text(), read);
            return read.trim ? EmptyList.NIL : TermList.of(read.group ? TermList.of(whole) : whole);
        }
        List<List<Bitstring>> rows = new ArrayList<>();
        int at = 0;
        for (int[] match : search.all()) {
            if (read.parts > 0 && rows.size() + 1 >= read.parts) {
                break;
            }
            // An empty match where the last part ended would only put an empty part there.
            if (match[1] == match[0] && match[0] == at) {
                continue;
            }
            List<Bitstring> row = new ArrayList<>();
            row.add(search.bytes(at, match[0]));
            for (int group = 1; group < match.length / 2; group++) {
                row.add(search.bytes(match[2 * group], match[2 * group + 1]));
            }
            rows.add(row);
            at = match[1];
        }
        rows.add(List.of(search.bytes(at, search.text().byteSize())));
        if (read.trim) {
            while (!rows.isEmpty() && rows.getLast().stream().allMatch(part -> part.bitSize() == 0)) {
                rows.removeLast();
            }
        }
        ListBuilder list = new ListBuilder();
        for (List<Bitstring> row : rows) {
            Object[] terms = row.stream().map(part -> form(search, part, read)).toArray();
            if (read.group) {
                list.add(TermList.of(terms));
            } else {
                for (Object term : terms) {
                    list.add(term);
                }
            }
        }
        return list.finish();
    }

    private static Object form(ReSearch search, Bitstring part, Options options) {
        return options.form.equals("list") ? search.list(part) : part;
    }
}
