package org.jlixir.runtime.erlang;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.regex.Regex;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** A search of {@code :re.run}: its options, and its matches as terms. */
final class ReSearch {
    private static final Atom INTERNAL_ERROR = Atom.of("internal_error");
    private static final Tuple UNSET = new Tuple2(-1L, 0L);

    /** What the parts of a match become. */
    private enum Form {
        INDEX,
        BINARY,
        LIST
    }

    private final Regex regex;
    private final Bitstring text;
    private final Regex.Searcher searcher;
    private boolean global;
    private int offset;
    private boolean anchored;
    private boolean notEmpty;
    private boolean notEmptyAtStart;
    private boolean notLineStart;
    private boolean notLineEnd;
    private Object capture = Atom.of("all");
    private Form form = Form.INDEX;

    /** @param options those of {@code run/3} that do not concern compiling */
    ReSearch(Regex regex, Object subject, Object options) {
        this.regex = regex;
        text = RePattern.text(subject, regex.options().unicode());
        searcher = regex.searcher(text);
        for (Object option : Args.elements(options)) {
            read(option);
        }
        requireCharacterStart();
    }

    boolean isGlobal() {
        return global;
    }

    boolean capturesNothing() {
        return capture instanceof Atom atom && atom.name().equals("none");
    }

    Bitstring text() {
        return text;
    }

    private void read(Object option) {
        if (option instanceof Atom atom) {
            switch (atom.name()) {
                case "global" -> global = true;
                case "report_errors" -> {}
                case "anchored" -> anchored = true;
                case "notempty" -> notEmpty = true;
                case "notempty_atstart" -> notEmptyAtStart = true;
                case "notbol" -> notLineStart = true;
                case "noteol" -> notLineEnd = true;
                default -> throw Args.badarg();
            }
            return;
        }
        if (!(option instanceof Tuple tuple && tuple.size() >= 2 && tuple.get(0) instanceof Atom name)) {
            throw Args.badarg();
        }
        switch (name.name() + "/" + tuple.size()) {
            case "offset/2" -> offset = Args.integer(tuple.get(1), 0, Integer.MAX_VALUE);
            case "match_limit/2", "match_limit_recursion/2" -> Args.integer(tuple.get(1), 0, Integer.MAX_VALUE);
            case "capture/2" -> capture = captureOption(tuple.get(1));
            case "capture/3" -> {
                capture = captureOption(tuple.get(1));
                form = form(tuple.get(2));
            }
            default -> throw Args.badarg();
        }
    }

    private static Object captureOption(Object term) {
        boolean known = term instanceof Cons
                || term == EmptyList.NIL
                || term instanceof Atom atom
                        && switch (atom.name()) {
                            case "all", "all_but_first", "first", "none", "all_names" -> true;
                            default -> false;
                        };
        if (!known) {
            throw Args.badarg();
        }
        return term;
    }

    private static Form form(Object term) {
        return switch (Args.atom(term).name()) {
            case "index" -> Form.INDEX;
            case "binary" -> Form.BINARY;
            case "list" -> Form.LIST;
            default -> throw Args.badarg();
        };
    }

    private void requireCharacterStart() {
        if (offset > text.byteSize()) {
            throw ElixirException.error(INTERNAL_ERROR);
        }
        boolean inside = regex.options().unicode() && offset < text.byteSize() && (text.byteAt(offset) & 0xC0) == 0x80;
        if (inside) {
            throw Args.badarg();
        }
    }

    // ---- matches

    private Regex.Restrictions restrictions() {
        return new Regex.Restrictions(anchored, notEmpty, notEmptyAtStart, notLineStart, notLineEnd);
    }

    int @Nullable [] first() {
        return searcher.find(offset, restrictions());
    }

    /** All matches. Behind an empty one another is looked for at the same place, which must not be empty. */
    List<int[]> all() {
        List<int[]> matches = new ArrayList<>();
        Regex.Restrictions again = new Regex.Restrictions(true, notEmpty, true, notLineStart, notLineEnd);
        int at = offset;
        boolean afterEmpty = false;
        while (at <= text.byteSize()) {
            int[] match = searcher.find(at, afterEmpty ? again : restrictions());
            if (match == null) {
                if (!afterEmpty) {
                    break;
                }
                at = at < text.byteSize() ? searcher.next(at) : at + 1;
                afterEmpty = false;
                continue;
            }
            matches.add(match);
            afterEmpty = match[1] <= match[0];
            at = match[1];
        }
        return matches;
    }

    // ---- as terms

    /** What the capture option wants of a match. */
    Object captured(int[] match) {
        if (capture instanceof Atom atom) {
            return switch (atom.name()) {
                case "first" -> TermList.of(part(match, 0));
                case "all_but_first" -> groups(match, 1);
                case "all_names" -> named(match);
                default -> groups(match, 0);
            };
        }
        ListBuilder list = new ListBuilder();
        for (Object wanted : Args.elements(capture)) {
            list.add(wanted(match, wanted));
        }
        return list.finish();
    }

    /** True when there is nothing to capture, so that the answer is {@code match} alone. */
    boolean isBare() {
        boolean names = capture instanceof Atom atom
                && atom.name().equals("all_names")
                && regex.names().isEmpty();
        return names || capturesNothing() || capture == EmptyList.NIL;
    }

    /** From a group on to the last that is set. */
    private Object groups(int[] match, int from) {
        int end = match.length / 2;
        while (end > 1 && match[2 * end - 1] < 0) {
            end--;
        }
        ListBuilder list = new ListBuilder();
        for (int group = from; group < end; group++) {
            list.add(part(match, group));
        }
        return list.finish();
    }

    private Object named(int[] match) {
        ListBuilder list = new ListBuilder();
        for (List<Integer> numbers : regex.names().values()) {
            list.add(firstSet(match, numbers));
        }
        return list.finish();
    }

    private Object firstSet(int[] match, List<Integer> numbers) {
        for (int number : numbers) {
            if (match[2 * number + 1] >= 0) {
                return part(match, number);
            }
        }
        return part(match, numbers.getFirst());
    }

    private Object wanted(int[] match, Object wanted) {
        if (wanted instanceof Long number) {
            return number >= 0 && number < match.length / 2 ? part(match, (int) (long) number) : unset();
        }
        String name = wanted instanceof Atom atom
                ? atom.name()
                : RePattern.text(wanted, true).utf8();
        List<Integer> numbers = regex.names().get(name);
        return numbers == null ? unset() : firstSet(match, numbers);
    }

    private Object unset() {
        return switch (form) {
            case INDEX -> UNSET;
            case BINARY -> Bitstring.EMPTY;
            case LIST -> EmptyList.NIL;
        };
    }

    private Object part(int[] match, int group) {
        int start = match[2 * group];
        int end = match[2 * group + 1];
        if (end < 0) {
            return unset();
        }
        return switch (form) {
            case INDEX -> new Tuple2((long) start, (long) end - start);
            case BINARY -> bytes(start, end);
            case LIST -> list(bytes(start, end));
        };
    }

    /** The text from one byte to another. */
    Bitstring bytes(int start, int end) {
        return end > start ? text.sliceBytes(start, end - start) : Bitstring.EMPTY;
    }

    /** Code points in Unicode mode, else bytes. */
    Object list(Bitstring part) {
        return regex.options().unicode() ? Unicode.charactersToList(part) : ErlangBinaries.binaryToList(part);
    }
}
