package org.jlixir.runtime.port;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.file.FileName;
import org.jlixir.runtime.file.PosixException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** The options of {@code :erlang.open_port/2}. Filled once by {@link #parse}, then only read. */
final class PortOptions {
    boolean binary;
    boolean exitStatus;
    boolean eof;
    boolean stderrToStdout;
    boolean in = true;
    boolean out = true;
    boolean standardStreams = true;
    int line;
    Framing.Kind packet = Framing.Kind.RAW;

    @Nullable
    String folder;

    @Nullable
    String programName;

    @Nullable
    List<String> arguments;

    /** Variables to be set; null values: to be removed. */
    final Map<String, @Nullable String> environment = new LinkedHashMap<>();

    private PortOptions() {}

    /** @param executable whether a program is named without a command line: only then there may be arguments */
    static PortOptions parse(Object options, boolean executable) {
        PortOptions parsed = new PortOptions();
        boolean reads = false;
        boolean writes = false;
        Object rest = options;
        for (; rest instanceof Cons cell; rest = cell.tail()) {
            if (cell.head == Atom.of("in")) {
                reads = true;
            } else if (cell.head == Atom.of("out")) {
                writes = true;
            } else if (cell.head instanceof Atom flag) {
                parsed.flag(flag.name());
            } else if (cell.head instanceof Tuple pair && pair.size() == 2 && pair.get(0) instanceof Atom name) {
                parsed.setting(name.name(), pair.get(1), executable);
            } else {
                throw ElixirException.badArgument();
            }
        }
        if (rest != EmptyList.NIL || parsed.line > 0 && parsed.packet != Framing.Kind.RAW) {
            throw ElixirException.badArgument();
        }
        if (reads != writes) {
            parsed.in = reads;
            parsed.out = writes;
        }
        return parsed;
    }

    private void flag(String name) {
        switch (name) {
            case "binary" -> binary = true;
            case "exit_status" -> exitStatus = true;
            case "eof" -> eof = true;
            case "stderr_to_stdout" -> stderrToStdout = true;
            case "use_stdio" -> standardStreams = true;
            case "nouse_stdio" -> standardStreams = false;
            case "stream", "hide", "overlapped_io" -> {}
            default -> throw ElixirException.badArgument();
        }
    }

    private void setting(String name, Object value, boolean executable) {
        switch (name) {
            case "line" -> {
                if (!(value instanceof Long size && size > 0 && size < Integer.MAX_VALUE)) {
                    throw ElixirException.badArgument();
                }
                line = size.intValue();
            }
            case "packet" -> {
                Framing.Kind kind = value instanceof Long size && size > 0 ? Framing.Kind.ofSize(size) : null;
                if (kind == null) {
                    throw ElixirException.badArgument();
                }
                packet = kind;
            }
            case "cd" -> folder = text(value);
            case "env" -> variables(value);
            case "args" -> {
                requireExecutable(executable);
                arguments = texts(value);
            }
            case "arg0" -> {
                requireExecutable(executable);
                programName = text(value);
            }
            case "parallelism", "busy_limits_port", "busy_limits_msgq" -> {}
            default -> throw ElixirException.badArgument();
        }
    }

    private static void requireExecutable(boolean executable) {
        if (!executable) {
            throw ElixirException.badArgument();
        }
    }

    private void variables(Object list) {
        Object rest = list;
        for (; rest instanceof Cons cell; rest = cell.tail()) {
            if (!(cell.head instanceof Tuple pair && pair.size() == 2) || !isCharlist(pair.get(0))) {
                throw ElixirException.badArgument();
            }
            Object value = pair.get(1);
            if (value != Atom.FALSE && !isCharlist(value)) {
                throw ElixirException.badArgument();
            }
            environment.put(text(pair.get(0)), value == Atom.FALSE ? null : text(value));
        }
        if (rest != EmptyList.NIL) {
            throw ElixirException.badArgument();
        }
    }

    private static boolean isCharlist(Object term) {
        return term instanceof Cons || term == EmptyList.NIL;
    }

    private static List<String> texts(Object list) {
        List<String> texts = new ArrayList<>();
        Object rest = list;
        for (; rest instanceof Cons cell; rest = cell.tail()) {
            texts.add(text(cell.head));
        }
        if (rest != EmptyList.NIL) {
            throw ElixirException.badArgument();
        }
        return texts;
    }

    static String text(Object term) {
        try {
            return FileName.text(term);
        } catch (PosixException failure) {
            throw ElixirException.badArgument();
        } catch (java.io.IOException failure) {
            throw ElixirException.error(PosixException.reason(failure));
        }
    }
}
