package org.jlixir.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell on a pseudo-terminal, which {@code script(1)} makes: what a person types, and sees. */
class ShellTest {
    private static final long LIMIT_SECONDS = 60;
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String CTRL_R = "\u0012";
    private static final String UP = "\u001bOA";

    @TempDir
    Path work;

    private Process shell;
    private final StringBuilder screen = new StringBuilder();
    private int seen;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no script(1)");
        Path launcher = Path.of(System.getProperty("jlixir.programs"))
                .resolveSibling("bin")
                .resolve("jlixir");
        ProcessBuilder builder = new ProcessBuilder(
                        "/usr/bin/script", "-qfec", "stty rows 40 cols 100; exec " + launcher + " repl", "/dev/null")
                .directory(work.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JLIXIR_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().put("HOME", work.toString());
        builder.environment().put("XDG_STATE_HOME", work.resolve("state").toString());
        builder.environment().remove("NO_COLOR");
        shell = builder.start();
        Thread reader = new Thread(this::read);
        reader.setDaemon(true);
        reader.start();
    }

    @AfterEach
    void stop() {
        if (shell != null) {
            shell.destroyForcibly();
        }
    }

    private void read() {
        byte[] bytes = new byte[4096];
        try (InputStream in = shell.getInputStream()) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                synchronized (screen) {
                    screen.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
                    screen.notifyAll();
                }
            }
        } catch (IOException _) {
            // The terminal is closed.
        }
    }

    private void type(String text) throws IOException {
        shell.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        shell.getOutputStream().flush();
    }

    /** Waits until the text is seen after what was expected before; colours and movements of the cursor do not count. */
    private void expect(String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        synchronized (screen) {
            while (true) {
                String plain = screen.toString().replaceAll("\u001b\\[[0-9;?>$]*[A-Za-z]|\u001b[=>]|\b|\r", "");
                int at = plain.indexOf(text, seen);
                if (at >= 0) {
                    seen = at + text.length();
                    return;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("'" + text + "' is not seen in:\n" + plain.substring(seen));
                }
                screen.wait(left);
            }
        }
    }

    private void enter(String line) throws IOException {
        type(line + "\r");
    }

    private void leave() throws IOException, InterruptedException {
        type(CTRL_D);
        assertTrue(shell.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "the shell goes on after Ctrl-D");
        assertEquals(0, shell.exitValue());
    }

    @Test
    void evaluatesCompletesAndRemembers() throws IOException, InterruptedException {
        expect("iex(1)> ");
        enter("40 + 2");
        expect("42\n");
        expect("iex(2)> ");
        type("Integer.is_o\t");
        expect("dd");
        enter("(3)");
        // is_odd is a macro: the error leaves the session alive.
        expect("UndefinedFunctionError");
        expect("iex(2)> ");

        // An expression on several lines.
        enter("defmodule Shape do");
        expect("...> ");
        enter("def area(a, b), do: a * b");
        expect("...> ");
        enter("end");
        expect("iex(3)> ");
        enter("side = 6");
        expect("iex(4)> ");
        type("Shape.a\t");
        expect("rea");
        enter("(side, 7)");
        expect("42\n");
        expect("iex(5)> ");

        // History: the line before, and a search.
        type(UP);
        expect("Shape.area(side, 7)");
        enter("");
        expect("42\n");
        expect("iex(6)> ");
        type(CTRL_R + "40");
        expect("40 + 2");
        enter("");
        expect("42\n");
        expect("iex(7)> ");
        enter("v(1) + v(-1)");
        expect("84\n");
        expect("iex(8)> ");
        leave();
        String history = Files.readString(work.resolve("state/jlixir/history"));
        assertTrue(history.contains("40 + 2") && history.contains("def area(a, b)"), history);
    }

    @Test
    void stopsAnEvaluation() throws IOException, InterruptedException {
        expect("iex(1)> ");
        enter("kept = :kept");
        expect("iex(2)> ");
        enter("Process.sleep(:infinity)");
        Thread.sleep(1000);
        type(CTRL_C);
        expect("** (interrupted)");
        expect("iex(3)> ");
        enter("Stream.iterate(1, & &1) |> Enum.sum()");
        Thread.sleep(1000);
        type(CTRL_C);
        expect("** (interrupted)");
        expect("iex(4)> ");

        // Half a line is forgotten.
        type("half a line" + CTRL_C);
        expect("iex(4)> ");
        enter("{kept, 1 + 1}");
        expect("{:kept, 2}");
        expect("iex(5)> ");
        enter("exit(:bye)");
        expect("** (exit) :bye");
        enter("spawn_link(fn -> exit(:gone) end); Process.sleep(1000)");
        expect("shell process exited with reason: :gone");
        expect("iex(5)> ");
        enter("[1 | 2]");
        expect("[1 | 2]");
        expect("iex(6)> ");
        leave();
    }

    @Test
    void looksIntoAProcess() throws IOException, InterruptedException {
        Files.writeString(work.resolve(".iex.exs"), "require IEx\nfrom_file = 7\n");
        Files.writeString(work.resolve("pried.ex"), """
            defmodule Pried do
              require IEx

              def run(x) do
                y = x * 2
                IEx.pry()
                y + 1
              end
            end
            """);
        expect("iex(1)> ");
        enter("from_file");
        expect("7\n");
        expect("iex(2)> ");
        enter("c(\"pried.ex\")");
        expect("[Pried]");
        expect("iex(3)> ");
        enter("Pried.run(20)");
        expect("Break reached: Pried.run/1 (pried.ex:6)");
        expect("pry(1)> ");
        enter("{x, y}");
        expect("{20, 40}");
        expect("pry(2)> ");
        enter("continue()");
        expect("41\n");
        expect("iex(4)> ");

        // Another process asks.
        enter("spawn(fn -> Pried.run(1) end)");
        expect("Request to pry");
        expect("Allow? [Yn] ");
        enter("y");
        expect("pry(1)> ");
        enter("y");
        expect("2\n");
        expect("pry(2)> ");
        enter("continue()");
        expect("iex(5)> ");
        enter("dbg(1 + 2)");
        expect("1 + 2 #=> 3");
        expect("iex(6)> ");
        leave();
    }

    @Test
    void knowsJava() throws IOException, InterruptedException {
        expect("iex(1)> ");
        type(":\"java.lang.StrictM\t");
        expect("ath");
        enter("\".sqrt(2.0)");
        expect("1.4142135623730951");
        expect("iex(2)> ");
        type(":\"java.lang.Math\".floorM\t");
        expect("od");
        enter("(-7, 3)");
        expect("2\n");
        expect("iex(3)> ");
        leave();
    }
}
