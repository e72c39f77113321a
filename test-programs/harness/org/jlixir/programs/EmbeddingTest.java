package org.jlixir.programs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.script.Bindings;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.Invocable;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;
import javax.script.SimpleBindings;
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

    @Test
    void bindingsKeepTheirVariables() throws ScriptException {
        ScriptEngineManager manager = new ScriptEngineManager();
        manager.put("everywhere", 1);
        ScriptEngine engine = manager.getEngineByName("elixir");
        ScriptEngine other = manager.getEngineByExtension("exs");
        engine.put("x", 5);
        other.put("x", 7);
        assertEquals(11L, engine.eval("x * 2 + everywhere"));
        assertEquals(14L, other.eval("x * 2"));
        Bindings bindings = engine.createBindings();
        bindings.put("y", List.of(1, 2));
        assertEquals(List.of(1L, 2L, 3L), engine.eval("y ++ [3]", bindings));
        assertThrows(ScriptException.class, () -> engine.eval("y"));
    }

    @Test
    void compilesScripts() throws ScriptException {
        ScriptEngine engine = new ScriptEngineManager().getEngineByName("elixir");
        CompiledScript script = ((Compilable) engine).compile("n = n + 1\nn * 2");
        engine.put("n", 1);
        assertEquals(4L, script.eval());
        assertEquals(6L, script.eval());
        assertEquals(22L, script.eval(new SimpleBindings(new HashMap<>(Map.of("n", 10)))));
        ScriptException failure = assertThrows(ScriptException.class, () -> ((Compilable) engine).compile("1 +\n\n)"));
        assertEquals(3, failure.getLineNumber());
        assertEquals(1, failure.getColumnNumber());
    }

    @Test
    void scriptsReadFromTheContext() throws ScriptException {
        ScriptEngine engine = new ScriptEngineManager().getEngineByName("elixir");
        engine.getContext().setReader(new StringReader("zwölf\nzwei\n"));
        assertEquals("zwölf\n", engine.eval("IO.gets(\"\")"));
        assertEquals("zwei\n", engine.eval("IO.gets(\"\")"));
        assertEquals("eof", String.valueOf(engine.eval("IO.gets(\"\")")));
    }

    @Test
    void modulesAndVariablesImplementInterfaces() throws ScriptException {
        ScriptEngine engine = new ScriptEngineManager().getEngineByName("elixir");
        engine.eval("defmodule Order do\n  def compare(a, b), do: b - a\n  def run, do: :ok\nend");
        Invocable invocable = (Invocable) engine;
        Comparator<?> comparator = invocable.getInterface(engine.eval("Order"), Comparator.class);
        @SuppressWarnings("unchecked")
        List<Integer> sorted =
                Stream.of(1, 3, 2).sorted((Comparator<Integer>) comparator).toList();
        assertEquals(List.of(3, 2, 1), sorted);
        assertNull(invocable.getInterface("Order", Callable.class));
        assertThrows(NoSuchMethodException.class, () -> invocable.invokeMethod("Order", "nope"));
        engine.eval("call = fn -> 42 end");
        assertEquals(
                42L,
                assertDoesNotThrow(() -> invocable.getInterface(Callable.class).call()));
        assertNull(invocable.getInterface(Runnable.class));
    }

    @Test
    void leavesNothingBehindWhenClosed() {
        for (int i = 0; i < 20; i++) {
            startAndClose();
        }
        int before = Thread.activeCount();
        for (int i = 0; i < 100; i++) {
            startAndClose();
        }
        // Carriers end when they have seen that there is nothing to do.
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (Thread.activeCount() > before + 4 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertTrue(Thread.activeCount() <= before + 4, () -> Thread.activeCount() + " threads, " + before + " before");
    }

    private static void startAndClose() {
        try (Elixir elixir = Elixir.create()) {
            elixir.start("Agent", "start_link", elixir.evaluate("fn -> 1 end"));
            elixir.evaluate("spawn(fn -> Process.sleep(:infinity) end)");
            elixir.evaluate("Process.send_after(self(), :never, 1_000_000)");
        }
    }
}
