package org.jlixir.grammar.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;

/** From a source file to the tokens that the parser sees. */
public final class Tokenizer {
    private Tokenizer() {}

    /**
     * The tokens of the file, the last one the end of the file.
     *
     * @throws SyntaxFailure at the first place that is no token, or whose delimiter does not match
     */
    public static List<ElixirToken> tokenize(SourceFile source, ParseOptions options) {
        return new TokenFilter(source, options, words(source)).filter();
    }

    /**
     * The tokens of a file that ends at a cursor, completed: {@code __cursor__()} stands for the expression that the cursor
     * is in, and what is open is closed. There are no warnings, since the text is not finished.
     *
     * @throws SyntaxFailure as {@link #tokenize}
     */
    public static List<ElixirToken> tokenizeToCursor(SourceFile source, CursorFragment fragment, ParseOptions options) {
        ParseOptions quiet = options.withWarnings(warning -> {});
        // What is replaced may hold no other mistakes than the words that are kept.
        new TokenFilter(source, quiet, CursorCompletion.wholeWords(words(source))).checkWords();
        try {
            return completed(source, fragment, fragment.trailing(), quiet);
        } catch (SyntaxFailure ofTrailing) {
            // What stands behind the cursor is of help alone: where it is no Elixir it counts as if it were not there.
            return completed(source, fragment, "", quiet);
        }
    }

    private static List<ElixirToken> completed(
            SourceFile source, CursorFragment fragment, String behind, ParseOptions options) {
        // A filter changes words, so they are read anew.
        List<ElixirToken> words = CursorCompletion.wholeWords(words(source));
        ElixirToken end = words.getLast();
        List<ElixirToken> trailing = words(new SourceFile(
                source.name(), behind, end.getLine(), end.column() + CursorCompletion.WIDTH, source.lineColumn()));
        List<ElixirToken> whole = CursorCompletion.complete(words, trailing, fragment.preserveSigils());
        return new TokenFilter(source, options, whole).filter();
    }

    /**
     * The words of the file as they are told apart before white space has its meaning, without comments; words within quoted
     * text are left out. Empty when the text holds what is no word, or quoted text that does not end.
     */
    public static Optional<List<Word>> plainWords(SourceFile source) {
        List<Word> plain = new ArrayList<>();
        int quotes = 0;
        for (ElixirToken word : words(source)) {
            int type = word.getType();
            if (type == ElixirLexer.UNEXPECTED || type == ElixirLexer.SIGIL_NAME) {
                return Optional.empty();
            }
            if (type == ElixirLexer.QUOTE_END) {
                quotes--;
            }
            if (quotes == 0 && type != ElixirLexer.COMMENT && type != Token.EOF) {
                plain.add(new Word(word.getText(), word.getStopIndex() + 1));
            }
            if (TokenKinds.opensText(type)) {
                quotes++;
            }
        }
        return quotes == 0 ? Optional.of(plain) : Optional.empty();
    }

    /**
     * A word as it is written.
     *
     * @param end how many code points of the file come before its end
     */
    public record Word(String text, int end) {}

    private static List<ElixirToken> words(SourceFile source) {
        ElixirLexer lexer = new ElixirLexer(CharStreams.fromString(source.text(), source.name()));
        lexer.setTokenFactory(new ElixirToken.Factory(source.firstLine(), source.lineColumn() - 1));
        lexer.removeErrorListeners();
        lexer.getInterpreter().setLine(source.firstLine());
        lexer.getInterpreter().setCharPositionInLine(source.firstColumn() - 1);
        List<ElixirToken> words = new ArrayList<>(source.text().length() / 4 + 1);
        ElixirToken word;
        do {
            word = (ElixirToken) lexer.nextToken();
            words.add(word);
        } while (word.getType() != Token.EOF);
        return words;
    }
}
