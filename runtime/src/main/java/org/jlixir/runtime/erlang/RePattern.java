package org.jlixir.runtime.erlang;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.bits.IoList;
import org.jlixir.runtime.bits.Utf8;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.regex.Regex;
import org.jlixir.runtime.regex.RegexOptions;
import org.jlixir.runtime.regex.RegexSyntaxException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * Compiled patterns as terms: {@code {re_pattern, groups, unicode, crlf, binary}}, where the binary holds source and options.
 * It can be written into a module or sent to another node; what it stands for is compiled once for each node.
 */
final class RePattern {
    private static final Atom RE_PATTERN = Atom.of("re_pattern");
    private static final Atom NEWLINE = Atom.of("newline");

    /** Past this many patterns the cache starts anew: programs that make patterns without end must not fill the memory. */
    private static final int MAX_CACHED = 10_000;

    private RePattern() {}

    /** The compiled patterns of a node, by their binaries. */
    private static final class Cache {
        private final ConcurrentHashMap<Bitstring, Regex> compiled = new ConcurrentHashMap<>();

        Regex get(Bitstring key, RegexOptions options, Bitstring source) throws RegexSyntaxException {
            Regex known = compiled.get(key);
            if (known != null) {
                return known;
            }
            Regex regex = Regex.compile(source, options);
            if (compiled.size() >= MAX_CACHED) {
                compiled.clear();
            }
            compiled.put(key, regex);
            return regex;
        }
    }

    private static Cache cache(Proc self) {
        return self.node().state(Cache.class, Cache::new);
    }

    /** Compiles text; {@code options} are those of {@code compile/2} alone. */
    static Regex compile(Proc self, Object source, Object options) throws RegexSyntaxException {
        RegexOptions read = options(options);
        Bitstring text = text(source, read.unicode());
        return cache(self).get(key(text, options), read, text);
    }

    private static Bitstring key(Bitstring source, Object options) {
        return (Bitstring) ErlangTerms.termToBinary(new Tuple2(source, options));
    }

    static Object term(Proc self, Object source, Object options) throws RegexSyntaxException {
        Regex regex = compile(self, source, options);
        Bitstring key = key(text(source, regex.options().unicode()), options);
        return Tuple.of(RE_PATTERN, (long) regex.groups(), regex.options().unicode() ? 1L : 0L, 0L, key);
    }

    static boolean isCompiled(Object term) {
        return term instanceof Tuple tuple && tuple.size() == 5 && tuple.get(0) == RE_PATTERN;
    }

    /** What a compiled pattern stands for. */
    static Regex of(Proc self, Object term) {
        Bitstring key = Args.binary(((Tuple) term).get(4));
        Regex known = cache(self).compiled.get(key);
        if (known != null) {
            return known;
        }
        if (!(ErlangTerms.binaryToTerm(key) instanceof Tuple2 pair && pair.e0 instanceof Bitstring source)) {
            throw Args.badarg();
        }
        try {
            return cache(self).get(key, options(pair.e1), source);
        } catch (RegexSyntaxException e) {
            throw Args.badarg();
        }
    }

    /** A subject or pattern as a binary; {@code :badarg} for what is none, or in Unicode mode no valid UTF-8. */
    static Bitstring text(Object term, boolean unicode) {
        if (!unicode) {
            return IoList.toBinary(term).aligned();
        }
        Object binary = Unicode.charactersToBinary(term);
        if (binary instanceof Bitstring text && isValid(text.aligned())) {
            return text.aligned();
        }
        throw Args.badarg();
    }

    private static boolean isValid(Bitstring text) {
        int from = text.byteOffset();
        return Utf8.validLength(text.array(), from, from + text.byteSize()) == text.byteSize();
    }

    // ---- options

    /** True for an option of {@code compile/2}. */
    static boolean isCompileOption(Object option) {
        return option instanceof Atom atom
                ? COMPILE_OPTIONS.contains(atom.name())
                : option instanceof Tuple2 pair && pair.e0 == NEWLINE;
    }

    private static final Set<String> COMPILE_OPTIONS = Set.of(
            "unicode",
            "anchored",
            "caseless",
            "dollar_endonly",
            "dotall",
            "extended",
            "firstline",
            "multiline",
            "no_auto_capture",
            "dupnames",
            "ungreedy",
            "bsr_anycrlf",
            "bsr_unicode",
            "no_start_optimize",
            "ucp",
            "never_utf");

    private static RegexOptions options(Object list) {
        Set<String> on = new HashSet<>();
        RegexOptions.Newline newline = RegexOptions.Newline.LF;
        for (Object option : Args.elements(list)) {
            if (!isCompileOption(option)) {
                throw Args.badarg();
            }
            if (option instanceof Tuple2 pair) {
                newline = newline(pair.e1);
            } else {
                on.add(((Atom) option).name());
            }
        }
        return new RegexOptions(
                on.contains("unicode"),
                on.contains("ucp"),
                on.contains("caseless"),
                on.contains("multiline"),
                on.contains("dotall"),
                on.contains("extended"),
                on.contains("ungreedy"),
                on.contains("dollar_endonly"),
                on.contains("anchored"),
                on.contains("firstline"),
                on.contains("no_auto_capture"),
                on.contains("dupnames"),
                newline);
    }

    private static RegexOptions.Newline newline(Object term) {
        return switch (Args.atom(term).name()) {
            case "lf" -> RegexOptions.Newline.LF;
            case "cr" -> RegexOptions.Newline.CR;
            case "crlf" -> RegexOptions.Newline.CRLF;
            case "anycrlf" -> RegexOptions.Newline.ANYCRLF;
            case "any" -> RegexOptions.Newline.ANY;
            default -> throw Args.badarg();
        };
    }

    /** The options of {@code list} that compile a pattern, or the others. */
    static Object part(Object list, boolean compiling) {
        ListBuilder part = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (isCompileOption(cell.head) == compiling) {
                part.add(cell.head);
            }
            rest = cell.tail();
        }
        if (rest != EmptyList.NIL) {
            throw Args.badarg();
        }
        return part.finish();
    }

    /** The pattern that {@code run} and its like were given: compiled, or text with options among the others. */
    static Regex pattern(Proc self, Object pattern, Object options) throws RegexSyntaxException {
        Object compileOptions = part(options, true);
        if (isCompiled(pattern)) {
            if (compileOptions != EmptyList.NIL) {
                requireHarmless(compileOptions);
            }
            return of(self, pattern);
        }
        return compile(self, pattern, compileOptions);
    }

    /** A compiled pattern can still be anchored, or told its line ends; nothing else. */
    private static void requireHarmless(Object options) {
        for (Object option : Args.elements(options)) {
            @Nullable String name = option instanceof Atom atom ? atom.name() : null;
            if (name != null && !name.equals("anchored")) {
                throw Args.badarg();
            }
        }
    }
}
