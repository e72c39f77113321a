package org.jlixir.grammar.token;

import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.runtime.term.Bitstring;

/** The tokens that the parser sees, as text: {@code --dump=tokens}. */
public final class TokenDump {
    private TokenDump() {}

    /**
     * One token a line: its place, its type, its text, and how many lines end before (with {@code -}) and behind it (with
     * {@code +}) where that does not end an expression.
     *
     * @throws SyntaxFailure when the text cannot be cut into tokens
     */
    public static String of(SourceFile source) {
        return of(Tokenizer.tokenize(source, ParseOptions.DEFAULT));
    }

    /** The same of tokens that are there already. */
    public static String of(List<ElixirToken> tokens) {
        StringBuilder dump = new StringBuilder();
        for (ElixirToken token : tokens) {
            dump.append(token.getLine()).append(':').append(token.column()).append(' ');
            dump.append(token.getType() == Token.EOF ? "EOF" : ElixirLexer.VOCABULARY.getSymbolicName(token.getType()));
            String text = text(token);
            if (!text.isEmpty()) {
                dump.append(' ').append(text);
            }
            if (token.newlinesBefore() > 0) {
                dump.append(" -").append(token.newlinesBefore());
            }
            if (token.newlinesAfter() > 0) {
                dump.append(" +").append(token.newlinesAfter());
            }
            dump.append('\n');
        }
        return dump.toString();
    }

    private static String text(ElixirToken token) {
        String text = switch (token.getType()) {
            case Token.EOF, ElixirLexer.EOL, ElixirLexer.CALL_START, ElixirLexer.CALL_END -> "";
            case ElixirLexer.TEXT -> token.value() instanceof Bitstring value ? value.utf8() : token.getText();
            default -> token.getText();
        };
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
