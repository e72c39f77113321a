package org.jlixir.grammar.quoted;

import static org.jlixir.grammar.quoted.ElixirParser.*;

import java.util.Set;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.token.DoAdvice;
import org.jlixir.grammar.token.ElixirToken;
import org.jlixir.runtime.term.Bitstring;
import org.jspecify.annotations.Nullable;

/** The wording of the parser's errors. */
final class SyntaxMessages {
    private static final String BEFORE = "syntax error before: ";

    /** Elixir shows a token as Erlang prints its atom: these need quotes there. */
    private static final Set<String> ERLANG_RESERVED = Set.of(
            "after", "and", "andalso", "band", "begin", "bnot", "bor", "bsl", "bsr", "bxor", "case", "catch", "cond",
            "div", "else", "end", "fun", "if", "let", "maybe", "not", "of", "or", "orelse", "receive", "rem", "try",
            "when", "xor");

    private SyntaxMessages() {}

    /** The token cannot stand where it does. {@code previous} is the one before it. */
    static SyntaxFailure before(SourceFile source, ElixirToken token, @Nullable ElixirToken previous) {
        int line = token.getLine();
        int column = token.column();
        return switch (token.getType()) {
            case EOF -> SyntaxFailure.incomplete(source, line, column);
            case EOL ->
                described(
                        source,
                        token,
                        "eol",
                        "unexpectedly reached end of line. The current expression is invalid or incomplete");
            case SEMICOLON -> SyntaxFailure.at(source, line, column, BEFORE, "';'");
            case KW_IDENTIFIER, QUOTED_KW_START -> keyword(source, token, previous);
            case CHAR -> described(source, token, "$" + token.getText().substring(1), BEFORE + token.getText());
            case STRING_START, CHARLIST_START, HEREDOC_START, CHARLIST_HEREDOC_START ->
                described(source, token, "[" + binary(firstText(token)) + "]", BEFORE + quote(firstText(token)));
            case SIGIL_START, SIGIL_HEREDOC_START -> sigil(source, token);
            case TRUE, FALSE, NIL, FN, NOT, AND, OR, IN, WHEN, AFTER, RESCUE, CATCH, DO, END -> reserved(source, token);
            default -> SyntaxFailure.at(source, line, column, BEFORE, shown(token));
        };
    }

    /** An error at a token, whose message ends in the token. */
    static SyntaxFailure at(SourceFile source, ElixirToken token, String prefix) {
        return SyntaxFailure.at(source, token.getLine(), token.column(), prefix, shown(token));
    }

    private static SyntaxFailure described(SourceFile source, ElixirToken token, String raw, String description) {
        return SyntaxFailure.described(source, token.getLine(), token.column(), BEFORE, raw, description);
    }

    private static SyntaxFailure keyword(SourceFile source, ElixirToken token, @Nullable ElixirToken previous) {
        String name = token.getType() == KW_IDENTIFIER ? String.valueOf(token.value()) : firstText(token);
        boolean afterOperand = previous != null && endsOperand(previous.getType());
        if (name.equals("do") && afterOperand) {
            return SyntaxFailure.around(
                    source, token.getLine(), token.column(), "unexpected keyword: ", "do:", DoAdvice.TEXT);
        }
        return SyntaxFailure.at(
                source, token.getLine(), token.column(), BEFORE, afterOperand ? atom(name + ":") : atom(name));
    }

    private static boolean endsOperand(int type) {
        return switch (type) {
            case IDENTIFIER,
                    ALIAS,
                    INT,
                    FLOAT,
                    CHAR,
                    ATOM,
                    TRUE,
                    FALSE,
                    NIL,
                    QUOTE_END,
                    CLOSE_PAREN,
                    CLOSE_BRACKET,
                    CLOSE_CURLY,
                    CLOSE_BIT,
                    END,
                    CALL_END,
                    ELLIPSIS -> true;
            default -> false;
        };
    }

    private static SyntaxFailure sigil(SourceFile source, ElixirToken token) {
        String opening = token.getText();
        int delimiter = token.getType() == SIGIL_START ? 1 : 3;
        String name = opening.substring(0, opening.length() - delimiter);
        String raw = "{sigil,{" + token.getLine() + "," + token.column() + ",nil},sigil_" + name.substring(1) + ",["
                + binary(firstText(token)) + "]}";
        return described(
                source, token, raw, BEFORE + "sigil " + name + " starting with content '" + firstText(token) + "'");
    }

    private static SyntaxFailure reserved(SourceFile source, ElixirToken token) {
        String word = token.getText();
        return described(
                source,
                token,
                atom(word),
                BEFORE + word + ". \"" + word
                        + "\" is a reserved word in Elixir and therefore its usage is limited. For"
                        + " instance, it can't be used as a variable or be defined nor invoked as a regular function");
    }

    /** The text from the opening quote to the first interpolation or the end, as the tokens have it. */
    private static String firstText(ElixirToken start) {
        return start.firstText() instanceof Bitstring text ? text.utf8() : "";
    }

    private static String binary(String text) {
        return text.isEmpty() ? "<<>>" : "<<" + quote(text) + ">>";
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** The token as messages show it: as Erlang prints it. */
    private static String shown(ElixirToken token) {
        return switch (token.getType()) {
            case EOF -> "";
            case EOL -> "eol";
            case FN -> "'fn'";
            case IDENTIFIER, ALIAS, ATOM -> atom(String.valueOf(token.value()));
            case QUOTED_ATOM_START -> atom(firstText(token));
            case OPEN_MAP -> "'%{}'";
            case INT, FLOAT -> "\"" + token.getText() + "\"";
            case CHAR -> "$" + token.getText().substring(1);
            default -> "'" + token.getText() + "'";
        };
    }

    private static String atom(String name) {
        boolean bare = !name.isEmpty()
                && Character.isLowerCase(name.codePointAt(0))
                && name.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '@')
                && !ERLANG_RESERVED.contains(name);
        return bare ? name : "'" + name + "'";
    }
}
