package org.jlixir.runtime.erlang;

import java.util.List;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.regex.Regex;
import org.jlixir.runtime.regex.RegexSyntaxException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple2;

/** {@code :re}: compiling and running. See {@link ReText} for replacing and splitting. Positions are in bytes from 0. */
@ErlangModule("re")
public final class Re {
    private static final Atom MATCH = Atom.of("match");
    private static final Atom NOMATCH = Atom.of("nomatch");
    private static final Atom COMPILE = Atom.of("compile");
    private static final Atom NAMELIST = Atom.of("namelist");
    private static final Atom REPORT_ERRORS = Atom.of("report_errors");

    private Re() {}

    /** The release of PCRE whose behaviour this is. */
    @Builtin(value = "version", pure = true)
    public static Object version() {
        return Bitstring.of("8.45 2021-06-15");
    }

    @Builtin("compile")
    public static Object compile(Proc self, Object pattern) {
        return compile(self, pattern, EmptyList.NIL);
    }

    /** {@code {ok, pattern}} or {@code {error, {message, position}}}. */
    @Builtin("compile")
    public static Object compile(Proc self, Object pattern, Object options) {
        try {
            return new Tuple2(Atom.OK, RePattern.term(self, pattern, options));
        } catch (RegexSyntaxException e) {
            return new Tuple2(Atom.ERROR, problem(e));
        }
    }

    private static Object problem(RegexSyntaxException e) {
        return new Tuple2(Args.charlist(e.getMessage()), (long) e.offset());
    }

    @Builtin("run")
    public static Object run(Proc self, Object subject, Object pattern) {
        return run(self, subject, pattern, EmptyList.NIL);
    }

    /** {@code {match, captured}}, {@code match} when nothing is to be captured, or {@code nomatch}. */
    @Builtin("run")
    public static Object run(Proc self, Object subject, Object pattern, Object options) {
        Regex regex;
        try {
            regex = RePattern.pattern(self, pattern, options);
        } catch (RegexSyntaxException e) {
            if (List.of(Args.elements(options)).contains(REPORT_ERRORS)) {
                return new Tuple2(Atom.ERROR, new Tuple2(COMPILE, problem(e)));
            }
            throw Args.badarg();
        }
        ReSearch search = new ReSearch(regex, subject, RePattern.part(options, false));
        if (!search.isGlobal()) {
            int[] match = search.first();
            if (match == null) {
                return NOMATCH;
            }
            return search.isBare() ? MATCH : new Tuple2(MATCH, search.captured(match));
        }
        List<int[]> matches = search.all();
        if (matches.isEmpty()) {
            return NOMATCH;
        }
        if (search.isBare()) {
            return MATCH;
        }
        ListBuilder list = new ListBuilder();
        matches.forEach(match -> list.add(search.captured(match)));
        return new Tuple2(MATCH, list.finish());
    }

    /** {@code {namelist, names}} of a compiled pattern, in alphabetical order. */
    @Builtin("inspect")
    public static Object inspect(Proc self, Object pattern, Object item) {
        if (!RePattern.isCompiled(pattern) || item != NAMELIST) {
            throw Args.badarg();
        }
        ListBuilder names = new ListBuilder();
        RePattern.of(self, pattern).names().keySet().forEach(name -> names.add(Bitstring.of(name)));
        return new Tuple2(NAMELIST, names.finish());
    }
}
