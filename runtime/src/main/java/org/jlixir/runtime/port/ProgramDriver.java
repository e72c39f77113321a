package org.jlixir.runtime.port;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.file.FileName;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A port to a program of the operating system, or to open file descriptors: bytes written go to its input, what it prints comes as
 * messages.
 */
public final class ProgramDriver extends PortDriver {
    private static final Atom DATA = Atom.of("data");
    private static final Atom EOL = Atom.of("eol");
    private static final Atom NOEOL = Atom.of("noeol");
    private static final Atom EOF = Atom.of("eof");
    private static final Atom EXIT_STATUS = Atom.of("exit_status");

    /** How long output may be missing after the end of a program before what still holds its pipe is not waited for. */
    private static final long GRACE_MILLIS = 100;

    private final String name;
    private final PortOptions options;
    private final @Nullable Process program;
    private final @Nullable InputStream in;
    private final @Nullable OutputStream out;
    private final Framing input = new Framing();
    private @Nullable ByteWriter writer;
    private long received;
    private long sent;
    private long lastData;
    private boolean inputEnded;
    private boolean finished;
    private @Nullable Long status;

    private ProgramDriver(
            String name,
            PortOptions options,
            @Nullable Process program,
            @Nullable InputStream in,
            @Nullable OutputStream out) {
        this.name = name;
        this.options = options;
        this.program = program;
        this.in = in;
        this.out = out;
    }

    /** The program {@code command}, which finds {@code environment} and starts in {@code folder}. */
    static ProgramDriver start(String name, List<String> command, PortOptions options, ProgramStart start) {
        Process program = start.run(command, options);
        boolean piped = options.standardStreams;
        return new ProgramDriver(
                name,
                options,
                program,
                piped && options.in ? program.getInputStream() : null,
                piped && options.out ? program.getOutputStream() : null);
    }

    /** The descriptors of this process of the operating system itself. */
    static ProgramDriver descriptors(long read, long write, PortOptions options) {
        try {
            InputStream in =
                    read == 0 ? new FileInputStream(FileDescriptor.in) : new FileInputStream("/dev/fd/" + read);
            OutputStream out = write == 1
                    ? new FileOutputStream(FileDescriptor.out)
                    : write == 2 ? new FileOutputStream(FileDescriptor.err) : new FileOutputStream("/dev/fd/" + write);
            return new ProgramDriver(
                    read + "/" + write, options, null, options.in ? in : null, options.out ? out : null);
        } catch (IOException _) {
            throw ElixirException.error(Atom.of("einval"));
        }
    }

    @Override
    protected void started() {
        if (out != null) {
            writer = new ByteWriter(out, () -> {});
        }
        InputStream source = in;
        if (source != null) {
            inBackground("jlixir-port-reader", () -> readAll(source));
        } else {
            inputEnded = program != null;
        }
        if (program != null) {
            var _ = program.onExit().thenAccept(ended -> post(() -> ended(ended.exitValue())));
        }
    }

    private void readAll(InputStream source) {
        byte[] buffer = new byte[1 << 16];
        try {
            while (true) {
                int count = source.read(buffer);
                if (count < 0) {
                    break;
                }
                byte[] part = Arrays.copyOf(buffer, count);
                post(() -> received(part));
            }
        } catch (IOException _) {
            // The program is gone, or the port is closed: either way there is no more to read.
        }
        post(this::inputEnded);
    }

    private void received(byte[] bytes) {
        received += bytes.length;
        lastData = System.nanoTime();
        input.add(bytes);
        if (options.line > 0) {
            lines();
        } else if (options.packet == Framing.Kind.RAW) {
            tell(input.takeAll());
        } else {
            for (Bitstring packet = input.packet(options.packet);
                    packet != null;
                    packet = input.packet(options.packet)) {
                tell(packet);
            }
        }
    }

    private void tell(Bitstring bytes) {
        tell(Tuple.of(port(), Tuple.of(DATA, data(bytes, options.binary))));
    }

    private void lines() {
        while (true) {
            int length = input.lineLength(options.line + 1);
            if (length > 0) {
                Bitstring line = input.take(length);
                tellLine(EOL, line.sliceBytes(0, length - 1));
            } else if (input.available() > options.line) {
                tellLine(NOEOL, input.take(options.line));
            } else {
                return;
            }
        }
    }

    private void tellLine(Atom kind, Bitstring line) {
        tell(Tuple.of(port(), Tuple.of(DATA, Tuple.of(kind, data(line, options.binary)))));
    }

    private void inputEnded() {
        inputEnded = true;
        if (!options.exitStatus || program == null || status != null) {
            finish();
        }
    }

    private void ended(int exitValue) {
        status = (long) exitValue;
        if (inputEnded) {
            finish();
        } else {
            lastData = System.nanoTime();
            awaitSilence();
        }
    }

    /** A child of the program may hold the pipe for long: what the program itself has printed is here soon. */
    private void awaitSilence() {
        CompletableFuture.delayedExecutor(GRACE_MILLIS, TimeUnit.MILLISECONDS)
                .execute(() -> post(() -> {
                    if (System.nanoTime() - lastData < TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS)) {
                        awaitSilence();
                    } else if (options.exitStatus) {
                        inputEnded();
                    }
                }));
    }

    /** The rest of a line comes after the exit status, as on the BEAM. */
    private void finish() {
        if (finished) {
            return;
        }
        finished = true;
        if (options.exitStatus && status != null) {
            tell(Tuple.of(port(), Tuple.of(EXIT_STATUS, status)));
        }
        if (options.line > 0 && input.available() > 0) {
            tellLine(NOEOL, input.takeAll());
        }
        if (options.eof) {
            tell(Tuple.of(port(), EOF));
        } else {
            end(Atom.NORMAL);
        }
    }

    @Override
    protected CompletableFuture<?> output(Bitstring data) {
        byte[] framed = Framing.framed(options.packet, data);
        if (framed == null) {
            throw ElixirException.badArgument();
        }
        sent += framed.length;
        ByteWriter pipe = writer;
        return pipe == null ? CompletableFuture.completedFuture(null) : pipe.write(framed);
    }

    /** The program is not killed: it sees the end of its input. */
    @Override
    protected void release() {
        if (writer != null) {
            writer.close();
        }
        InputStream source = in;
        if (source != null && program != null) {
            inBackground("jlixir-port-closer", () -> {
                try {
                    source.close();
                } catch (IOException _) {
                    // Nothing was to come from it any more.
                }
            });
        }
    }

    @Override
    protected @Nullable Object info(Atom item) {
        return switch (item.name()) {
            case "name" -> FileName.term(name);
            case "input" -> received;
            case "output" -> sent;
            case "os_pid" -> program == null ? Atom.UNDEFINED : (Object) program.pid();
            default -> null;
        };
    }

    /** How a program is started: with which variables, in which folder. */
    record ProgramStart(java.util.Map<String, String> environment, File folder) {
        Process run(List<String> command, PortOptions options) {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder);
            builder.environment().clear();
            builder.environment().putAll(environment);
            options.environment.forEach((name, value) -> {
                if (value == null) {
                    builder.environment().remove(name);
                } else {
                    builder.environment().put(name, value);
                }
            });
            if (options.stderrToStdout) {
                builder.redirectErrorStream(true);
            } else {
                builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            }
            if (!options.standardStreams || !options.in) {
                builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
            }
            if (!options.standardStreams || !options.out) {
                builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
            }
            try {
                return builder.start();
            } catch (IOException _) {
                throw ElixirException.error(Atom.of("enoent"));
            }
        }
    }
}
