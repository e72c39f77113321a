package org.jlixir.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.script.Invocable;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;
import javax.script.SimpleScriptContext;
import javax.tools.ToolProvider;
import org.jlixir.embed.Elixir;
import org.jlixir.embed.ElixirFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Elixir in a Java program. */
class EmbeddingTest {
    @TempDir
    Path work;

    /** The example of docs/embedding.md does what stands below it. */
    @Test
    void documentedExampleRuns() throws IOException, InterruptedException {
        String page = Files.readString(Path.of(System.getProperty("jlixir.programs"))
                .resolveSibling("docs")
                .resolve("embedding.md"));
        int source = page.indexOf("```java\n") + 8;
        Path file = work.resolve("Example.java");
        Files.writeString(file, page.substring(source, page.indexOf("```", source)));
        int printed = page.indexOf("It prints\n\n```\n") + "It prints\n\n```\n".length();
        String expected = page.substring(printed, page.indexOf("```", printed));

        String classPath = System.getProperty("java.class.path");
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", classPath, "-d", work.toString(), file.toString()));
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens",
                        "java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        work + ":" + classPath,
                        "Example")
                .redirectErrorStream(true)
                .start();
        String out = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, program.waitFor(), out);
        assertEquals(expected, out);
    }

    @Test
    void keepsSystemsApart() {
        try (Elixir one = Elixir.create();
                Elixir other = Elixir.create()) {
            one.evaluate("defmodule M do\n  def f, do: 1\nend");
            other.evaluate("defmodule M do\n  def f, do: 2\nend");
            assertEquals(1L, one.call("M", "f"));
            assertEquals(2L, other.call("M", "f"));
        }
    }

    @Test
    void convertsValues() {
        try (Elixir elixir = Elixir.create()) {
            assertEquals(
                    Map.of("a", List.of(1L, 2.5, true)),
                    elixir.call("Function", "identity", Map.of("a", List.of(1, 2.5f, true))));
            assertEquals(null, elixir.evaluate("nil"));
            assertEquals("héllo", elixir.evaluate("\"héllo\""));
            assertEquals(6L, elixir.call("Enum", "sum", new int[] {1, 2, 3}));
        }
    }

    @Test
    void tellsWhatHasFailed() {
        try (Elixir elixir = Elixir.create()) {
            ElixirFailure failure = assertThrows(ElixirFailure.class, () -> elixir.evaluate("1 / 0"));
            assertEquals("** (ArithmeticError) bad argument in arithmetic expression: 1 / 0", failure.banner());
            ElixirFailure java =
                    assertThrows(ElixirFailure.class, () -> elixir.evaluate(":\"java.lang.Integer\".parseInt(\"x\")"));
            assertTrue(java.getCause() instanceof NumberFormatException, String.valueOf(java.getCause()));
            assertEquals(
                    "exit",
                    assertThrows(ElixirFailure.class, () -> elixir.evaluate("exit(:out)"))
                            .kind());
        }
    }

    @Test
    void isAScriptEngine() throws ScriptException, NoSuchMethodException {
        ScriptEngine engine = new ScriptEngineManager().getEngineByName("elixir");
        engine.put("n", 20);
        assertEquals(42L, engine.eval("m = n * 2 + 2"));
        assertEquals(42L, engine.get("m"));
        StringWriter out = new StringWriter();
        ScriptContext context = new SimpleScriptContext();
        context.setWriter(out);
        engine.eval("IO.puts(\"to the writer\")", context);
        assertEquals("to the writer\n", out.toString());
        engine.eval("square = fn x -> x * x end");
        assertEquals(49L, ((Invocable) engine).invokeFunction("square", 7));
        assertEquals(6L, ((Invocable) engine).invokeMethod("Enum", "sum", List.of(1, 2, 3)));
        ScriptException failure = assertThrows(ScriptException.class, () -> engine.eval("raise \"no\""));
        assertEquals("** (RuntimeError) no", failure.getMessage());
    }
}
