package org.jlixir.grammar.quoted;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jlixir.grammar.quoted.ElixirParser.ArgumentsContext;
import org.jlixir.grammar.quoted.ElixirParser.CallContext;
import org.jlixir.grammar.quoted.ElixirParser.ExpressionContext;
import org.jlixir.grammar.quoted.ElixirParser.MapBodyContext;
import org.jlixir.grammar.quoted.ElixirParser.OperandContext;
import org.jlixir.grammar.quoted.ElixirParser.ParensCallContext;
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
        ParserFailures failures = new ParserFailures(source);
        parser.removeErrorListeners();
        parser.setErrorHandler(failures);
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        try {
            return new ParseTreeToQuoted(source, options, tokens).program(parser.program());
        } catch (SyntaxFailure failure) {
            ParserRuleContext failed = failures.failed();
            if (failed != null) {
                checkBefore(failed, new ParseTreeToQuoted(source, options.withWarnings(warning -> {}), tokens));
            }
            throw failure;
        }
    }

    /**
     * Elixir makes the quoted form while it parses, so of what is refused there the first comes before any error of the
     * parser behind it: looks for it in all expressions that are complete.
     */
    private static void checkBefore(ParserRuleContext failed, ParseTreeToQuoted quoted) {
        Set<ParseTree> incomplete = Collections.newSetFromMap(new IdentityHashMap<>());
        ParserRuleContext root = failed;
        for (ParserRuleContext rule = failed; rule != null; rule = rule.getParent()) {
            incomplete.add(rule);
            root = rule;
        }
        checkComplete(root, incomplete, quoted);
    }

    private static void checkComplete(ParseTree tree, Set<ParseTree> incomplete, ParseTreeToQuoted quoted) {
        if (tree instanceof ExpressionContext && !incomplete.contains(tree)) {
            quoted.expression(tree);
        } else if (tree instanceof OperandContext operand && !incomplete.contains(tree)) {
            quoted.operators.operand(operand);
        } else {
            for (int i = 0; i < tree.getChildCount(); i++) {
                checkComplete(tree.getChild(i), incomplete, quoted);
            }
            if (tree instanceof ArgumentsContext arguments) {
                ParserRuleContext parent = arguments.getParent();
                quoted.arguments.checkOrder(
                        arguments, parent instanceof CallContext || parent instanceof ParensCallContext);
            } else if (tree instanceof MapBodyContext entries) {
                quoted.arguments.checkOrder(entries, false);
            }
        }
    }
}
