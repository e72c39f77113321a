package org.jlixir.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Tuple;
import org.junit.jupiter.api.Test;

/** The options of {@link Front#parse}, and where its places and metadata are not what one would expect. */
final class FrontTest {
    private static final ParseOptions FULL =
            ParseOptions.DEFAULT.withColumns(true).withTokenMetadata(true);

    private static String parse(String text, ParseOptions options) {
        return Inspect.of(Front.parse(SourceFile.of("nofile", text), options));
    }

    private static String parse(String text) {
        return parse(text, ParseOptions.DEFAULT);
    }

    /** With columns and token_metadata, places as line:column. */
    private static String places(String text) {
        return parse(text, FULL).replaceAll("line: (\\d+), column: (\\d+)", "$1:$2");
    }

    @Test
    void metadataHasLinesAloneUnlessAskedForMore() {
        assertEquals("{:foo, [line: 1], [{:+, [line: 2], [1, 2]}]}".replace(":+", ":\"+\""), parse("foo(\n1 + 2)"));
        assertEquals("{:foo, [line: 1, column: 1], []}", parse("foo()", ParseOptions.DEFAULT.withColumns(true)));
        assertEquals(
                "{:foo, [closing: [line: 1], line: 1], []}",
                parse("foo()", ParseOptions.DEFAULT.withTokenMetadata(true)));
    }

    @Test
    void anEmptyFileIsABlockAtItsStart() {
        assertEquals("{:__block__, [line: 1], []}", parse(""));
        assertEquals("{:__block__, [line: 1, column: 1], []}", parse("  \n", ParseOptions.DEFAULT.withColumns(true)));
    }

    @Test
    void anEmptyDoBlockIsAtItsDo() {
        assertEquals("{:foo, [line: 1], [[do: {:__block__, [line: 2], []}]]}", parse("foo(\n) do\nend"));
    }

    @Test
    void placesStartWhereTheSourceFileSays() {
        SourceFile source = new SourceFile("nofile", "a\nb", 10, 5, 3);
        assertEquals(
                "{:__block__, [], [{:a, [line: 10, column: 5], nil}, {:b, [line: 11, column: 3], nil}]}",
                Inspect.of(Front.parse(source, ParseOptions.DEFAULT.withColumns(true))));
    }

    @Test
    void notInHasThePlacesOfBothWords() {
        assertEquals(
                "{:not, [newlines: 1, 2:1], [{:in, [2:5], [{:a, [1:1], nil}, {:b, [2:8], nil}]}]}",
                places("a\nnot in b"));
        assertEquals(
                "{:not, [newlines: 1, 1:3], [{:in, [1:8], [{:a, [1:1], nil}, {:b, [2:1], nil}]}]}",
                places("a not  in\nb"));
        assertEquals("{:\"!\", [1:1], [{:in, [1:4], [{:a, [1:2], nil}, {:b, [2:1], nil}]}]}", places("!a in\nb"));
    }

    @Test
    void argumentListsHaveMetadataOfTheirOwn() {
        assertEquals(
                "{{:foo, [newlines: 1, closing: [line: 2], line: 1], []}, " + "[closing: [line: 2], line: 1], []}",
                parse("foo(\n)()", ParseOptions.DEFAULT.withTokenMetadata(true)));
    }

    @Test
    void parenthesesAreListedFromTheOutside() {
        assertEquals("{:a, [parens: [closing: [1:5], 1:1], parens: [closing: [1:4], 1:2], 1:3], nil}", places("((a))"));
    }

    @Test
    void emptyTuplesBehindADotTellTheirEnd() {
        assertEquals("{{:\".\", [1:2], [{:x, [1:1], nil}, :\"{}\"]}, [closing: [1:4], 1:2], []}", places("x.{}"));
    }

    @Test
    void aLiteralEncoderSeesEveryLiteralWithItsMetadata() {
        ParseOptions options = ParseOptions.DEFAULT.withTokenMetadata(true).withLiteralEncoder(DumpQuoted::block);
        assertEquals("{:__block__, [token: \"0x1F\", line: 1], [31]}", parse("0x1F", options));
        assertEquals("{:__block__, [format: :atom, line: 1], [true]}", parse(":true", options));
        assertEquals(
                "{:__block__, [closing: [line: 1], line: 1], [[{{:__block__, [format: :keyword, line: 1], [:one]}, "
                        + "{:__block__, [line: 1], [:two]}}]]}",
                parse("[one: :two]", options));
        assertEquals(
                "{:__block__, [delimiter: \"\\\"\\\"\\\"\", indentation: 2, line: 1], [\"a\\n\"]}",
                parse("\"\"\"\n  a\n  \"\"\"", options));
        assertEquals(
                "{:__block__, [parens: [closing: [line: 1], line: 1], token: \"1\", line: 1], [1]}",
                parse("(1)", options));
    }

    @Test
    void anEncoderMayRefuse() {
        ParseOptions options = ParseOptions.DEFAULT.withStaticAtomsEncoder(
                (name, meta) -> Tuple.of(Atom.ERROR, Bitstring.of("Invalid atom name")));
        SyntaxFailure failure = assertThrows(SyntaxFailure.class, () -> parse("  :there", options));
        assertEquals("{[line: 1, column: 3], \"Invalid atom name: \", \"there\"}", Inspect.of(failure.error()));
    }

    @Test
    void aStaticAtomsEncoderSeesNamesButNoReservedWordsAndOperators() {
        List<String> seen = new ArrayList<>();
        ParseOptions options = ParseOptions.DEFAULT.withStaticAtomsEncoder((name, meta) -> {
            seen.add(((Bitstring) name).utf8());
            return Tuple.of(Atom.OK, Tuple.of(Atom.of("my"), name));
        });
        assertEquals(
                "{{:my, \"foo\"}, [line: 1], [{:my, \"a\"}, [do: {:\"@\", [line: 1], [{{:my, \"b\"}, [line: 1],"
                        + " nil}]}]]}",
                parse("foo :a do @b end", options));
        assertEquals(
                List.of("a", "foo", "b"),
                seen.stream().sorted((x, _) -> x.equals("a") ? -1 : 0).toList());
        assertEquals("{:my, \"true\"}", parse(":true", options));
        assertEquals("{:or, [line: 1], [true, false]}", parse("true or false", options));
        assertEquals(
                "{:sigil_z, [delimiter: \"'\", line: 1], [{:\"<<>>\", [line: 1], [\"x\"]}, []]}",
                parse("~z'x'", options));
        assertEquals(
                "syntax error before: '('",
                assertThrows(SyntaxFailure.class, () -> parse("Module()", options))
                        .description());
    }

    @Test
    void onlyAtomsThatExistAreTakenWhenAskedFor() {
        ParseOptions options = ParseOptions.DEFAULT.withExistingAtomsOnly(true);
        assertEquals(":ok", parse(":ok", options));
        SyntaxFailure failure = assertThrows(SyntaxFailure.class, () -> parse(":no_such_atom_here", options));
        assertEquals(
                "{[line: 1, column: 1], \"unsafe atom does not exist: \", \"no_such_atom_here\"}",
                Inspect.of(failure.error()));
        assertEquals(
                "sigil_NOSUCHSIGIL",
                assertThrows(SyntaxFailure.class, () -> parse("~NOSUCHSIGIL(a)", options))
                        .token());
    }

    @Test
    void atomsHaveAtMost255Characters() {
        assertEquals(":" + "a".repeat(255), parse(":" + "a".repeat(255)));
        SyntaxFailure failure = assertThrows(SyntaxFailure.class, () -> parse("a".repeat(256)));
        assertEquals("atom length must be less than system limit: ", failure.prefix());
    }

    @Test
    void escapesStayAsTheyAreWrittenWhenAskedFor() {
        assertEquals("\"a\\n\"", parse("\"a\\n\""));
        assertEquals("\"a\\\\n\"", parse("\"a\\n\"", ParseOptions.DEFAULT.withUnescape(false)));
        assertEquals("\"a\\\"\"", parse("\"a\\\"\"", ParseOptions.DEFAULT.withUnescape(false)));
    }

    @Test
    void commentsAreHandedOverWithTheNewlinesAroundThem() {
        List<ParseOptions.Comment> comments = new ArrayList<>();
        parse("a # one\n\n# two\n\n\nb", ParseOptions.DEFAULT.withComments(comments::add));
        assertEquals(
                List.of(new ParseOptions.Comment(1, 3, "# one", 0, 2), new ParseOptions.Comment(3, 1, "# two", 2, 3)),
                comments);
    }

    @Test
    void integersAreNormalisedToLongsWhereTheyFit() {
        assertEquals(Long.MAX_VALUE, Front.parse(SourceFile.of("nofile", "9223372036854775807"), ParseOptions.DEFAULT));
        assertEquals("9223372036854775808", parse("9223372036854775808"));
        assertEquals("18446744073709551615", parse("0xFFFF_FFFF_FFFF_FFFF"));
    }

    @Test
    void aHexEscapeIsAByteNotACodePoint() {
        assertEquals("\"\\xFF\"", parse("\"\\xFF\""));
    }
}
