package org.jlixir.repl.shell;

import java.io.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jlixir.runtime.io.ConsoleDevice;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A terminal as the device {@code :user}: lines are edited, completed and remembered; what processes print meanwhile appears above the
 * line. Beside the requests of a console it takes {@code {:shell_line, prompt}}: an expression of Elixir, on as many lines as it needs.
 */
public final class ShellTerminal implements AutoCloseable {
    private static final Atom IO_REQUEST = Atom.of("io_request");
    private static final Atom IO_REPLY = Atom.of("io_reply");
    private static final Atom SHELL_LINE = Atom.of("shell_line");
    private static final Atom GET_LINE = Atom.of("get_line");
    private static final Atom GEOMETRY = Atom.of("get_geometry");
    private static final Atom COLUMNS = Atom.of("columns");
    private static final Atom INTERRUPTED = Atom.of("interrupted");
    private static final Atom EOF = Atom.of("eof");
    private static final Atom INTERRUPT = Atom.of("interrupt");

    /** The name of the process that a Ctrl-C is told to while it evaluates something. */
    private static final Atom SHELL = Atom.of("Elixir.IEx.Server");

    private final Node node;
    private final Terminal terminal;
    private final LineReader reader;
    private final ExpressionParser parser;
    private final BlockingQueue<LineRequest> requests = new LinkedBlockingQueue<>();
    private volatile @Nullable LineRequest current;
    private final Thread thread;

    private record LineRequest(Pid from, Object ref, String prompt, boolean isExpression) {}

    /** @param history the file of what was entered before; made when it is not there */
    public ShellTerminal(Node node, Path history) throws IOException {
        this(node, history, TerminalBuilder.builder().system(true).dumb(true).build());
    }

    /** On another terminal than that of the JVM. */
    public ShellTerminal(Node node, Path history, Terminal terminal) throws IOException {
        this.node = node;
        this.terminal = terminal;
        parser = new ExpressionParser(node);
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("jlixir")
                .parser(parser)
                .completer(new ExpressionCompleter(node, SHELL))
                .highlighter(new ExpressionHighlighter())
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "...> ")
                .variable(LineReader.HISTORY_SIZE, 10_000)
                .variable(LineReader.INDENTATION, 2)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, false)
                .option(LineReader.Option.INSERT_TAB, true)
                .build();
        Path folder = history.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        reader.setVariable(LineReader.HISTORY_FILE, history);
        terminal.handle(Terminal.Signal.INT, _ -> interrupt());
        thread = new Thread(this::readLines, "jlixir-shell");
        thread.setDaemon(true);
        thread.start();
    }

    /** True when what is typed and what is printed both are at a terminal. */
    public static boolean isInteractive() {
        // There is none when neither is.
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    public boolean hasColours() {
        return !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    private void interrupt() {
        Proc shell = node.find(SHELL);
        if (shell != null) {
            shell.send(INTERRUPT);
        }
    }

    // ---- the device

    /** The body of the device's process. */
    public Object serve(Proc self) {
        ConsoleDevice plain = new ConsoleDevice(terminal.input(), new Output());
        return plain.serve(self, this::take);
    }

    /** @return false for a request that any console can answer */
    private boolean take(Tuple message) {
        if (message.size() != 4 || message.get(0) != IO_REQUEST || !(message.get(1) instanceof Pid from)) {
            return false;
        }
        Object ref = message.get(2);
        if (message.get(3) instanceof Tuple request && request.size() >= 2) {
            if (request.get(0) == SHELL_LINE) {
                ask(new LineRequest(from, ref, text(request.get(1)), true));
                return true;
            }
            if (request.get(0) == GET_LINE) {
                ask(new LineRequest(from, ref, text(request.get(request.size() - 1)), false));
                return true;
            }
            if (request.get(0) == GEOMETRY) {
                int size = request.get(1) == COLUMNS
                        ? terminal.getSize().getColumns()
                        : terminal.getSize().getRows();
                reply(from, ref, (long) (size > 0 ? size : 80));
                return true;
            }
        }
        return false;
    }

    private static String text(Object prompt) {
        return ConsoleDevice.text(prompt);
    }

    /** A line that a process has asked for that is no more is not waited for any longer. */
    private void ask(LineRequest request) {
        requests.add(request);
        LineRequest reading = current;
        if (reading != null && node.find(reading.from) == null) {
            thread.interrupt();
        }
    }

    private void reply(Pid to, Object ref, Object answer) {
        Proc asker = node.find(to);
        if (asker != null) {
            asker.send(Tuple.of(IO_REPLY, ref, answer));
        }
    }

    private void readLines() {
        while (true) {
            try {
                LineRequest request = requests.take();
                current = request;
                reply(request.from, request.ref, read(request));
                current = null;
            } catch (InterruptedException _) {
                current = null;
            }
        }
    }

    private Object read(LineRequest request) {
        parser.expectExpression(request.isExpression);
        try {
            return Bitstring.of(reader.readLine(request.prompt) + "\n");
        } catch (UserInterruptException _) {
            return Tuple.of(Atom.ERROR, INTERRUPTED);
        } catch (EndOfFileException _) {
            return EOF;
        }
    }

    /** Bytes of UTF-8 for the terminal; above the line while one is edited. */
    private final class Output extends OutputStream {
        private final StringBuilder begun = new StringBuilder();

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int count) {
            String text = new String(bytes, from, count, StandardCharsets.UTF_8);
            if (current == null || !reader.isReading()) {
                terminal.writer().print(begun + text);
                terminal.writer().flush();
                begun.setLength(0);
                return;
            }
            begun.append(text);
            int end = begun.lastIndexOf("\n");
            if (end >= 0) {
                reader.printAbove(begun.substring(0, end));
                begun.delete(0, end + 1);
            }
        }
    }

    /** Keeps the history. */
    @Override
    public void close() {
        try {
            reader.getHistory().save();
            terminal.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
