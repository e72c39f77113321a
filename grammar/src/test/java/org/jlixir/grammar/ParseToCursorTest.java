package org.jlixir.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.token.CursorFragment;
import org.junit.jupiter.api.Test;

/** {@link Front#parseToCursor} gives what {@link Front#parse} gives of the text as somebody would have completed it. */
final class ParseToCursorTest {
    private static Object parse(String text, CursorFragment fragment) {
        return Front.parseToCursor(SourceFile.of("nofile", text), fragment, ParseOptions.DEFAULT);
    }

    private static void assertCompleted(String completed, String text, String trailing) {
        assertEquals(
                Inspect.of(Front.parse(SourceFile.of("nofile", completed), ParseOptions.DEFAULT)),
                Inspect.of(parse(text, new CursorFragment(trailing, false))));
    }

    private static void assertCompleted(String completed, String text) {
        assertCompleted(completed, text, "");
    }

    @Test
    void closesWhatIsOpen() {
        assertCompleted("(__cursor__())", "(");
        assertCompleted("f([{<<%{__cursor__()}>>}])", "f([{<<%{");
        assertCompleted("f do __cursor__() end", "f do");
        assertCompleted("f do 1 else __cursor__() end", "f do 1 else");
        assertCompleted("\"a #{f(__cursor__())}\"", "\"a #{f(");
        assertCompleted("~s[a #{'#{__cursor__()}'}]", "~s[a #{'#{");
        assertCompleted("~s\"a #{__cursor__()}\"", "~s\"a #{b");
    }

    @Test
    void replacesTheExpressionThatTheCursorIsIn() {
        assertCompleted("__cursor__()", "abc");
        assertCompleted("f([1, (2)], __cursor__())", "f([1, (2)], fn {a} -> b end");
        assertCompleted("f([1], __cursor__())", "f([1], \"a#{b}");
        assertCompleted("1 + __cursor__()", "1 + 2");
        assertCompleted("a\n__cursor__()", "a\nb");
        assertCompleted("f(__cursor__())", "f(&1");
    }

    @Test
    void takesWhatFollowsANameForItsArgument() {
        assertCompleted("f __cursor__()", "f ");
        assertCompleted("f __cursor__()", "f g");
        assertCompleted("f __cursor__()", "f.g");
        assertCompleted("__cursor__()", "f(1)");
        assertCompleted("__cursor__()", "f[1]");
        assertCompleted("__cursor__()", "f do 1 end");
    }

    @Test
    void leavesOutTheBeginningOfAWord() {
        assertCompleted("f(__cursor__())", "f(:");
        assertCompleted("f(__cursor__())", "f(~");
        assertCompleted("f(__cursor__())", "f(0x");
        assertCompleted("f(1, __cursor__())", "f(1, do:");
        assertCompleted("f(1, do: __cursor__())", "f(1, do: ");
    }

    @Test
    void leavesOutAFunctionWithoutAnArrow() {
        assertCompleted("f(__cursor__())", "f(fn a, {b");
        assertCompleted("f(fn a -> __cursor__() end)", "f(fn a -> b");
    }

    @Test
    void completesTheInnermostBlockFromWhatFollows() {
        assertCompleted("f(fn a, {__cursor__(), c} -> 1 end)", "f(fn a, {b", ", c} -> 1 end, 2)");
        assertCompleted("f do\n__cursor__() -> 1\nb -> 2 end", "f do\na", "c -> 1\nb -> 2 end; g");
        assertCompleted("f do\ng(__cursor__())\n2 end", "f do\ng(", "1)\n2 end");
        assertCompleted("f do __cursor__() end", "f do a", " b\n c");
        assertCompleted("f do __cursor__() end", "f do a", "\n b)\n end");
        assertCompleted("f do __cursor__() end", "f do a", "\n b@c\n end");
    }

    @Test
    void refusesWhatCannotBeCompleted() {
        for (String text : new String[] {")", "f(]", "a@b", "1, ", "f do a, ", "fn do"}) {
            assertThrows(SyntaxFailure.class, () -> parse(text, new CursorFragment("", false)), text);
        }
    }

    @Test
    void keepsSigilsWhenAsked() {
        assertEquals(
                "{:sigil_r, [delimiter: \"/\", line: 1], [{:\"<<>>\", [line: 1], [\"a\"]}, {:__cursor__, [line: 1],"
                        + " []}]}",
                Inspect.of(parse("~r/a", new CursorFragment("", true))));
    }
}
