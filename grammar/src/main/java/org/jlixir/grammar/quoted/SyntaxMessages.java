package org.jlixir.grammar.quoted;

import static org.jlixir.grammar.quoted.ElixirParser.*;

import java.util.Set;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.token.CharacterLiteral;
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
            case FN -> SyntaxFailure.at(source, line, column, BEFORE, "fn");
            case KW_IDENTIFIER, QUOTED_KW_START -> keyword(source, token, previous);
            default -> SyntaxFailure.at(source, line, column, BEFORE, shown(token));
        };
    }

    /** The quoted text cannot stand where it does. */
    static SyntaxFailure beforeText(SourceFile source, ElixirToken start, ShownText text) {
        return SyntaxFailure.at(source, start.getLine(), start.column(), BEFORE, text.toString());
    }

    /** An error at a token, whose message ends in the token. */
    static SyntaxFailure at(SourceFile source, ElixirToken token, String prefix) {
        return SyntaxFailure.at(source, token.getLine(), token.column(), prefix, shown(token));
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

    /** The text from the opening quote to the first interpolation or the end, as the tokens have it. */
    private static String firstText(ElixirToken start) {
        return start.firstText() instanceof Bitstring text ? text.utf8() : "";
    }

    /** The token as messages show it: as Erlang prints it. */
    private static String shown(ElixirToken token) {
        return switch (token.getType()) {
            case EOF -> "";
            case EOL -> "eol";
            case FN -> "'fn'";
            case IDENTIFIER, ALIAS, ATOM -> atom(String.valueOf(token.value()));
            case QUOTED_ATOM_START -> atom(firstText(token));
            case TRUE, FALSE, NIL, NOT, AND, OR, IN, WHEN, AFTER, RESCUE, CATCH, DO, END -> atom(token.getText());
            case OPEN_MAP -> "'%{}'";
            case INT, FLOAT -> "\"" + token.getText() + "\"";
            case CHAR -> character(CharacterLiteral.value(token.getText()));
            default -> "'" + token.getText().replace("\\", "\\\\") + "'";
        };
    }

    private static String character(int c) {
        return "$"
                + switch (c) {
                    case '\b' -> "\\b";
                    case '\t' -> "\\t";
                    case '\n' -> "\\n";
                    case 11 -> "\\v";
                    case '\f' -> "\\f";
                    case '\r' -> "\\r";
                    case 27 -> "\\e";
                    case ' ' -> "\\s";
                    case '\\' -> "\\\\";
                    case 127 -> "\\d";
                    default -> c < ' ' || c > 127 && c < 160 ? octal(c) : Character.toString(c);
                };
    }

    private static String octal(int c) {
        String digits = Integer.toOctalString(c);
        return "\\" + "0".repeat(3 - digits.length()) + digits;
    }

    private static String atom(String name) {
        boolean bare = !name.isEmpty()
                && Character.isLowerCase(name.codePointAt(0))
                && name.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '@')
                && !ERLANG_RESERVED.contains(name);
        return bare ? name : "'" + name + "'";
    }
}
