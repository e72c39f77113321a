package org.jlixir.runtime.erlang;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jlixir.runtime.code.CodeServer;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermList;
import org.jspecify.annotations.Nullable;

/** The module {@code :jlixir_system}: what a program was started with, and what it wants done at its end. Safe for any thread. */
@ErlangModule("jlixir_system")
public final class JlixirSystem {
    /** The resource that lists the modules of the library: a line each, the application and the module. */
    public static final String LIBRARY_MODULES = "META-INF/jlixir/library-modules";

    private final Deque<Fun> exitHooks = new ArrayDeque<>();
    private volatile Object started = TermList.of();
    private volatile Object arguments = TermList.of();
    private volatile Atom noHalt = Atom.FALSE;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private JlixirSystem() {}

    private static JlixirSystem of(Node node) {
        return node.state(JlixirSystem.class, JlixirSystem::new);
    }

    /** Sets the arguments that the program sees. */
    public static void start(Node node, List<String> arguments) {
        JlixirSystem system = of(node);
        List<Object> terms = new ArrayList<>();
        for (String argument : arguments) {
            terms.add(Bitstring.of(argument));
        }
        system.started = TermList.from(terms);
        system.arguments = system.started;
    }

    /** The arguments that the program was started with, whatever {@code put_argv} has set since: a list of binaries. */
    @Builtin("started_with")
    public static Object startedWith(Proc self) {
        return of(self.node()).started;
    }

    /** Notes that the system is about to end. Answers {@code true} the first time. */
    @Builtin("begin_stop")
    public static Object beginStop(Proc self) {
        return Atom.of(of(self.node()).stopping.compareAndSet(false, true));
    }

    @Builtin("is_stopping")
    public static Object isStopping(Proc self) {
        return Atom.of(isStopping(self.node()));
    }

    /** Whether applications are being stopped, after which the system ends. */
    public static boolean isStopping(Node node) {
        return of(node).stopping.get();
    }

    /** The arguments, a list of binaries. */
    @Builtin("argv")
    public static Object argv(Proc self) {
        return of(self.node()).arguments;
    }

    @Builtin("put_argv")
    public static Object putArgv(Proc self, Object arguments) {
        of(self.node()).arguments = arguments;
        return Atom.OK;
    }

    @Builtin("no_halt")
    public static Object noHalt(Proc self) {
        return of(self.node()).noHalt;
    }

    /** Whether the system is to go on when the program has ended. */
    public static boolean isNoHalt(Node node) {
        return of(node).noHalt == Atom.TRUE;
    }

    @Builtin("put_no_halt")
    public static Object putNoHalt(Proc self, Object value) {
        of(self.node()).noHalt = Atom.of(value == Atom.TRUE);
        return Atom.OK;
    }

    /** The modules of an application of the library, a list of atoms. */
    @Builtin("library_modules")
    public static Object libraryModules(Object application) {
        String prefix = Args.atom(application).name() + " ";
        try (InputStream in = JlixirSystem.class.getClassLoader().getResourceAsStream(LIBRARY_MODULES)) {
            if (in == null) {
                return TermList.of();
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return TermList.from(text.lines()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> Atom.of(line.substring(prefix.length())))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the list of library modules", e);
        }
    }

    /**
     * Runs the program anew in a JVM of its own, with this one's command line, input and output, and waits for its end.
     *
     * @return its exit code; 1 when the operating system does not tell the command line, or does not start it
     */
    @Builtin("run_again")
    public static Object runAgain() {
        ProcessHandle.Info info = ProcessHandle.current().info();
        if (info.command().isEmpty() || info.arguments().isEmpty()) {
            return 1L;
        }
        List<String> command = new ArrayList<>(List.of(info.arguments().get()));
        command.addFirst(info.command().get());
        try {
            System.out.flush();
            return (long) new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException _) {
            return 1L;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1L;
        }
    }

    /** The file whose code outside of functions has made a function; nil when it was made elsewhere. */
    @Builtin("script_file")
    public static Object scriptFile(Object function) {
        if (!(function instanceof Fun fun)) {
            throw Args.badarg();
        }
        String file = CodeServer.scriptFile(fun);
        return file == null ? Atom.NIL : Bitstring.of(file);
    }

    /** Registers a function of one argument, the exit code, to be called when the program has ended. */
    @Builtin("at_exit")
    public static Object atExit(Proc self, Object function) {
        Fun hook = Args.fun(function, 1);
        Deque<Fun> hooks = of(self.node()).exitHooks;
        synchronized (hooks) {
            hooks.push(hook);
        }
        return Atom.OK;
    }

    /** Takes the function that {@code at_exit} has registered last, to be called with the exit code; null when none is left. */
    public static @Nullable Fun takeExitHook(Node node) {
        Deque<Fun> hooks = of(node).exitHooks;
        synchronized (hooks) {
            return hooks.poll();
        }
    }
}
