package org.jlixir.grammar.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SourceFileTest {
    @Test
    void linesAreCountedFromTheFirstLine() {
        SourceFile source = new SourceFile("a.ex", "one\r\ntwo\n", 5, 1, 1);
        assertEquals("one", source.line(5));
        assertEquals("two", source.line(6));
        assertEquals("", source.line(7));
        assertEquals("", source.line(99));
    }

    @Test
    void bytesAreUtf8() {
        assertEquals(
                "é",
                SourceFile.ofBytes("a.ex", "é".getBytes(StandardCharsets.UTF_8)).text());
    }
}
