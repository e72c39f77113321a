package org.jlixir.grammar.token;

import static org.jlixir.grammar.token.ElixirLexer.*;

import java.util.ArrayDeque;
import java.util.Objects;
import org.jlixir.grammar.SyntaxFailure;
import org.jlixir.grammar.SyntaxFailure.Delimiters;
import org.jlixir.grammar.source.SourceFile;
import org.jspecify.annotations.Nullable;

/** The delimiters that are open, innermost first, and what is known of the code inside each. */
final class OpenDelimiters {
    /** What stands between an opening delimiter, or the start of the file, and its closing one. */
    static final class Scope {
        final @Nullable ElixirToken opener;

        /** How many calls without parentheses have begun directly in it and not ended. */
        int openCalls;

        /** Between {@code %{} and the first comma or key: a {@code |} would update a map. */
        boolean mayUpdateMap;

        /** Between {@code %} and the brace: a name is the struct's, never a call without parentheses. */
        boolean inStructName;

        Scope(@Nullable ElixirToken opener) {
            this.opener = opener;
        }

        int type() {
            return opener == null ? EOF : opener.getType();
        }
    }

    private final SourceFile source;
    private final ArrayDeque<Scope> scopes = new ArrayDeque<>();

    OpenDelimiters(SourceFile source) {
        this.source = source;
        scopes.push(new Scope(null));
    }

    Scope innermost() {
        return scopes.getFirst();
    }

    Scope open(ElixirToken opener) {
        Scope scope = new Scope(opener);
        scopes.push(scope);
        return scope;
    }

    /** Closes the innermost scope. It must be the one that {@code closer} closes. */
    Scope close(ElixirToken closer) {
        Scope scope = scopes.getFirst();
        // An interpolation is a file of its own: nothing in it closes what is around it.
        if (scope.opener == null || isStray(scope.opener, closer)) {
            throw unexpected(closer);
        }
        if (!matches(scope.opener.getType(), closer.getType())) {
            throw mismatch(scope.opener, closer);
        }
        scopes.pop();
        return scope;
    }

    /** Closes a text: the lexer has made sure that it is the innermost. */
    void closeText() {
        scopes.pop();
    }

    void checkAllClosed(ElixirToken end) {
        Scope scope = scopes.getFirst();
        if (scope.opener == null) {
            return;
        }
        // What is open inside an interpolation does not matter when the text around it is open too.
        ElixirToken interpolation = null;
        for (Scope outer : scopes) {
            if (interpolation != null) {
                throw missingInterpolation(outer.opener, interpolation);
            }
            interpolation = outer.type() == INTERPOLATION_START ? outer.opener : null;
        }
        throw missing(scope.opener, end);
    }

    private static boolean isStray(ElixirToken opener, ElixirToken closer) {
        return opener.getType() == INTERPOLATION_START && closer.getType() != INTERPOLATION_END;
    }

    private static boolean matches(int opener, int closer) {
        return switch (opener) {
            case OPEN_PAREN -> closer == CLOSE_PAREN;
            case OPEN_BRACKET -> closer == CLOSE_BRACKET;
            case OPEN_CURLY, OPEN_MAP -> closer == CLOSE_CURLY;
            case OPEN_BIT -> closer == CLOSE_BIT;
            case DO, FN -> closer == END;
            case INTERPOLATION_START -> closer == INTERPOLATION_END;
            default -> false;
        };
    }

    private SyntaxFailure unexpected(ElixirToken closer) {
        return closer.getType() == END
                ? SyntaxFailure.around(source, closer.getLine(), closer.column(), "unexpected reserved word: ", "end", "")
                : SyntaxFailure.at(source, closer.getLine(), closer.column(), "unexpected token: ", closer.getText());
    }

    private SyntaxFailure mismatch(ElixirToken opener, ElixirToken closer) {
        String prefix = TokenKinds.isReservedWord(closer.getType()) ? "unexpected reserved word: " : "unexpected token: ";
        Delimiters delimiters = new Delimiters(
                opening(opener), closer.getText(), expected(opener), closer.getLine(), closer.column());
        return SyntaxFailure.mismatched(source, opener.getLine(), column(opener), prefix, null, delimiters);
    }

    private SyntaxFailure missingInterpolation(@Nullable ElixirToken opener, ElixirToken interpolation) {
        ElixirToken text = Objects.requireNonNull(opener);
        Delimiters delimiters = new Delimiters(
                opening(text), null, expected(text), interpolation.getLine(), interpolation.column());
        return SyntaxFailure.missing(
                source,
                text.getLine(),
                column(text),
                "missing interpolation terminator: \"}\"" + kind(text),
                delimiters);
    }

    private SyntaxFailure missing(ElixirToken opener, ElixirToken end) {
        String expected = expected(opener);
        Delimiters delimiters = new Delimiters(opening(opener), null, expected, end.getLine(), end.column());
        return SyntaxFailure.missing(
                source, opener.getLine(), column(opener), "missing terminator: " + expected + kind(opener), delimiters);
    }

    /** Texts say what they are, since their terminator alone does not show where they began. */
    private static String kind(ElixirToken opener) {
        String what = switch (opener.getType()) {
            case STRING_START, CHARLIST_START -> "string";
            case HEREDOC_START, CHARLIST_HEREDOC_START, SIGIL_HEREDOC_START -> "heredoc";
            case QUOTED_ATOM_START -> "atom";
            case QUOTED_IDENTIFIER_START -> "function name";
            case SIGIL_START -> "sigil " + opener.getText();
            default -> "";
        };
        return what.isEmpty() ? "" : " (for " + what + " starting at line " + opener.getLine() + ")";
    }

    private static String opening(ElixirToken opener) {
        return switch (opener.getType()) {
            case OPEN_MAP -> "{";
            case QUOTED_ATOM_START -> opener.getText().substring(1);
            case SIGIL_START -> opener.getText().substring(opener.getText().length() - 1);
            case SIGIL_HEREDOC_START -> opener.getText().substring(opener.getText().length() - 3);
            default -> opener.getText();
        };
    }

    /** The column of the delimiter itself. */
    private static int column(ElixirToken opener) {
        return switch (opener.getType()) {
            case OPEN_MAP -> opener.column();
            case QUOTED_ATOM_START, SIGIL_START, SIGIL_HEREDOC_START ->
                opener.column() + opener.getText().length() - opening(opener).length();
            default -> opener.column();
        };
    }

    private static String expected(ElixirToken opener) {
        return switch (opener.getType()) {
            case OPEN_PAREN -> ")";
            case OPEN_BRACKET -> "]";
            case OPEN_CURLY, OPEN_MAP, INTERPOLATION_START -> "}";
            case OPEN_BIT -> ">>";
            case DO, FN -> "end";
            default -> switch (opening(opener)) {
                case "(" -> ")";
                case "[" -> "]";
                case "{" -> "}";
                case "<" -> ">";
                default -> opening(opener);
            };
        };
    }
}
