package org.jlixir.compiler.diagnostic;

import java.nio.file.Path;
import java.util.List;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * An error or a warning about source text.
 *
 * @param file as the source was named, {@code nofile} for code without one
 * @param line 0 when unknown
 * @param column in characters from 1, 0 when unknown
 * @param where the function or module it is about, such as {@code A.f/1} or {@code A (module)}; null outside of modules
 * @param span how many characters from {@code column} on to mark; 0 for one
 * @param stacktrace a term: the place as a stack trace's entry
 * @param others the same at other places, which are printed below this one
 */
public record Diagnostic(
        Severity severity,
        String message,
        String file,
        int line,
        int column,
        @Nullable String where,
        int span,
        Object stacktrace,
        List<Diagnostic> others) {
    public Diagnostic {
        others = List.copyOf(others);
    }

    public Diagnostic(
            Severity severity, String message, String file, int line, int column, @Nullable String where, int span) {
        this(severity, message, file, line, column, where, span, EmptyList.NIL, List.of());
    }

    /** The map that {@code Code.with_diagnostics/2} gives. */
    public ElixirMap toTerm() {
        Object position = column > 0 ? new Tuple2((long) line, (long) column) : (Object) (long) line;
        Object path = file.equals("nofile")
                ? Bitstring.of(file)
                : Bitstring.of(Path.of(file).toAbsolutePath().toString());
        return ElixirMap.of(
                Atom.of("severity"),
                Atom.of(severity == Severity.ERROR ? "error" : "warning"),
                Atom.of("message"),
                Bitstring.of(message),
                Atom.of("position"),
                position,
                Atom.of("file"),
                path,
                Atom.of("source"),
                path,
                Atom.of("span"),
                column > 0 && span > 0 ? new Tuple2((long) line, (long) column + span) : Atom.NIL,
                Atom.of("stacktrace"),
                stacktrace,
                Atom.of("details"),
                Atom.NIL);
    }

    public enum Severity {
        ERROR,
        WARNING
    }
}
