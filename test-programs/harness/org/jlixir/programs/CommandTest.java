package org.jlixir.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line: what is run in which order, what the program sees of it, exit codes. */
class CommandTest {
    @TempDir
    Path work;

    @BeforeEach
    void writeProgram() throws IOException {
        Files.writeString(work.resolve("argv.exs"), "IO.inspect(System.argv())\n");
    }

    private void check(String out, String err, int exitCode, String... arguments)
            throws IOException, InterruptedException {
        assertEquals(new Launch.Ended(out, err, exitCode), Launch.run(work, arguments));
    }

    @Test
    void givesTheProgramWhatFollowsTheFile() throws IOException, InterruptedException {
        check("[\"a\", \"--foo\", \"-e\", \"x\"]\n", "", 0, "argv.exs", "a", "--foo", "-e", "x");
        check("[\"--\", \"-r\"]\n", "", 0, "run", "argv.exs", "--", "-r");
        check("[\"--help\"]\n", "", 0, "eval", "IO.inspect(System.argv())", "--help");
    }

    @Test
    void runsWhatTheOptionsSayInTheirOrder() throws IOException, InterruptedException {
        check("[\"x\"]\n1\n2\n", "", 0, "-r", "argv.exs", "-e", "IO.puts(1)", "--eval", "IO.puts(2)", "x");
        check("[\"x\"]\n[\"x\"]\n", "", 0, "run", "-r", "argv.exs", "argv.exs", "x");
        check("[]\n", "", 0, "run", "-r", "argv.exs");
    }

    @Test
    void goesOnAfterAFileThatIsMissing() throws IOException, InterruptedException {
        check("1\n", "-r : No files matched pattern no.exs\n", 1, "-r", "no.exs", "-e", "IO.puts(1)");
        check("", "No file named no.exs\n", 1, "run", "no.exs");
        check("", "-S : Could not find executable no-such-script\n", 1, "-S", "no-such-script");
    }

    @Test
    void saysWhatIsWrongWithTheOptions() throws IOException, InterruptedException {
        check("", "jlixir: Unknown option: '--foo'\nSee 'jlixir --help'.\n", 1, "--foo");
        check("", "jlixir: Missing required parameter: FILE\nSee 'jlixir --help'.\n", 1, "run");
        check(
                "",
                "jlixir: jlixir connects to no other nodes: there is no '--rpc-eval'\nSee 'jlixir --help'.\n",
                1,
                "--rpc-eval",
                "node",
                "code");
    }

    @Test
    void takesTheOptionsOfElixirUnderItsName() throws IOException, InterruptedException {
        check("[\"a\", \"-e\"]\n", "", 0, "elixir", "argv.exs", "a", "-e");
        check("[]\n1\n", "", 0, "elixir", "-r", "argv.exs", "--erl", "+P 1000", "-e", "IO.puts(1)");
        check("", "No file named --foo\n", 1, "elixir", "--foo");
        check("1.20.3\n", "", 0, "elixir", "--short-version");
        check(
                "",
                "--help : Standalone options can't be combined with other options\n",
                1,
                "elixir",
                "--help",
                "-e",
                "1");
        check(
                "",
                "jlixir connects to no other nodes: there is no '--sname'\n",
                1,
                "elixir",
                "--sname",
                "a",
                "argv.exs");
        assertTrue(Launch.run(work, "elixir", "-e", "raise \"no\"")
                .err()
                .startsWith("** (RuntimeError) no\n    nofile:1: (file)\n"));
        check("", "", 3, "elixir", "-e", "exit({:shutdown, 3})");
    }

    @Test
    void compilesUnderTheNameOfElixirc() throws IOException, InterruptedException {
        Files.writeString(work.resolve("named.ex"), "defmodule Named do\n  def name(x), do: :named\nend\n");
        assertEquals(
                1,
                Launch.run(work, "elixirc", "named.ex", "-o", "out", "--warnings-as-errors")
                        .exitCode());
        Launch.Ended compiled = Launch.run(work, "elixirc", "--verbose", "named.ex", "-o", "out");
        assertEquals("Compiling named.ex\n", compiled.out());
        assertTrue(compiled.err().contains("variable \"x\" is unused"), compiled.err());
        check(":named\n", "", 0, "elixir", "-pa", "out", "-e", "IO.inspect(Named.name(1))");
        check("", "No files matched pattern(s) no.ex\n", 1, "elixirc", "named.ex", "no.ex");
    }

    @Test
    void startsTheShellUnderTheNameOfIex() throws IOException, InterruptedException {
        Launch.Ended shell = Launch.run(work, "iex", "--dbg", "pry", "-e", "IO.puts(:first)");
        assertTrue(shell.out().startsWith("first\nInteractive Elixir (1.20.3)"), shell.out());
        assertTrue(Launch.run(work, "iex", "--version").out().endsWith("\nIEx 1.20.3 (compiled with Erlang/OTP 27)\n"));
    }

    /** A stream that is closed must not become one of the JVM's files: what is read is the end, what is written is gone. */
    @Test
    void takesClosedStreamsAsEmpty() throws IOException, InterruptedException {
        Files.writeString(work.resolve("gets.exs"), "IO.inspect(IO.gets(\"\"))\n");
        assertEquals(new Launch.Ended(":eof\n", "", 0), Launch.shell(work, "exec \"$0\" gets.exs <&-"));
        assertEquals(new Launch.Ended("", "", 0), Launch.shell(work, "exec \"$0\" argv.exs >&-"));
        assertEquals(1, Launch.shell(work, "exec \"$0\" argv.exs >/dev/full").exitCode());
    }

    @Test
    void endsWithTheExitCodeOfTheProgram() throws IOException, InterruptedException {
        check("", "", 4, "-e", "System.halt(4)");
        check("", "", 5, "-e", "exit({:shutdown, 5})");
        check("", "", 0, "-e", "exit(:normal)");
        check("0\n", "", 7, "-e", "System.at_exit(fn code -> IO.inspect(code); exit({:shutdown, 7}) end)");
    }

    @Test
    void saysWhatIsWrongWithJava() throws IOException, InterruptedException {
        Files.writeString(work.resolve("broken.jar"), "no jar");
        check("", "jlixir: not a jar: broken.jar\n", 1, "run", "--classpath", "broken.jar", "argv.exs");
        check("", "jlixir: no such jar or folder: no.jar\n", 1, "run", "-cp", "no.jar", "argv.exs");
        Launch.Ended noClass = Launch.run(work, "-e", ":\"no.such.Class\".run()");
        assertEquals(1, noClass.exitCode());
        assertTrue(
                noClass.err()
                        .startsWith("** (UndefinedFunctionError) function :\"no.such.Class\".run/0 is undefined"
                                + " (module :\"no.such.Class\" is not available)\n"),
                noClass.err());
        Launch.Ended noMethod = Launch.run(work, "-e", "apply(:\"java.lang.Math\", :sqroot, [1])");
        assertEquals(1, noMethod.exitCode());
        assertTrue(noMethod.err().contains("(java.lang.Math has no such method or field)"), noMethod.err());
        assertTrue(noMethod.err().contains("* sqrt(double)"), noMethod.err());
        assertTrue(Launch.run(work, "-e", ":\"java.lang.Integer\".parseInt(\"x\")")
                .err()
                .startsWith("** (Java.Exception) java.lang.NumberFormatException: For input string: \"x\"\n"));
    }

    @Test
    void saysWhatCanNotBeRun() throws IOException, InterruptedException {
        check("", "No file named frobnicate\n", 1, "frobnicate");
        check("", "No file named " + work + "\n", 1, "run", work.toString());
        check("", "jlixir: Unknown option: '--frob'\nSee 'jlixir --help'.\n", 1, "run", "--frob", "argv.exs");
        check("", "jlixir: Unknown subcommand 'frobnicate'.\nSee 'jlixir --help'.\n", 1, "help", "frobnicate");
        check("", "jlixir: Missing required parameter: CODE\nSee 'jlixir --help'.\n", 1, "eval");
        Files.write(work.resolve("bytes.exs"), new byte[] {(byte) 0xFF, (byte) 0xFE, 'x'});
        Launch.Ended bytes = Launch.run(work, "run", "bytes.exs");
        assertEquals(1, bytes.exitCode());
        assertTrue(bytes.err().startsWith("** (UnicodeConversionError) invalid encoding"), bytes.err());
    }

    @Test
    void formatsFiles() throws IOException, InterruptedException {
        Files.writeString(work.resolve("a.ex"), "x   =  f(1,2)\n");
        Files.writeString(work.resolve("b.ex"), "y = 2\n");
        Files.writeString(work.resolve(".formatter.exs"), "[inputs: [\"*.ex\"]]");
        check("", "jlixir: these files are not formatted:\n\n  * a.ex\n", 1, "format", "--check-formatted");
        assertEquals("x   =  f(1,2)\n", Files.readString(work.resolve("a.ex")));
        check("", "", 0, "format");
        assertEquals("x = f(1, 2)\n", Files.readString(work.resolve("a.ex")));
        check("", "", 0, "format", "--check-formatted");
        check("", "jlixir: no such file: no.ex\n", 1, "format", "no.ex");

        Files.write(work.resolve("bytes.ex"), new byte[] {(byte) 0xFF});
        check("", "jlixir: bytes.ex is not UTF-8: invalid encoding starting at <<255>>\n", 1, "format");
        Files.delete(work.resolve("bytes.ex"));

        // Files are written when all can be.
        Files.writeString(work.resolve("a.ex"), "x   =  1\n");
        Files.writeString(work.resolve("c.ex"), "foo(\n");
        Launch.Ended failed = Launch.run(work, "format");
        assertEquals(1, failed.exitCode());
        assertTrue(failed.err().startsWith("** (TokenMissingError)"), failed.err());
        assertEquals("x   =  1\n", Files.readString(work.resolve("a.ex")));
    }

    @Test
    void formatsAsDependenciesAndPluginsSay() throws IOException, InterruptedException {
        Files.createDirectories(work.resolve("deps/dsl"));
        Files.writeString(work.resolve("deps/dsl/.formatter.exs"), "[export: [locals_without_parens: [field: 2]]]");
        Files.writeString(
                work.resolve(".formatter.exs"),
                "[inputs: [\"a.ex\", \"b.txt\"], import_deps: [:dsl], plugins: [Upper]]");
        Files.writeString(work.resolve("a.ex"), "field :a,   1\nother :a,  ~UP\"b\"\n");
        Files.writeString(work.resolve("b.txt"), "text\n");
        Launch.Ended missing = Launch.run(work, "format");
        assertEquals(1, missing.exitCode());
        assertTrue(
                missing.err().startsWith("jlixir: .formatter.exs: the plugin Upper is not available"), missing.err());

        Files.writeString(work.resolve("upper.ex"), """
            defmodule Upper do
              def features(_), do: [extensions: [".txt"], sigils: [:UP]]
              def format(text, _), do: String.upcase(text)
            end
            """);
        check("", "", 0, "compile", "upper.ex", "-o", "out");
        check("", "", 0, "format", "-pa", "out");
        assertEquals("field :a, 1\nother(:a, ~UP\"B\")\n", Files.readString(work.resolve("a.ex")));
        assertEquals("TEXT\n", Files.readString(work.resolve("b.txt")));
    }

    @Test
    void hasAManualPage() throws IOException {
        String page = Files.readString(Launch.IMAGE.resolve("man/man1/jlixir.1"));
        assertTrue(page.contains("\\fB\\-\\-warnings\\-as\\-errors\\fR"), page);
        assertTrue(page.contains(".SH JLIXIR COMPILE"), page);
    }

    @Test
    void evaluatesWhatIsPipedIntoTheShell() throws IOException, InterruptedException {
        Launch.Ended ended = Launch.run(work, "repl");
        assertEquals(0, ended.exitCode());
        assertTrue(ended.out().startsWith("Interactive Elixir (1.20"), ended.out());
    }

    @Test
    void printsCompletionScripts() throws IOException, InterruptedException {
        for (String shell : new String[] {"bash", "zsh", "fish"}) {
            Launch.Ended script = Launch.run(work, "completion", shell);
            assertEquals(0, script.exitCode(), script.err());
            assertTrue(script.out().contains("compile"), script.out());
        }
        check("", "jlixir: The shell is one of bash, zsh, fish\nSee 'jlixir --help'.\n", 1, "completion", "csh");
    }

    @Test
    void helps() throws IOException, InterruptedException {
        Launch.Ended help = Launch.run(work, "--help");
        assertEquals(0, help.exitCode());
        assertTrue(help.out().startsWith("Usage: jlixir"), help.out());
        Launch.Ended compile = Launch.run(work, "help", "compile");
        assertTrue(compile.out().contains("Examples:"), compile.out());
        assertTrue(Launch.run(work, "--version").out().contains("(Elixir 1.20"));
    }

    @Test
    void runsTheTestsOfAFolder() throws IOException, InterruptedException {
        Path folder = Files.createDirectory(work.resolve("test"));
        Files.writeString(folder.resolve("test_helper.exs"), "ExUnit.start(exclude: [:slow])\n");
        Files.writeString(folder.resolve("a_test.exs"), """
            defmodule ATest do
              use ExUnit.Case
              test "passes", do: assert true
              @tag :slow
              test "fails", do: assert false
            end
            """);
        Launch.Ended passed = Launch.run(work, "test", "--seed", "0");
        assertEquals(0, passed.exitCode(), passed.err());
        assertTrue(passed.out().endsWith("Result: 1 passed, 1 excluded\n"), passed.out());
        Launch.Ended failed = Launch.run(work, "test", "--only", "slow", "test/a_test.exs");
        assertEquals(2, failed.exitCode(), failed.err());
        assertEquals(2, Launch.run(work, "test", "test/a_test.exs:5").exitCode());
        assertEquals(1, Launch.run(work, "test", "nowhere").exitCode());
    }
}
