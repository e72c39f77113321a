package org.jlixir.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.source.SyntaxFailure.Delimiters;
import org.jlixir.grammar.source.SyntaxFailure.Kind;
import org.junit.jupiter.api.Test;

/** What a failure tells those who make Elixir's exceptions of it. */
final class SyntaxFailureTest {
    private static SyntaxFailure failure(String text) {
        SourceFile source = SourceFile.of("lib/a.ex", text);
        return assertThrows(SyntaxFailure.class, () -> Front.parse(source, ParseOptions.DEFAULT));
    }

    @Test
    void namesThePlaceAndTheLine() {
        SyntaxFailure failure = failure("a = 1\nb = + * 3\r\nc");
        assertEquals(Kind.SYNTAX_ERROR, failure.kind());
        assertEquals("lib/a.ex", failure.source().name());
        assertEquals(2, failure.line());
        assertEquals(7, failure.column());
        assertEquals("b = + * 3", failure.snippet());
        assertEquals("syntax error before: '*'", failure.description());
        assertNull(failure.delimiters());
    }

    @Test
    void knowsBothDelimitersOfAMismatch() {
        SyntaxFailure failure = failure("foo(\n a]");
        assertEquals(Kind.MISMATCHED_DELIMITER, failure.kind());
        assertEquals(new Delimiters("(", "]", ")", 2, 3), failure.delimiters());
        assertEquals("unexpected token: ]", failure.description());
        assertEquals(
                "{[line: 1, column: 4, end_line: 2, end_column: 3, error_type: :mismatched_delimiter, "
                        + "opening_delimiter: :\"(\", closing_delimiter: :\"]\", expected_delimiter: :\")\"], "
                        + "\"unexpected token: \", \"]\"}",
                Inspect.of(failure.error()));
    }

    @Test
    void knowsWhatWasLeftOpen() {
        SyntaxFailure failure = failure("if a do\n  b\n");
        assertEquals(Kind.TOKEN_MISSING, failure.kind());
        assertEquals(new Delimiters("do", null, "end", 3, 1), failure.delimiters());
        assertEquals("missing terminator: end", failure.description());
        assertEquals("TokenMissingError", failure.kind().exception());
    }

    @Test
    void anIncompleteExpressionIsAMissingTokenBehindItsLastWord() {
        SyntaxFailure failure = failure("1 +\n\n");
        assertEquals(Kind.TOKEN_MISSING, failure.kind());
        assertEquals(1, failure.line());
        assertEquals(4, failure.column());
        assertEquals("syntax error: expression is incomplete", failure.description());
        assertNull(failure.delimiters());
    }

    @Test
    void aBackslashAtTheEndIsAMissingToken() {
        SyntaxFailure failure = failure("1 \\");
        assertEquals(Kind.TOKEN_MISSING, failure.kind());
        assertEquals("invalid escape \\ at end of file", failure.description());
    }

    @Test
    void messagesAroundATokenAreAPairInTheErrorTuple() {
        SyntaxFailure failure = failure("1 end");
        assertEquals(
                "{[line: 1, column: 3], {\"unexpected reserved word: \", \"\"}, \"end\"}", Inspect.of(failure.error()));
    }

    @Test
    void placesFromMetadataHaveNoColumnUnlessColumnsAreAskedFor() {
        assertEquals(0, failure("fn 1\n2 -> 3 end").column());
        SourceFile source = SourceFile.of("nofile", "fn 1\n2 -> 3 end");
        SyntaxFailure withColumns =
                assertThrows(SyntaxFailure.class, () -> Front.parse(source, ParseOptions.DEFAULT.withColumns(true)));
        assertEquals(3, withColumns.column());
    }

    @Test
    void tokensAreShownAsErlangPrintsThem() {
        assertEquals("'after'", failure("after = 1").token());
        assertEquals("fn", failure("1 fn -> 2 end").token());
        assertEquals("$a", failure(":ok ?a").token());
        assertEquals("$\\n", failure(":ok ?\\n").token());
        assertEquals("$\\\\", failure(":ok ?\\").token());
        assertEquals("[<<\"world\">>]", failure("\"hello\" \"world\"").token());
        assertEquals("[<<\"é\"/utf8>>]", failure("1 'é'").token());
        assertEquals("[<<0>>]", failure("1 \"\\x00\"").token());
        assertEquals(
                "{bin_heredoc,{1,3,nil},2,[<<\"a\\n\">>]}",
                failure("1 \"\"\"\n  a\n  \"\"\"").token());
        assertEquals(
                "{sigil,{1,7,nil},sigil_r,[<<\"b\">>],\"iu\",nil,<<\"(\">>}",
                failure("~s(a) ~r(b)iu").token());
    }

    @Test
    void theEndOfAnEmptyFunctionIsNotExpected() {
        assertEquals("'end'", failure("fn ; end").token());
        assertEquals("'fn'", failure("fn 1 end").token());
    }

    @Test
    void textThatIsOfCharactersHoldsNoOtherBytes() {
        assertEquals("invalid encoding starting at <<255>>", failure("'\\xFF'").description());
        assertEquals(
                "invalid encoding in atom: invalid encoding starting at <<255, 98>>",
                failure(":\"a\\xFFb\"").description());
    }

    @Test
    void otherLinesBeginInAColumnOfTheirOwn() {
        SourceFile source = new SourceFile("nofile", "a\nb = + * 3", 5, 1, 3);
        SyntaxFailure failure = assertThrows(SyntaxFailure.class, () -> Front.parse(source, ParseOptions.DEFAULT));
        assertEquals(6, failure.line());
        assertEquals(9, failure.column());
    }

    @Test
    void bareCarriageReturnsAreRefused() {
        assertEquals(
                "unexpected token: carriage return (column 1, code point U+000D)",
                failure("\r").description());
        assertEquals("invalid bare carriage return after ?", failure("?\r").description());
        assertEquals("invalid bare carriage return after ?\\", failure("?\\\r").description());
        String message =
                "invalid line break character in string: \\u000D. If you want to use such character, use it in its"
                        + " escaped \\u000D form instead";
        assertEquals(message, failure("\"this is a \r\"").description());
        assertEquals(12, failure("\"this is a \r\"").column());
        assertEquals(13, failure("\"this is a \\\r\"").column());
        assertEquals(message, failure("\"\"\"\na\rb\n\"\"\"").description());
        assertEquals(
                "invalid line break character in comment: \\u000D",
                failure("# a\rb").description());
    }

    @Test
    void charactersThatHideTextAreRefused() {
        assertEquals(6, failure("foo. # a \u202A").column());
        assertEquals(
                "invalid bidirectional formatting character in comment: \\u202A",
                failure("# a \u202A").description());
        assertEquals(13, failure("\"this is a \\\u2028\"").column());
    }

    @Test
    void hasNoStackTraceSinceItIsNoBug() {
        assertNotNull(failure("1 +").getMessage());
        assertEquals(0, failure("1 +").getStackTrace().length);
    }
}
