package org.jlixir.runtime.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.jlixir.runtime.erlang.Unicode;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The process behind a standard stream: answers {@code {:io_request, from, ref, request}} with {@code {:io_reply, ref, reply}},
 * as Erlang's I/O protocol says. Text goes out as UTF-8. Input is read by a thread of its own, which answers itself: the process is
 * not to hold up a carrier, nor those that write, until somebody types.
 */
public final class ConsoleDevice {
    private static final Atom IO_REQUEST = Atom.of("io_request");
    private static final Atom IO_REPLY = Atom.of("io_reply");
    private static final Atom REQUEST = Atom.of("request");
    private static final Atom EOF = Atom.of("eof");
    private static final Atom ENOTSUP = Atom.of("enotsup");
    private static final Atom GET_LINE = Atom.of("get_line");
    private static final Atom GET_CHARS = Atom.of("get_chars");
    private static final Atom UNICODE = Atom.of("unicode");

    private final InputStream in;
    private final OutputStream out;
    private @Nullable ExecutorService reader;

    public ConsoleDevice(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The process's body: never ends by itself. */
    public Object serve(Proc self) {
        return serve(self, _ -> false);
    }

    /**
     * As {@link #serve(Proc)}.
     *
     * @param takes sees each request first; it is answered elsewhere when this says true
     */
    public Object serve(Proc self, Predicate<Tuple> takes) {
        while (true) {
            Object message = self.receiveAny();
            if (message instanceof Tuple request
                    && !takes.test(request)
                    && request.size() == 4
                    && request.get(0) == IO_REQUEST
                    && request.get(1) instanceof Pid from) {
                if (isReading(request.get(3))) {
                    reader().execute(() -> answer(self, from, request));
                } else {
                    answer(self, from, request);
                }
            }
        }
    }

    private static boolean isReading(Object request) {
        return request instanceof Tuple parts && (parts.get(0) == GET_LINE || parts.get(0) == GET_CHARS);
    }

    private ExecutorService reader() {
        ExecutorService threads = reader;
        if (threads == null) {
            threads = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task, "jlixir-input");
                thread.setDaemon(true);
                return thread;
            });
            reader = threads;
        }
        return threads;
    }

    private void answer(Proc self, Pid from, Tuple request) {
        Object reply = reply(self, request.get(3));
        Proc asker = self.node().find(from);
        if (asker != null) {
            asker.send(Tuple.of(IO_REPLY, request.get(2), reply));
        }
    }

    /** A prompt as text; none for what is no text. */
    public static String text(Object prompt) {
        Object bytes = prompt instanceof Bitstring || prompt instanceof Cons
                ? Unicode.charactersToBinary(prompt, UNICODE, UNICODE)
                : prompt;
        return bytes instanceof Bitstring binary ? binary.utf8() : "";
    }

    private Object reply(Proc self, Object request) {
        try {
            return answer(self, request);
        } catch (ElixirException failure) {
            return Tuple.of(Atom.ERROR, failure.reason());
        } catch (IOException _) {
            return Tuple.of(Atom.ERROR, Atom.of("terminated"));
        }
    }

    private Object answer(Proc self, Object request) throws IOException {
        if (!(request instanceof Tuple parts) || !(parts.get(0) instanceof Atom name)) {
            return request == Atom.of("getopts")
                    ? TermList.of(Tuple.of(Atom.of("binary"), Atom.TRUE), Tuple.of(Atom.of("encoding"), UNICODE))
                    : Tuple.of(Atom.ERROR, REQUEST);
        }
        return switch (name.name()) {
            case "put_chars" -> putChars(self, parts);
            case "get_line" -> {
                writePrompt(parts);
                synchronized (in) {
                    yield readLine();
                }
            }
            case "get_chars" -> {
                writePrompt(parts);
                synchronized (in) {
                    yield readChars(((Long) parts.get(parts.size() - 1)).intValue());
                }
            }
            case "requests" -> {
                Object result = Atom.OK;
                for (Object one : TermList.toJava(parts.get(1))) {
                    result = answer(self, one);
                }
                yield result;
            }
            case "setopts" -> Atom.OK;
            case "get_geometry" -> Tuple.of(Atom.ERROR, ENOTSUP);
            default -> Tuple.of(Atom.ERROR, REQUEST);
        };
    }

    private void writePrompt(Tuple request) throws IOException {
        Object prompt = request.get(request.size() == 2 || request.get(1) instanceof Bitstring ? 1 : 2);
        if (prompt instanceof Bitstring || prompt instanceof Cons) {
            write(prompt, UNICODE);
        }
    }

    private Object putChars(Proc self, Tuple request) throws IOException {
        Object encoding = request.size() == 2 ? Atom.of("latin1") : request.get(1);
        Object text = request.get(request.size() - 1);
        if (request.size() == 5) {
            text = self.node()
                    .code()
                    .call(
                            self,
                            (Atom) request.get(2),
                            (Atom) request.get(3),
                            TermList.toJava(text).toArray());
        }
        return write(text, encoding);
    }

    private Object write(Object text, Object encoding) throws IOException {
        Object bytes = Unicode.charactersToBinary(text, encoding, UNICODE);
        if (!(bytes instanceof Bitstring binary)) {
            return Tuple.of(Atom.ERROR, Tuple.of(Atom.of("no_translation"), encoding, UNICODE));
        }
        synchronized (out) {
            out.write(binary.toBytes());
            out.flush();
        }
        return Atom.OK;
    }

    private Object readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = in.read();
        while (octet >= 0) {
            line.write(octet);
            if (octet == '\n') {
                break;
            }
            octet = in.read();
        }
        return line.size() == 0 ? EOF : Bitstring.ofBytes(line.toByteArray());
    }

    private Object readChars(int count) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int left = count;
        while (left > 0) {
            int octet = in.read();
            if (octet < 0) {
                break;
            }
            text.write(octet);
            // The bytes after the first one of a character follow without counting.
            for (int more = following(octet); more > 0; more--) {
                text.write(in.read());
            }
            left--;
        }
        return text.size() == 0 && count > 0
                ? EOF
                : Bitstring.ofBytes(text.toString(StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
    }

    private static int following(int octet) {
        if (octet >= 0xF0) {
            return 3;
        }
        return octet >= 0xE0 ? 2 : octet >= 0xC0 ? 1 : 0;
    }
}
