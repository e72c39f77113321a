package org.jlixir.grammar.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class EscapesTest {
    private static String unescape(String text) throws Escapes.InvalidEscape {
        return new String(Escapes.unescape(text), StandardCharsets.UTF_8);
    }

    @Test
    void lettersStandForControlCharacters() throws Escapes.InvalidEscape {
        assertEquals("\0\u0007\b\u007F\u001B\f\n\r \t\u000B", unescape("\\0\\a\\b\\d\\e\\f\\n\\r\\s\\t\\v"));
    }

    @Test
    void otherCharactersStandForThemselves() throws Escapes.InvalidEscape {
        assertEquals("\"\\#é😎q", unescape("\\\"\\\\\\#\\é\\😎\\q"));
    }

    @Test
    void anEscapedNewlineIsNothing() throws Escapes.InvalidEscape {
        assertEquals("abc", unescape("a\\\nb\\\r\nc"));
    }

    @Test
    void unicodeEscapesAreCodePoints() throws Escapes.InvalidEscape {
        assertEquals("éa😎", unescape("\\u00E9\\u{61}\\u{1F60E}"));
    }

    @Test
    void hexEscapesAreBytes() throws Escapes.InvalidEscape {
        assertArrayEquals(new byte[] {(byte) 0xFF, 'A'}, Escapes.unescape("\\xFF\\x41"));
    }

    @Test
    void incompleteEscapesAreRefused() {
        for (String text :
                new String[] {"\\x", "\\x4", "\\xg0", "\\x{41}", "\\u12", "\\u{}", "\\u{110000", "\\u{D800}"}) {
            assertThrows(Escapes.InvalidEscape.class, () -> Escapes.unescape(text), text);
        }
    }

    @Test
    void charactersBehindAQuestionMarkMayBeEscaped() {
        assertEquals('a', CharacterLiteral.value("?a"));
        assertEquals('\n', CharacterLiteral.value("?\\n"));
        assertEquals(0x1F60E, CharacterLiteral.value("?😎"));
        assertEquals('u', CharacterLiteral.value("?\\u"));
        assertEquals('\\', CharacterLiteral.value("?\\\\"));
    }
}
