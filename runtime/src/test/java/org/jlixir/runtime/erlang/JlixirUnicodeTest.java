package org.jlixir.runtime.erlang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jlixir.runtime.code.ExternalFun;
import org.jlixir.runtime.etf.TermDecoder;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.junit.jupiter.api.Test;

/** Against what Elixir's {@code String} answered: {@code unicode.golden}, made by {@code unicode.exs}. */
class JlixirUnicodeTest {
    private static final Atom DEFAULT = Atom.of("default");
    private static final Atom GREEK = Atom.of("greek");
    private static final Atom TURKIC = Atom.of("turkic");

    @Test
    void answersAsElixirDoes() throws IOException {
        byte[] golden =
                JlixirUnicodeTest.class.getResourceAsStream("unicode.golden").readAllBytes();
        for (String line : new String(golden, StandardCharsets.US_ASCII).lines().toList()) {
            Bitstring bytes = Bitstring.ofBytes(Base64.getDecoder().decode(line));
            Tuple row =
                    (Tuple) TermDecoder.decode(bytes, false, ExternalFun::new).term();
            Object text = row.get(0);
            assertEquals(row.get(1), JlixirUnicode.graphemes(text), () -> "graphemes of " + text);
            assertEquals(TermList.properLength(row.get(1)), JlixirUnicode.graphemeLength(text));
            assertEquals(row.get(2), JlixirUnicode.upcase(text, DEFAULT));
            assertEquals(row.get(3), JlixirUnicode.downcase(text, DEFAULT));
            assertEquals(row.get(4), JlixirUnicode.downcase(text, GREEK));
            assertEquals(row.get(5), JlixirUnicode.upcase(text, TURKIC));
            assertEquals(row.get(6), JlixirUnicode.downcase(text, TURKIC));
            assertEquals(row.get(7), JlixirUnicode.titlecaseFirst(text, DEFAULT));
        }
    }

    @Test
    void countsGraphemesUpToANumber() {
        Bitstring text = Bitstring.of("e\u0301xy");
        assertEquals(new Tuple2(4L, 2L), JlixirUnicode.graphemeOffset(text, 2L));
        assertEquals(new Tuple2(5L, 3L), JlixirUnicode.graphemeOffset(text, 9L));
        assertEquals(new Tuple2(3L, Bitstring.of("xy")), JlixirUnicode.nextGraphemeSize(text));
        assertEquals(Atom.NIL, JlixirUnicode.nextGrapheme(Bitstring.EMPTY));
    }

    @Test
    void tellsIdentifiersFromOtherNames() {
        for (String name : List.of("olá", "Olá", "foo@bar", "foo?", "hello!", "_x")) {
            assertEquals(Atom.of("identifier"), JlixirUnicode.identifierKind(Bitstring.of(name)), name);
        }
        for (String name : List.of("Foo.Bar", "Foo")) {
            assertEquals(Atom.of("alias"), JlixirUnicode.identifierKind(Bitstring.of(name)), name);
        }
        for (String name : List.of("a b", "", "o\u0301", "1a", "?")) {
            assertEquals(Atom.of("other"), JlixirUnicode.identifierKind(Bitstring.of(name)), name);
        }
    }
}
