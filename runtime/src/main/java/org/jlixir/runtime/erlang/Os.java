package org.jlixir.runtime.erlang;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The module {@code :os}. The JVM can not change its environment: what a program sets is kept with the node. Safe for any thread.
 */
@ErlangModule("os")
public final class Os {
    private final ConcurrentHashMap<String, String> environment = new ConcurrentHashMap<>(System.getenv());

    private Os() {}

    static ConcurrentHashMap<String, String> environment(Proc self) {
        return self.node().state(Os.class, Os::new).environment;
    }

    /** The name of a variable, a charlist. */
    private static String name(Object term) {
        String text = value(term);
        if (text.indexOf('=') >= 0) {
            throw Args.badarg();
        }
        return text;
    }

    /** The name of a program, a charlist or a binary. */
    private static String executable(Object term) {
        return term instanceof Bitstring ? Args.utf8(term) : Args.characters(term);
    }

    private static String value(Object term) {
        if (!(term instanceof Cons) && term != EmptyList.NIL) {
            throw Args.badarg();
        }
        String text = Args.characters(term);
        if (text.indexOf('\0') >= 0) {
            throw Args.badarg();
        }
        return text;
    }

    @Builtin("getenv")
    public static Object getenv(Proc self, Object name) {
        return getenv(self, name, Atom.FALSE);
    }

    @Builtin("getenv")
    public static Object getenv(Proc self, Object name, Object otherwise) {
        String value = environment(self).get(name(name));
        return value == null ? otherwise : Args.charlist(value);
    }

    /** {@code ["NAME=value"]}, as charlists. */
    @Builtin("getenv")
    public static Object getenv(Proc self) {
        ListBuilder all = new ListBuilder();
        environment(self).forEach((name, value) -> all.add(Args.charlist(name + "=" + value)));
        return all.finish();
    }

    @Builtin("putenv")
    public static Object putenv(Proc self, Object name, Object value) {
        environment(self).put(name(name), value(value));
        return Atom.TRUE;
    }

    @Builtin("unsetenv")
    public static Object unsetenv(Proc self, Object name) {
        environment(self).remove(name(name));
        return Atom.TRUE;
    }

    @Builtin("getpid")
    public static Object getpid() {
        return Args.charlist(Long.toString(ProcessHandle.current().pid()));
    }

    @Builtin("type")
    public static Object type() {
        String name = System.getProperty("os.name");
        boolean windows = name.startsWith("Windows");
        String flavour = windows ? "nt" : name.startsWith("Mac") ? "darwin" : name.toLowerCase(java.util.Locale.ROOT);
        return Tuple.of(Atom.of(windows ? "win32" : "unix"), Atom.of(flavour));
    }

    /** A clock of high resolution, in a unit of its own: nanoseconds. */
    @Builtin("perf_counter")
    public static Object perfCounter() {
        return System.nanoTime();
    }

    @Builtin("perf_counter")
    public static Object perfCounter(Proc self, Object unit) {
        return ErlangTime.convertTimeUnit(System.nanoTime(), Atom.of("nanosecond"), unit);
    }

    /** What a signal of the operating system does; the JVM keeps those it needs for itself. */
    @Builtin("set_signal")
    public static Object setSignal(Proc self, Object signal, Object action) {
        return OsSignals.set(self, Args.atom(signal), Args.atom(action));
    }

    @Builtin("system_time")
    public static Object systemTime(Proc self) {
        return ErlangTime.systemTime(self);
    }

    @Builtin("system_time")
    public static Object systemTime(Proc self, Object unit) {
        return ErlangTime.systemTime(self, unit);
    }

    /** Seconds and the like as {@code :erlang.timestamp} has them. */
    @Builtin("timestamp")
    public static Object timestamp(Proc self) {
        return ErlangTime.timestamp(self);
    }

    /** The path of a program on the {@code PATH}, a charlist, or {@code false}. */
    @Builtin("find_executable")
    public static Object findExecutable(Proc self, Object name) {
        String path = environment(self).getOrDefault("PATH", "");
        String found = executable(
                org.jlixir.runtime.file.WorkingDirectory.of(self.node()).path(), executable(name), path);
        return found == null ? Atom.FALSE : Args.charlist(found);
    }

    private static @Nullable String executable(Path here, String name, String path) {
        if (name.contains("/")) {
            Path file = here.resolve(name);
            return Files.isRegularFile(file) && Files.isExecutable(file)
                    ? file.toAbsolutePath().toString()
                    : null;
        }
        for (String folder : path.split(File.pathSeparator)) {
            Path file = here.resolve(folder).resolve(name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file.toString();
            }
        }
        return null;
    }
}
