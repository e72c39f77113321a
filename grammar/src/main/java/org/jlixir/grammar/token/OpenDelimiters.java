package org.jlixir.grammar.token;

import static org.jlixir.grammar.token.ElixirLexer.*;

import java.util.ArrayDeque;
import java.util.Objects;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.source.SyntaxFailure.Delimiters;
import org.jspecify.annotations.Nullable;

/** The delimiters that are open, innermost first, and what is known of the code inside each. */
final class OpenDelimiters {
    /** What stands between an opening delimiter, or the start of the file, and its closing one. */
    static final class Scope {
        final @Nullable ElixirToken opener;

        /** How many calls without parentheses have begun directly in it and not ended. */
        int openCalls;

        /** Between <code>%{</code> and the first comma or key: a {@code |} would update a map. */
        boolean mayUpdateMap;

        /** Between {@code %} and the brace: a name is the struct's, never a call without parentheses. */
        boolean inStructName;

        /** By how much the line of the opening delimiter is indented. */
        final int indentation;

        Scope(@Nullable ElixirToken opener, int indentation) {
            this.opener = opener;
            this.indentation = indentation;
        }

        int type() {
            return opener == null ? EOF : opener.getType();
        }
    }

    private final SourceFile source;
    private final ArrayDeque<Scope> scopes = new ArrayDeque<>();

    /** The last {@code do} or {@code fn} that has one inside it which is not indented further. */
    private @Nullable ElixirToken suspicious;

    /** The line of the last {@code end} that is indented further than its {@code do}; 0 for none. */
    private int suspiciousEnd;

    OpenDelimiters(SourceFile source) {
        this.source = source;
        scopes.push(new Scope(null, 0));
    }

    Scope innermost() {
        return scopes.getFirst();
    }

    /** Opens a scope. {@code indentation} is that of the line. */
    Scope open(ElixirToken opener, int indentation) {
        Scope outer = scopes.getFirst();
        boolean closedByEnd = opener.getType() == DO || opener.getType() == FN;
        if (closedByEnd
                && outer.opener != null
                && outer.type() == opener.getType()
                && indentation <= outer.indentation) {
            suspicious = outer.opener;
        }
        Scope scope = new Scope(opener, indentation);
        scopes.push(scope);
        return scope;
    }

    /** Closes the innermost scope. It must be the one that {@code closer} closes. */
    Scope close(ElixirToken closer, int indentation) {
        Scope scope = scopes.getFirst();
        // An interpolation is a file of its own: nothing in it closes what is around it.
        if (scope.opener == null || isStray(scope.opener, closer)) {
            throw unexpected(closer);
        }
        if (!matches(scope.opener.getType(), closer.getType())) {
            throw mismatch(scope.opener, closer);
        }
        if (scope.type() == DO && indentation > scope.indentation) {
            suspiciousEnd = closer.getLine();
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
        if (scope.type() == INTERPOLATION_START) {
            scopes.pop();
            throw missingInterpolation(scopes.getFirst().opener, scope.opener);
        }
        throw missing(scope.opener, end);
    }

    private static boolean isStray(ElixirToken opener, ElixirToken closer) {
        return opener.getType() == INTERPOLATION_START && closer.getType() != INTERPOLATION_END;
    }

    static boolean matches(int opener, int closer) {
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
                ? SyntaxFailure.around(
                        source, closer.getLine(), closer.column(), "unexpected reserved word: ", "end", endHint())
                : SyntaxFailure.at(source, closer.getLine(), closer.column(), "unexpected token: ", closer.getText());
    }

    private String endHint() {
        return suspiciousEnd == 0
                ? ""
                : "\nhint: the \"end\" on line " + suspiciousEnd
                        + " may not have a matching \"do\" defined before it (based on indentation)";
    }

    private String openerHint(ElixirToken opener) {
        return suspicious == null || suspicious.getType() != opener.getType()
                ? ""
                : "\nhint: it looks like the \"" + suspicious.getText() + "\" on line " + suspicious.getLine()
                        + " does not have a matching \"end\"";
    }

    private SyntaxFailure mismatch(ElixirToken opener, ElixirToken closer) {
        String prefix =
                TokenKinds.isReservedWord(closer.getType()) ? "unexpected reserved word: " : "unexpected token: ";
        Delimiters delimiters =
                new Delimiters(opening(opener), closer.getText(), expected(opener), closer.getLine(), closer.column());
        return SyntaxFailure.mismatched(source, opener.getLine(), column(opener), prefix, null, delimiters);
    }

    private SyntaxFailure missingInterpolation(@Nullable ElixirToken opener, ElixirToken interpolation) {
        ElixirToken text = Objects.requireNonNull(opener);
        Delimiters delimiters =
                new Delimiters(opening(text), null, expected(text), interpolation.getLine(), interpolation.column());
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
        String message = "missing terminator: " + expected + kind(opener) + openerHint(opener);
        return SyntaxFailure.missing(source, opener.getLine(), column(opener), message, delimiters);
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
            case SIGIL_HEREDOC_START ->
                opener.getText().substring(opener.getText().length() - 3);
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
            default ->
                switch (opening(opener)) {
                    case "(" -> ")";
                    case "[" -> "]";
                    case "{" -> "}";
                    case "<" -> ">";
                    default -> opening(opener);
                };
        };
    }
}
