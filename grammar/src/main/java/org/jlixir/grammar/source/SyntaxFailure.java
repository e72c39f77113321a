package org.jlixir.grammar.source;

import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Why a source text is not Elixir. The parser stops at the first one.
 *
 * <p>It carries what Elixir's three exceptions for this are made of, and {@link #error} gives the tuple that
 * {@code Code.string_to_quoted/2} puts beside {@code :error}. An exception for control flow: it has no stack trace.
 */
public final class SyntaxFailure extends RuntimeException {
    /** Which of Elixir's exceptions it is. */
    public enum Kind {
        SYNTAX_ERROR("SyntaxError"),
        TOKEN_MISSING("TokenMissingError"),
        MISMATCHED_DELIMITER("MismatchedDelimiterError");

        private final String exception;

        Kind(String exception) {
            this.exception = exception;
        }

        /** The name of Elixir's exception module. */
        public String exception() {
            return exception;
        }
    }

    /**
     * A delimiter that has no match.
     *
     * @param opening the opening one, which is at the failure's line and column
     * @param closing what was found in place of the expected one; null at the end of the file
     * @param expected what would have closed it
     * @param endLine where that was found
     * @param endColumn where that was found
     */
    public record Delimiters(String opening, @Nullable String closing, String expected, int endLine, int endColumn) {}

    private final transient SourceFile source;
    private final Kind kind;
    private final int line;
    private final int column;
    private final String prefix;
    private final @Nullable String suffix;
    private final String token;
    private final transient @Nullable Delimiters delimiters;

    private SyntaxFailure(
            SourceFile source,
            Kind kind,
            int line,
            int column,
            String prefix,
            @Nullable String suffix,
            String token,
            @Nullable Delimiters delimiters,
            @Nullable String description) {
        super(description != null ? description : prefix + token + (suffix == null ? "" : suffix), null, false, false);
        this.source = source;
        this.kind = kind;
        this.line = line;
        this.column = column;
        this.prefix = prefix;
        this.suffix = suffix;
        this.token = token;
        this.delimiters = delimiters;
    }

    /** A SyntaxError whose message is {@code prefix} and then {@code token}. */
    public static SyntaxFailure at(SourceFile source, int line, int column, String prefix, String token) {
        return new SyntaxFailure(source, Kind.SYNTAX_ERROR, line, column, prefix, null, token, null, null);
    }

    /** The file ends where the expression cannot. */
    public static SyntaxFailure incomplete(SourceFile source, int line, int column) {
        return new SyntaxFailure(
                source,
                Kind.TOKEN_MISSING,
                line,
                column,
                "syntax error before: ",
                null,
                "",
                null,
                "syntax error: expression is incomplete");
    }

    /** The last character is a backslash. */
    public static SyntaxFailure escapeAtEnd(SourceFile source, int line, int column) {
        return new SyntaxFailure(
                source, Kind.TOKEN_MISSING, line, column, "invalid escape \\ at end of file", null, "", null, null);
    }

    /** A SyntaxError whose message has {@code token} in the middle. */
    public static SyntaxFailure around(
            SourceFile source, int line, int column, String prefix, String token, String suffix) {
        return new SyntaxFailure(source, Kind.SYNTAX_ERROR, line, column, prefix, suffix, token, null, null);
    }

    /** The file ends and something is still open. */
    public static SyntaxFailure missing(
            SourceFile source, int line, int column, String message, Delimiters delimiters) {
        return new SyntaxFailure(source, Kind.TOKEN_MISSING, line, column, message, null, "", delimiters, null);
    }

    /** A closing delimiter that does not match the opening one. */
    public static SyntaxFailure mismatched(
            SourceFile source, int line, int column, String prefix, @Nullable String suffix, Delimiters delimiters) {
        return new SyntaxFailure(
                source, Kind.MISMATCHED_DELIMITER, line, column, prefix, suffix, delimiters.closing, delimiters, null);
    }

    public Kind kind() {
        return kind;
    }

    public SourceFile source() {
        return source;
    }

    /** Of the offending token, or of the opening delimiter. */
    public int line() {
        return line;
    }

    /** Of the offending token, or of the opening delimiter; counted from 1. 0 when Elixir does not tell. */
    public int column() {
        return column;
    }

    /** The message up to the token. */
    public String prefix() {
        return prefix;
    }

    /** The message behind the token; null where Elixir's message has no such part. */
    public @Nullable String suffix() {
        return suffix;
    }

    /** The offending token as Elixir's message shows it; may be empty. */
    public String token() {
        return token;
    }

    /** The two delimiters; null for a SyntaxError. */
    public @Nullable Delimiters delimiters() {
        return delimiters;
    }

    /** The source line that {@link #line} names. */
    public String snippet() {
        return source.line(line);
    }

    /** What Elixir's exception has for a description: the message and the token in words for people. */
    public String description() {
        return getMessage();
    }

    /** @return {@code {meta, message, token}} as in {@code {:error, {meta, message, token}}} */
    public Object error() {
        Object message = suffix == null ? text(prefix) : Tuple.of(text(prefix), text(suffix));
        return Tuple.of(meta(), message, text(token));
    }

    private Object meta() {
        ListBuilder meta = new ListBuilder();
        if (delimiters == null) {
            entry(meta, "line", (long) line);
            return (column == 0 ? meta : entry(meta, "column", (long) column)).finish();
        }
        if (kind == Kind.TOKEN_MISSING) {
            entry(meta, "opening_delimiter", Atom.of(delimiters.opening));
            entry(meta, "expected_delimiter", Atom.of(delimiters.expected));
        }
        entry(meta, "line", (long) line);
        entry(meta, "column", (long) column);
        entry(meta, "end_line", (long) delimiters.endLine);
        entry(meta, "end_column", (long) delimiters.endColumn);
        if (kind == Kind.MISMATCHED_DELIMITER) {
            entry(meta, "error_type", Atom.of("mismatched_delimiter"));
            entry(meta, "opening_delimiter", Atom.of(delimiters.opening));
            entry(meta, "closing_delimiter", Atom.of(delimiters.closing));
            entry(meta, "expected_delimiter", Atom.of(delimiters.expected));
        }
        return meta.finish();
    }

    private static ListBuilder entry(ListBuilder meta, String key, Object value) {
        return meta.add(Tuple.of(Atom.of(key), value));
    }

    private static Object text(String text) {
        return Bitstring.of(text);
    }
}
