package org.jlixir.grammar.quoted;

import static org.jlixir.grammar.quoted.ElixirParser.*;

import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.token.ElixirToken;
import org.jspecify.annotations.Nullable;

/** Stops the parser at the first token that cannot stand where it does, with the message that Elixir has for it. */
final class ParserFailures extends DefaultErrorStrategy {
    private final SourceFile source;

    /** The rule that the parser was in when it stopped. */
    private @Nullable ParserRuleContext failed;

    ParserFailures(SourceFile source) {
        this.source = source;
    }

    @Override
    public void recover(Parser recognizer, RecognitionException e) {
        throw before(recognizer, (ElixirToken) e.getOffendingToken());
    }

    @Override
    public void reportError(Parser recognizer, RecognitionException e) {
        throw before(recognizer, (ElixirToken) e.getOffendingToken());
    }

    @Override
    public Token recoverInline(Parser recognizer) {
        throw before(recognizer, (ElixirToken) recognizer.getCurrentToken());
    }

    @Override
    public void sync(Parser recognizer) {
        // A wrong token is reported where it is used; looking for it early costs time on every loop.
    }

    @Nullable
    ParserRuleContext failed() {
        return failed;
    }

    private SyntaxFailure before(Parser recognizer, ElixirToken token) {
        TokenStream tokens = recognizer.getInputStream();
        ElixirToken shown = token;
        int ahead = 1;
        while (shown.getType() == CALL_START || shown.getType() == CALL_END) {
            shown = (ElixirToken) tokens.LT(++ahead);
        }
        ElixirToken previous = (ElixirToken) tokens.LT(-1);
        failed = recognizer.getContext();
        if (shown.getType() == EOL && failed instanceof MapContext) {
            // The line may end behind the name of a struct.
            shown = (ElixirToken) tokens.LT(ahead + 1);
        }
        if (shown.getType() == TRAILING_COMMA
                && previous != null
                && previous.getType() != OPEN_PAREN
                && previous.getType() != COMMA) {
            // In parentheses another argument could follow: it is their end that is not expected.
            ElixirToken closing = (ElixirToken) tokens.LT(ahead + 1);
            shown = closing.getType() == CLOSE_PAREN ? closing : shown;
        }
        return switch (shown.getType()) {
            case STRING_START,
                    CHARLIST_START,
                    HEREDOC_START,
                    CHARLIST_HEREDOC_START,
                    SIGIL_START,
                    SIGIL_HEREDOC_START -> SyntaxMessages.beforeText(source, shown, new ShownText(tokens, ahead));
            case QUOTED_ATOM_START, QUOTED_KW_START -> {
                ShownText name = new ShownText(tokens, ahead);
                yield name.isPlain()
                        ? SyntaxMessages.before(source, shown, previous)
                        : SyntaxMessages.beforeText(source, shown, name);
            }
            default -> SyntaxMessages.before(source, shown, previous);
        };
    }
}
