package org.jlixir.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jlixir.runtime.code.ModuleNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code dump/pair.exs} at each stage is {@code dump/pair.STAGE}; {@code -Dgolden=write} writes these. */
class DumpTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("jlixir.programs")).resolve("dump");

    @TempDir
    Path work;

    @ParameterizedTest
    @ValueSource(strings = {"tokens", "quoted", "expanded", "core", "tree"})
    void showsTheStage(String stage) throws IOException, InterruptedException {
        String text = dump(stage);
        Path expected = FOLDER.resolve("pair." + stage);
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(expected, text);
        }
        assertEquals(Files.readString(expected), text);
    }

    /** The instructions change with each change of the code generator, so only what they are about is compared. */
    @Test
    void showsTheInstructions() throws IOException, InterruptedException {
        List<String> expected = List.of(
                "public final class Elixir/Pair {",
                "// compiled from: pair.exs",
                "public static sum@1(Lorg/jlixir/runtime/process/Proc;Ljava/lang/Object;)Ljava/lang/Object;",
                "LINENUMBER 3 ");
        String text = dump("bytecode");
        assertEquals(expected, expected.stream().filter(text::contains).toList(), text);
    }

    @Test
    void showsThatALoopOverABinaryMakesNoSlices() throws IOException, InterruptedException {
        String code = method("sum@2$unboxed");
        assertTrue(code.contains("BitstringReader.octet"), code);
        assertFalse(code.contains("BitstringReader.rest"), code);
    }

    @Test
    void showsThatTuplesToBeComparedAreNotMade() throws IOException, InterruptedException {
        String code = method("before?@2");
        assertTrue(code.contains("TermOrder.compare"), code);
        assertFalse(code.contains("Tuple.of"), code);
    }

    @Test
    void showsThatALoopOfEnumCallsItsFunctionWithUnboxedNumbers() throws IOException, InterruptedException {
        String step = "-total/2-fun-0-";
        String loop = ModuleNames.enumLoop(step, "-reduce/3-lists^foldl/2-0-/3");
        String code = method(ModuleNames.methodName(loop, 3) + "$unboxed");
        assertTrue(code.contains(ModuleNames.methodName(step, 3) + "$unboxed"), code);
        assertFalse(code.contains("Long.valueOf"), code);
    }

    @Test
    void showsThatALoopKeepsATupleInParts() throws IOException, InterruptedException {
        String code = method("walk@2");
        String second = code.substring(code.lastIndexOf("Tuple.of"));
        assertTrue(second.contains("DADD") && second.contains("DSTORE"), code);
    }

    /** The instructions of a method of {@code loops.exs}. */
    private String method(String name) throws IOException, InterruptedException {
        String text = dump("bytecode", "loops.exs");
        int start = text.indexOf("static " + name + "(");
        assertTrue(start >= 0, text);
        return text.substring(start, text.indexOf("MAXSTACK", start));
    }

    private String dump(String stage) throws IOException, InterruptedException {
        return dump(stage, "pair.exs");
    }

    private String dump(String stage, String name) throws IOException, InterruptedException {
        Path file = FOLDER.resolve(name).toAbsolutePath().normalize();
        Launch.Ended ended = Launch.run(work, "run", "--dump=" + stage, file.toString());
        assertEquals(0, ended.exitCode(), ended.err());
        return ended.out().replace(file.toString(), name);
    }
}
