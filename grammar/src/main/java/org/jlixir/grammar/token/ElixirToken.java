package org.jlixir.grammar.token;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.TokenFactory;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.misc.Pair;
import org.jspecify.annotations.Nullable;

/**
 * A token with what Elixir's parser wants to know beside its text: the newlines around it, and its meaning where that is
 * not the text itself. Made by the lexer, completed by the filter, not changed afterwards.
 */
public final class ElixirToken extends CommonToken {
    /** How many lines end between the token before and this one, when this one goes on with its line's expression. */
    int newlinesBefore;

    /** How many lines end between this token and the next, where that does not end an expression. */
    int newlinesAfter;

    /** What the filter knows of it: the bytes of a text, the name of an identifier, the {@code in} of {@code not in}. */
    @Nullable
    Object value;

    @Nullable
    Object firstText;

    ElixirToken(Pair<TokenSource, CharStream> source, int type, int channel, int start, int stop) {
        super(source, type, channel, start, stop);
    }

    /** Where it starts, counted from 1, in code points; inside the line of a text, in graphemes, as Elixir counts. */
    public int column() {
        return getCharPositionInLine() + 1;
    }

    public int newlinesBefore() {
        return newlinesBefore;
    }

    public int newlinesAfter() {
        return newlinesAfter;
    }

    public @Nullable Object value() {
        return value;
    }

    /** Of an opening quote: the text up to the first interpolation, a binary; null when there is none. */
    public @Nullable Object firstText() {
        return firstText;
    }

    /** Without a gap between them. */
    boolean touches(ElixirToken next) {
        return getStopIndex() + 1 == next.getStartIndex();
    }

    /** A token of the same place with no text of its own. */
    ElixirToken virtual(int type) {
        ElixirToken token = new ElixirToken(source, type, DEFAULT_CHANNEL, start, start - 1);
        token.setLine(getLine());
        token.setCharPositionInLine(getCharPositionInLine());
        return token;
    }

    /**
     * Makes the lexer make tokens of this class.
     *
     * @param firstLine the line that the text begins in; the lexer knows its column
     * @param indentation how many columns are left of all other lines
     */
    record Factory(int firstLine, int indentation) implements TokenFactory<ElixirToken> {
        @Override
        public ElixirToken create(
                Pair<TokenSource, CharStream> source,
                int type,
                @Nullable String text,
                int channel,
                int start,
                int stop,
                int line,
                int charPositionInLine) {
            ElixirToken token = new ElixirToken(source, type, channel, start, stop);
            token.setLine(line);
            token.setCharPositionInLine(line == firstLine ? charPositionInLine : charPositionInLine + indentation);
            return token;
        }

        @Override
        public ElixirToken create(int type, String text) {
            ElixirToken token = new ElixirToken(CommonToken.EMPTY_SOURCE, type, DEFAULT_CHANNEL, 0, 0);
            token.setText(text);
            return token;
        }
    }
}
