package org.jlixir.grammar;

import org.jlixir.grammar.quoted.QuotedParser;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.token.CursorFragment;
import org.jlixir.grammar.token.Tokenizer;

/** The front end: source text to quoted form. Safe for any thread. */
public final class Front {
    private Front() {}

    /**
     * The quoted form of the text, exactly as {@code Code.string_to_quoted/2} returns it.
     *
     * @throws SyntaxFailure when the text is not Elixir
     */
    public static Object parse(SourceFile source, ParseOptions options) {
        return QuotedParser.parse(source, options, Tokenizer.tokenize(source, options));
    }

    /**
     * The quoted form of a text that ends at a cursor, as {@code Code.Fragment.container_cursor_to_quoted/2} returns it:
     * with {@code __cursor__()} in the place of the expression that the cursor is in, and what is open closed.
     *
     * @throws SyntaxFailure when the text is not the beginning of Elixir code
     */
    public static Object parseToCursor(SourceFile source, CursorFragment fragment, ParseOptions options) {
        ParseOptions quiet = options.withWarnings(warning -> {});
        return QuotedParser.parse(source, quiet, Tokenizer.tokenizeToCursor(source, fragment, options));
    }
}
