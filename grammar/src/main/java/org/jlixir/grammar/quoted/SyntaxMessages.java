package org.jlixir.grammar.quoted;

import static org.jlixir.grammar.quoted.ElixirParser.*;

import org.jlixir.grammar.SyntaxFailure;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.token.ElixirToken;

/** The wording of the parser's errors. */
final class SyntaxMessages {
    private static final String BEFORE = "syntax error before: ";

    private SyntaxMessages() {}

    /** The token cannot stand where it does. */
    static SyntaxFailure before(SourceFile source, ElixirToken token) {
        return SyntaxFailure.at(source, token.getLine(), token.column(), BEFORE, shown(token));
    }

    static SyntaxFailure at(SourceFile source, ElixirToken token, String prefix) {
        return SyntaxFailure.at(source, token.getLine(), token.column(), prefix, shown(token));
    }

    /** The token as messages show it: names bare, what Erlang would quote in quotes. */
    private static String shown(ElixirToken token) {
        return switch (token.getType()) {
            case EOF -> "";
            case IDENTIFIER -> token.getText();
            case INT, FLOAT -> "\"" + token.getText() + "\"";
            case CHAR -> token.getText();
            case ATOM -> token.getText().substring(1);
            default -> "'" + token.getText() + "'";
        };
    }
}
