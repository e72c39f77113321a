package org.jlixir.grammar.quoted;

import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.token.ElixirToken;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;

/** Makes metadata: keyword lists, {@code line:} last but for {@code column:}, what the options ask for in front. */
final class Meta {
    static final Atom LINE = Atom.of("line");
    static final Atom COLUMN = Atom.of("column");
    private static final Atom CLOSING = Atom.of("closing");
    private static final Atom NEWLINES = Atom.of("newlines");
    private static final Atom PARENS = Atom.of("parens");
    private static final Atom END_OF_EXPRESSION = Atom.of("end_of_expression");

    private final boolean columns;
    private final boolean tokenMetadata;

    Meta(ParseOptions options) {
        this.columns = options.columns();
        this.tokenMetadata = options.tokenMetadata();
    }

    boolean tokenMetadata() {
        return tokenMetadata;
    }

    /** Where the token is. */
    Object of(ElixirToken token) {
        return at(token.getLine(), token.column());
    }

    Object at(int line, int column) {
        Object tail = columns ? new Cons(Tuple.of(COLUMN, (long) column), EmptyList.NIL) : EmptyList.NIL;
        return new Cons(Tuple.of(LINE, (long) line), tail);
    }

    static Object with(Atom key, Object value, Object meta) {
        return new Cons(Tuple.of(key, value), meta);
    }

    /** {@code meta} with what token_metadata tells of a pair of delimiters. */
    Object pair(ElixirToken opening, ElixirToken closing, Object meta) {
        if (!tokenMetadata) {
            return meta;
        }
        return newlines(opening.newlinesAfter(), with(CLOSING, of(closing), meta));
    }

    /** Where an operator is, and with token_metadata how many lines end beside it. */
    Object operator(ElixirToken token) {
        int newlines = token.newlinesAfter() > 0 ? token.newlinesAfter() : token.newlinesBefore();
        return newlines(newlines, of(token));
    }

    /** {@code meta} with {@code newlines:} when there are any and token_metadata is on. */
    Object newlines(int count, Object meta) {
        return tokenMetadata && count > 0 ? with(NEWLINES, (long) count, meta) : meta;
    }

    /** {@code meta} with {@code [closing: ..., line: ...]} of a pair of parentheses. */
    Object parens(ElixirToken opening, ElixirToken closing, Object meta) {
        return with(PARENS, with(CLOSING, of(closing), of(opening)), meta);
    }

    /** The quoted form with {@code end_of_expression:} in front of its metadata, where it has metadata. */
    Object endOfExpression(Object quoted, ElixirToken end) {
        if (!tokenMetadata || !Quoted.isNode(quoted)) {
            return quoted;
        }
        Tuple node = (Tuple) quoted;
        if (isClause(node)) {
            return quoted;
        }
        Object place = with(NEWLINES, (long) end.newlinesAfter(), of(end));
        return Tuple.of(node.get(0), with(END_OF_EXPRESSION, place, node.get(1)), node.get(2));
    }

    private static boolean isClause(Tuple node) {
        return node.get(0) == Quoted.STAB;
    }
}
