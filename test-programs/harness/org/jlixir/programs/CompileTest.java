package org.jlixir.programs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jlixir compile}: folders of modules, which are kept up to date, and jars. */
class CompileTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    Path work;

    private Launch.Ended compile(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("compile"));
        all.addAll(List.of(arguments));
        return Launch.run(work, all.toArray(String[]::new));
    }

    private void write(String name, String text) throws IOException {
        Path file = work.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private FileTime time(String name) throws IOException {
        return Files.getLastModifiedTime(work.resolve(name));
    }

    private static String runJar(Path jar, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", jar.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), out);
        return out;
    }

    // ---- folders

    @Test
    void compilesAgainWhatDependsOnWhatHasChanged() throws IOException, InterruptedException {
        write("lib/a.ex", "defmodule A do\n  defmacro twice(x), do: quote(do: unquote(x) * 2)\nend\n");
        write("lib/b.ex", "defmodule B do\n  require A\n  def f(x), do: A.twice(x)\nend\n");
        write("lib/c.ex", "defmodule C do\n  def g(x), do: B.f(x) + 1\nend\n");
        write("lib/d.ex", "defmodule D do\n  import C, only: [g: 1]\n  def h(x), do: g(x)\nend\n");
        assertEquals(new Launch.Ended("", "", 0), compile("lib", "-o", "out"));
        assertEquals(
                "43\n", Launch.run(work, "-pa", "out", "-e", "IO.puts(D.h(21))").out());
        FileTime b = time("out/Elixir.B.beam");
        FileTime c = time("out/Elixir.C.beam");

        // A change that only c.ex sees: a module that runs it is not compiled again, nor one that imports it.
        FileTime d = time("out/Elixir.D.beam");
        write("lib/c.ex", "defmodule C do\n  def g(x), do: B.f(x) + 2\nend\n");
        compile("lib", "-o", "out");
        assertNotEquals(c, time("out/Elixir.C.beam"));
        assertEquals(b, time("out/Elixir.B.beam"));
        assertEquals(d, time("out/Elixir.D.beam"));

        // Other exports: who imports the module is compiled again.
        write("lib/c.ex", "defmodule C do\n  def g(x), do: B.f(x) + 2\n  def more, do: 1\nend\n");
        compile("lib", "-o", "out");
        assertNotEquals(d, time("out/Elixir.D.beam"));

        // A macro: who uses it is compiled again.
        write("lib/a.ex", "defmodule A do\n  defmacro twice(x), do: quote(do: unquote(x) * 20)\nend\n");
        compile("lib", "-o", "out");
        assertNotEquals(b, time("out/Elixir.B.beam"));
        assertEquals(
                "422\n",
                Launch.run(work, "-pa", "out", "-e", "IO.puts(D.h(21))").out());

        // A file that is gone takes its modules along.
        Files.delete(work.resolve("lib/d.ex"));
        compile("lib", "-o", "out");
        assertFalse(Files.exists(work.resolve("out/Elixir.D.beam")));
    }

    private String value(String code) throws IOException, InterruptedException {
        return Launch.run(work, "-pa", "out", "-e", "IO.inspect(" + code + ")").out();
    }

    @Test
    void compilesAgainWhatHasBeenCalledWhileCompiling() throws IOException, InterruptedException {
        write("lib/low.ex", "defmodule Low do\n  def v, do: 10\nend\n");
        write("lib/mid.ex", "defmodule Mid do\n  def v, do: Low.v() + 1\nend\n");
        write("lib/top.ex", "defmodule Top do\n  @v Mid.v()\n  def v, do: @v\nend\n");
        write("lib/user.ex", "defmodule User do\n  def v, do: Top.v()\nend\n");
        assertEquals(new Launch.Ended("", "", 0), compile("lib", "-o", "out"));
        assertEquals("11\n", value("User.v()"));

        // By way of a module that is called while Top is compiled, and has not changed itself.
        FileTime mid = time("out/Elixir.Mid.beam");
        FileTime user = time("out/Elixir.User.beam");
        write("lib/low.ex", "defmodule Low do\n  def v, do: 20\nend\n");
        compile("lib", "-o", "out");
        assertEquals("21\n", value("User.v()"));
        assertEquals(mid, time("out/Elixir.Mid.beam"));
        assertEquals(user, time("out/Elixir.User.beam"));

        // Another name of the file changes nothing for who uses its module.
        Files.move(work.resolve("lib/low.ex"), work.resolve("lib/deep.ex"));
        compile("lib", "-o", "out");
        assertEquals("21\n", value("User.v()"));
    }

    @Test
    void compilesAgainWhatUsesAStructWhoseFieldsHaveChanged() throws IOException, InterruptedException {
        write("lib/s.ex", "defmodule S do\n  defstruct a: 1\nend\n");
        write("lib/user.ex", "defmodule User do\n  def new(x), do: %S{a: x}\nend\n");
        write("lib/far.ex", "defmodule Far do\n  def new, do: User.new(3)\nend\n");
        compile("lib", "-o", "out");
        FileTime far = time("out/Elixir.Far.beam");
        write("lib/s.ex", "defmodule S do\n  defstruct a: 1, b: 2\nend\n");
        compile("lib", "-o", "out");
        assertEquals("%S{a: 3, b: 2}\n", value("Far.new()"));
        assertEquals(far, time("out/Elixir.Far.beam"));

        // Without the struct the program can not be compiled, and stays as it was.
        Files.delete(work.resolve("lib/s.ex"));
        assertEquals(1, compile("lib", "-o", "out").exitCode());
        assertEquals("%S{a: 3, b: 2}\n", value("Far.new()"));
    }

    @Test
    void followsModulesFromFileToFile() throws IOException, InterruptedException {
        write("lib/a.ex", "defmodule A do\n  def f, do: B.f() + 1\nend\n");
        write("lib/b.ex", "defmodule B do\n  def f, do: 1\nend\n");
        compile("lib", "-o", "out");
        Files.delete(work.resolve("lib/b.ex"));
        write("lib/a.ex", "defmodule A do\n  def f, do: B.f() + 1\nend\ndefmodule B do\n  def f, do: 10\nend\n");
        compile("lib", "-o", "out");
        assertEquals("11\n", value("A.f()"));

        // A second file with the same module, and without it again.
        write("lib/c.ex", "defmodule B do\n  def f, do: 100\nend\n");
        compile("lib", "-o", "out");
        Files.delete(work.resolve("lib/c.ex"));
        compile("lib", "-o", "out");
        assertEquals("11\n", value("A.f()"));
    }

    @Test
    void compilesAgainWhatReadsAFileThatHasChanged() throws IOException, InterruptedException {
        write("lib/data.txt", "one");
        write("lib/a.ex", """
            defmodule A do
              @external_resource "lib/data.txt"
              @data File.read!("lib/data.txt")
              def data, do: @data
            end
            """);
        compile("lib", "-o", "out");
        FileTime first = time("out/Elixir.A.beam");
        compile("lib", "-o", "out");
        assertEquals(first, time("out/Elixir.A.beam"));
        write("lib/data.txt", "two");
        compile("lib", "-o", "out");
        assertEquals("\"two\"\n", value("A.data()"));
    }

    @Test
    void leavesTheOutputAsItWasWhenSomethingIsWrong() throws IOException, InterruptedException {
        write("lib/a.ex", "defmodule A do\n  def f, do: 1\nend\n");
        compile("lib", "-o", "out");
        FileTime before = time("out/Elixir.A.beam");
        write("lib/a.ex", "defmodule A do\n  def f, do: 2\nend\n");
        write("lib/b.ex", "defmodule B do\n  def f(, do: 1\nend\n");
        Launch.Ended failed = compile("lib", "-o", "out");
        assertEquals(1, failed.exitCode());
        assertTrue(failed.err().contains("lib/b.ex:3"), failed.err());
        assertEquals(before, time("out/Elixir.A.beam"));
        assertEquals(1, compile("lib", "-o", "app.jar").exitCode());
        assertFalse(Files.exists(work.resolve("app.jar")));
    }

    // ---- jars

    @Test
    void makesTheSameJarOfTheSameFiles() throws IOException, InterruptedException {
        String program = """
            defmodule Main do
              def main(arguments), do: IO.inspect({arguments, Shape.area({2, 3}), File.read!(Path.join(:code.priv_dir(:main), "x"))})
            end
            defprotocol Shape do
              def area(shape)
            end
            defimpl Shape, for: Tuple do
              def area({a, b}), do: a * b
            end
            """;
        for (String folder : List.of("one", "two")) {
            write(folder + "/lib/main.ex", program);
            write(folder + "/priv/x", "resource");
            Launch.Ended made = Launch.run(work.resolve(folder), "compile", "lib", "-o", "app.jar");
            assertEquals(0, made.exitCode(), made.err());
        }
        assertArrayEquals(
                Files.readAllBytes(work.resolve("one/app.jar")), Files.readAllBytes(work.resolve("two/app.jar")));
        assertEquals("{[\"a\", \"b\"], 6, \"resource\"}\n", runJar(work.resolve("one/app.jar"), "a", "b"));
    }

    @Test
    void makesAJarOfAScript() throws IOException, InterruptedException {
        write("hello.exs", """
            defmodule Greeting do
              def text(name), do: "hello, #{name}"
            end

            name = List.first(System.argv()) || "world"
            IO.puts(Greeting.text(name))
            """);
        assertEquals(new Launch.Ended("", "", 0), compile("hello.exs", "-o", "hello.jar"));
        assertEquals("hello, world\n", runJar(work.resolve("hello.jar")));
        assertEquals("hello, you\n", runJar(work.resolve("hello.jar"), "you"));
    }

    @Test
    void saysWhatIsWrong() throws IOException, InterruptedException {
        write("lib/a.ex", "defmodule A do\n  def f, do: 1\nend\n");
        write("notes.txt", "text");
        assertEquals(
                "jlixir: no such file or folder: nope\n",
                compile("nope", "-o", "x.jar").err());
        assertEquals(
                "jlixir: no Elixir source: notes.txt\n",
                compile("notes.txt", "-o", "x.jar").err());
        assertEquals(
                "jlixir: can not write no/x.jar\n",
                compile("lib", "-o", "no/x.jar").err());
        assertEquals(
                "jlixir: notes.txt is no folder\n",
                compile("lib", "-o", "notes.txt").err());
        assertEquals(
                "jlixir: no module B among those compiled\n",
                compile("lib", "-o", "x.jar", "--main", "B").err());
        assertEquals(
                "jlixir: A has no function main/1, main/0 or start/2\n",
                compile("lib", "-o", "x.jar", "--main", "A").err());
        assertEquals(
                "jlixir: Missing required option: '-o' (OUT)\nSee 'jlixir --help'.\n",
                compile("lib").err());
        assertFalse(Files.exists(work.resolve("x.jar")));
    }

    // ---- a server

    private record Client(Socket socket, BufferedReader in, PrintWriter out) {
        static Client of(int port) throws IOException {
            Socket socket = new Socket("localhost", port);
            Client client = new Client(
                    socket,
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)),
                    new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8));
            assertEquals("key_value 1", client.in.readLine());
            return client;
        }

        String ask(String line) throws IOException {
            out.print(line + "\n");
            out.flush();
            return in.readLine();
        }
    }

    @Test
    void servesAThousandClientsFromAJar() throws IOException, InterruptedException {
        Path jar = work.resolve("kv.jar");
        Path sources = Path.of(System.getProperty("jlixir.programs"), "key_value", "lib");
        Launch.Ended made = compile(sources.toString(), "-o", jar.toString(), "--main", "KeyValue.Application");
        assertEquals(0, made.exitCode(), made.err());
        Process server = new ProcessBuilder(JAVA.toString(), "-jar", jar.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String listening = out.readLine();
            assertTrue(listening.startsWith("listening on "), listening);
            int port = Integer.parseInt(listening.substring("listening on ".length()));
            serve(port);
            // Not Process.destroy(), which closes the pipe.
            server.toHandle().destroy();
            assertTrue(server.waitFor(20, TimeUnit.SECONDS), "the server goes on after SIGTERM");
            String rest = String.join("\n", out.readAllLines());
            assertTrue(rest.contains("store closed with 999 keys") && rest.endsWith("stopped"), rest);
            assertEquals(0, server.exitValue(), rest);
        } finally {
            server.destroyForcibly();
        }
    }

    private static void serve(int port) throws IOException {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            clients.add(Client.of(port));
        }
        for (int i = 0; i < 1000; i++) {
            assertEquals("OK", clients.get(i).ask("PUT key" + i + " " + i * i));
        }
        for (int i = 0; i < 1000; i++) {
            int other = i * 7 % 1000;
            assertEquals("VALUE " + other * other, clients.get(i).ask("GET key" + other));
        }
        assertEquals("OK", clients.getFirst().ask("DELETE key5"));
        // The process of a connection that is killed takes nobody along.
        for (Client client : clients.subList(0, 100)) {
            assertEquals(null, client.ask("CRASH"));
        }
        assertEquals("NONE", clients.getLast().ask("GET key5"));
        assertEquals("999", Client.of(port).ask("COUNT"));
        for (Client client : clients) {
            client.socket.close();
        }
    }
}
