package org.jlixir.grammar.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jlixir.grammar.source.SourceFile;
import org.junit.jupiter.api.Test;

/** What white space decides, seen in the token dump. */
final class TokenFilterTest {
    private static String tokens(String text) {
        return TokenDump.of(SourceFile.of("nofile", text));
    }

    @Test
    void aSpaceBeforeASignAndNoneBehindItMakesACall() {
        assertEquals("""
            1:1 IDENTIFIER foo
            1:1 CALL_START
            1:5 DUAL_OP -
            1:6 INT 1
            1:6 CALL_END
            1:6 EOF
            """, tokens("foo -1"));
        assertEquals("""
            1:1 IDENTIFIER foo
            1:5 DUAL_OP -
            1:7 INT 1
            1:7 EOF
            """, tokens("foo - 1"));
    }

    @Test
    void aDoBlockBelongsToTheOutermostOpenCall() {
        assertEquals("""
            1:1 IDENTIFIER if
            1:1 CALL_START
            1:4 IDENTIFIER foo
            1:4 CALL_START
            1:8 IDENTIFIER bar
            1:8 CALL_END
            1:8 CALL_END
            1:12 DO do
            1:15 END end
            1:15 EOF
            """, tokens("if foo bar do end"));
    }

    @Test
    void aLineThatStartsWithAnOperatorGoesOn() {
        assertEquals("""
            1:1 IDENTIFIER a
            2:1 ARROW_OP |> -1
            2:4 IDENTIFIER b
            2:5 EOL +2
            4:1 DUAL_OP -
            4:2 IDENTIFIER c
            4:2 EOF
            """, tokens("a\n|> b\n\n-c"));
    }

    @Test
    void newlinesBehindOperatorsStayWithThem() {
        assertEquals("""
            1:1 IDENTIFIER a
            1:3 MATCH_OP = +2
            3:1 IDENTIFIER b
            3:1 EOF
            """, tokens("a =\n\nb"));
    }

    @Test
    void keywordsAreOneToken() {
        assertEquals("""
            1:1 OPEN_BRACKET [
            1:2 KW_IDENTIFIER do
            1:6 INT 1
            1:7 COMMA ,
            1:9 QUOTED_KW_START "
            1:10 TEXT a b
            1:13 QUOTED_KW_END "
            1:16 INT 2
            1:17 CLOSE_BRACKET ]
            1:17 EOF
            """, tokens("[do: 1, \"a b\": 2]"));
    }

    @Test
    void operatorsBeforeAnArityAndBehindADotAreNames() {
        assertEquals("""
            1:1 CAPTURE_OP &
            1:2 IDENTIFIER +
            1:3 MULT_OP /
            1:4 INT 2
            1:4 EOF
            """, tokens("&+/2"));
        assertEquals("""
            1:1 IDENTIFIER a
            1:2 DOT .
            1:3 IDENTIFIER and
            1:3 EOF
            """, tokens("a.and"));
    }

    @Test
    void theIndentationOfAHeredocIsThatOfItsEnd() {
        assertEquals("""
            1:1 HEREDOC_START \"""
            1:4 TEXT a\\n b
            3:5 INTERPOLATION_START #{
            3:7 IDENTIFIER c
            3:8 INTERPOLATION_END }
            3:9 TEXT \\n
            3:9 QUOTE_END \\n  \"""
            3:9 EOF
            """, tokens("\"\"\"\n  a\n   b#{c}\n  \"\"\""));
    }

    @Test
    void columnsBehindTextCountGraphemes() {
        assertEquals("""
            1:1 STRING_START "
            1:2 TEXT e\u0301
            1:3 QUOTE_END "
            1:5 MATCH_OP =
            1:7 INT 1
            1:7 EOF
            """, tokens("\"e\u0301\" = 1"));
    }

    @Test
    void theFirstBarInAMapUpdatesIt() {
        assertEquals("""
            1:1 OPEN_MAP %{
            1:3 IDENTIFIER a
            1:5 MAP_UPDATE_OP |
            1:7 IDENTIFIER b
            1:9 ASSOC_OP =>
            1:12 IDENTIFIER c
            1:14 PIPE_OP |
            1:16 IDENTIFIER d
            1:17 CLOSE_CURLY }
            1:17 EOF
            """, tokens("%{a | b => c | d}"));
    }
}
