package org.jlixir.grammar.quoted;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.jlixir.grammar.Front;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.token.ElixirToken;
import org.jlixir.grammar.token.Tokenizer;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.junit.jupiter.api.Test;

final class QuotedParserTest {
    private static Object parse(String text) {
        return Front.parse(SourceFile.of("nofile", text), ParseOptions.DEFAULT);
    }

    /** The speed of the parser rests on this: every decision of the grammar is a switch on one token. */
    @Test
    void theGrammarNeedsNoPrediction() {
        SourceFile source = SourceFile.of("nofile", """
            defmodule A do
              @doc "b #{c}"
              def d(e, f \\\\ %{g: 1}) when e in [1, 2 | h], do: fn i, j -> {i, j} end
              k = %L{m | n: o |> p.q(r)[s]}
              for t <- u, <<v::8 <- w>>, into: %{}, do: {"x", y}
            end
            """);
        List<ElixirToken> tokens = Tokenizer.tokenize(source, ParseOptions.DEFAULT);
        ElixirParser parser = new ElixirParser(new CommonTokenStream(new ListTokenSource(tokens)));
        assertEquals(0, parser.program().getChild(0).getChildCount() - 2);
        assertEquals(0, parser.getNumberOfSyntaxErrors());
        assertTrue(Arrays.stream(parser.getInterpreter().decisionToDFA).allMatch(dfa -> dfa.s0 == null));
    }

    @Test
    void longRowsOfOperatorsAreParsed() {
        Object left = parse("a" + " + a".repeat(20_000));
        assertEquals(2, TermList.properLength(((Tuple) left).get(2)));
        Object right = parse("a" + " <> a".repeat(2_000));
        assertEquals(2, TermList.properLength(((Tuple) right).get(2)));
    }

    @Test
    void deepNestingIsParsed() {
        Object term = parse("[".repeat(400) + "]".repeat(400));
        assertEquals(1, TermList.properLength(term));
    }

    @Test
    void longFilesAreParsedInOneGo() {
        Object block = parse("foo(1, a: [2, 3])\n".repeat(20_000));
        assertEquals(20_000, TermList.properLength(((Tuple) block).get(2)));
    }
}
