package org.jlixir.compiler.expand;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;

/**
 * The stack trace of a failure while code is expanded: instead of the compiler's own frames it ends with what was expanded, and
 * with the function that it stands in.
 */
public final class ExpansionTrace {
    static final String MACRO = "expanding macro";
    static final String STRUCT = "expanding struct";

    private static final Atom LINE = Atom.of("line");
    private static final Atom MODULE_BODY = Atom.of("__MODULE__");
    private static final Atom FILE_BODY = Atom.of("__FILE__");
    private static final int DEPTH = 8;

    private ExpansionTrace() {}

    /** Whether an entry of a stack trace tells what the compiler was expanding. */
    public static boolean isExpansion(Object entry) {
        return entry instanceof Tuple frame
                && frame.size() == 4
                && (TermOrder.exactlyEqual(frame.get(3), TermList.of(file(MACRO)))
                        || TermOrder.exactlyEqual(frame.get(3), TermList.of(file(STRUCT))));
    }

    /**
     * The failure to throw instead of {@code failure}.
     *
     * @param what how the entry of what was expanded starts, such as {@code expanding macro}
     * @param called the function of {@code module} that the expander has called
     * @param name the name that is shown for it
     */
    static ElixirException rewritten(
            ElixirException failure,
            String what,
            Expander x,
            Object meta,
            Atom module,
            Atom called,
            Atom name,
            int arity) {
        List<Object> entries = new ArrayList<>();
        for (Object entry : ownEntries(failure)) {
            if (entry instanceof Tuple frame && frame.get(0) == module && frame.get(1) == called) {
                break;
            }
            entries.add(entry);
        }
        return extended(failure, entries, what, x, meta, module, name, arity);
    }

    /**
     * The failure to throw instead of one of what was expanded further: it tells of that after its own entries, of which the BEAM keeps no
     * more than {@value #DEPTH}.
     */
    static ElixirException within(
            ElixirException failure, String what, Expander x, Object meta, Atom module, Atom name, int arity) {
        return extended(failure, new ArrayList<>(ownEntries(failure)), what, x, meta, module, name, arity);
    }

    private static ElixirException extended(
            ElixirException failure,
            List<Object> entries,
            String what,
            Expander x,
            Object meta,
            Atom module,
            Atom name,
            int arity) {
        entries.add(Tuple.of(module, name, (long) arity, TermList.of(file(what))));
        entries.add(place(x.env, Meta.line(meta)));
        List<Object> kept = entries.size() > DEPTH ? entries.subList(0, DEPTH) : entries;
        return ElixirException.raised(failure.kind(), failure.reason(), TermList.from(kept));
    }

    /** Without the entries of whoever called the compiler. */
    private static List<Object> ownEntries(ElixirException failure) {
        List<Object> all = TermList.toJava(failure.stacktrace());
        List<Object> outer = TermList.toJava(ElixirException.error(FILE_BODY).stacktrace());
        int own = all.size();
        int rest = outer.size();
        while (own > 0 && rest > 0 && TermOrder.exactlyEqual(all.get(own - 1), outer.get(rest - 1))) {
            own--;
            rest--;
        }
        return all.subList(0, own);
    }

    private static Tuple place(Env env, int line) {
        Object location = TermList.of(file(Session.shown(env.file())), Tuple.of(LINE, (long) line));
        if (env.function() instanceof Tuple function) {
            return Tuple.of(env.module(), function.get(0), function.get(1), location);
        }
        return env.inModule()
                ? Tuple.of(env.module(), MODULE_BODY, 0L, location)
                : Tuple.of(ModuleNames.EVALUATED, FILE_BODY, 1L, location);
    }

    private static Tuple file(String name) {
        ListBuilder characters = new ListBuilder();
        name.codePoints().forEach(point -> characters.add((long) point));
        return Tuple.of(Words.FILE, characters.finish());
    }
}
