package org.jlixir.grammar.token;

import java.util.ArrayList;
import java.util.List;
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

    private static List<ElixirToken> words(SourceFile source) {
        ElixirLexer lexer = new ElixirLexer(CharStreams.fromString(source.text(), source.name()));
        lexer.setTokenFactory(ElixirToken.FACTORY);
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
