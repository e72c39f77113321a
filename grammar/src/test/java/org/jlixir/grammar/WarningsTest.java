package org.jlixir.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the front end warns, and how its warnings begin. */
final class WarningsTest {
    private static List<ParseOptions.Warning> warnings(String text) {
        List<ParseOptions.Warning> warnings = new ArrayList<>();
        Front.parse(SourceFile.of("nofile", text), ParseOptions.DEFAULT.withWarnings(warnings::add));
        return warnings;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "1:1                    ¦ ~~~a                   ¦ ~~~ is deprecated. Use Bitwise.bnot/1 instead for"
                        + " clarity",
                "1:3                    ¦ a ^^^ b                ¦ ^^^ is deprecated.",
                "1:7                    ¦ not a in b             ¦ \"not expr1 in expr2\" is deprecated",
                "1:4                    ¦ !a in b                ¦ \"!expr1 in expr2\" is deprecated",
                "1:2                    ¦ [\"foo\": 1]           ¦ found quoted keyword \"foo\" but the quotes are not"
                        + " required.",
                "1:1                    ¦ :\"foo?\"              ¦ found quoted atom \"foo?\" but the quotes are not"
                        + " required.",
                "1:3                    ¦ a.\"foo\"(b)           ¦ found quoted call \"foo\" but the quotes are not"
                        + " required.",
                "1:1                    ¦ :'a+b'                 ¦ single quotes around atoms are deprecated. Use"
                        + " double quotes",
                "1:5                    ¦ a = 'b'                ¦ using single-quoted strings to represent charlists"
                        + " is deprecated.",
                "1:5                    ¦ a = ? + 1              ¦ found ? followed by code point 0x20 (space), please"
                        + " use ?\\s",
                "1:5                    ¦ ~S(a\\)b)              ¦ using \\) to escape the closing of an uppercase"
                        + " sigil",
                "1:5                    ¦ a = ()                 ¦ invalid expression ().",
                "1:9                    ¦ foo(a: 1,)             ¦ trailing commas are not allowed inside"
                        + " function/macro call",
                "1:6                    ¦ fn a -> end            ¦ an expression is always required on the right side"
                        + " of ->.",
                "1:5                    ¦ f a |> b c             ¦ parentheses are required when piping into a"
                        + " function call.",
                "1:0                    ¦ foo a: b c, d: e       ¦ missing parentheses for expression following \"a:\""
                        + " keyword.",
                "1:0                    ¦ a do end || b c, d     ¦ missing parentheses on expression following"
                        + " operator \"||\"",
                "1:1                    ¦ foo!= 1                ¦ found identifier \"foo!\", ending with \"!\","
                        + " followed by =.",
                "1:1                    ¦ :::                    ¦ atom ::: must be written between quotes, as in"
                        + " :\"::\"",
                "1:2                    ¦ 1++++1                 ¦ found \"+++\" followed by \"+\", please use a space"
            })
    void warns(String place, String text, String beginning) {
        List<ParseOptions.Warning> warnings = warnings(text);
        assertEquals(1, warnings.size(), () -> warnings.toString());
        ParseOptions.Warning warning = warnings.getFirst();
        assertTrue(warning.message().startsWith(beginning), warning.message());
        assertTrue(place.endsWith(warning.line() + ":" + warning.column()), warning.toString());
    }

    @Test
    void anOutdentedLineOfAHeredocIsNamed() {
        ParseOptions.Warning warning = warnings("  \"\"\"\n  a\n b\n\n  \"\"\"").getFirst();
        assertEquals(3, warning.line());
        assertEquals(3, warning.column());
        assertTrue(warning.message().startsWith("outdented heredoc line."));
    }

    @Test
    void goodCodeIsSilent() {
        assertEquals(List.of(), warnings("""
            defmodule A do
              @doc ~S(a b)
              def b(c), do: c |> d() |> e("f", g: [h: fn -> ?i end])
              def j, do: :"Upper" == :"with space" and "\\u00e9" != ~c'k'
            end
            """));
    }
}
