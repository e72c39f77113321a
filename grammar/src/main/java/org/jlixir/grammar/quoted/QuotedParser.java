package org.jlixir.grammar.quoted;

import java.util.List;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.token.ElixirToken;

/** From tokens to the quoted form, by way of ANTLR's parse tree. */
public final class QuotedParser {
    private QuotedParser() {}

    /**
     * The quoted form of the tokens.
     *
     * <p>There is one parse, in SLL mode. Elsewhere a second one in LL mode follows when the first fails; the grammar is
     * LL(1), so what SLL refuses LL refuses too.
     *
     * @throws SyntaxFailure at the first token that cannot stand where it does
     */
    public static Object parse(SourceFile source, ParseOptions options, List<ElixirToken> tokens) {
        ElixirParser parser = new ElixirParser(new CommonTokenStream(new ListTokenSource(tokens, source.name())));
        parser.removeErrorListeners();
        parser.setErrorHandler(new ParserFailures(source));
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        return new ParseTreeToQuoted(source, options).program(parser.program());
    }
}
