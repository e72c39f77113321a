package org.jlixir.repl.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.dump.Dump;
import org.jlixir.compiler.dump.Stage;
import org.jlixir.compiler.expand.ExpansionTrace;
import org.jlixir.repl.profile.Profiler;
import org.jlixir.repl.shell.ShellTerminal;
import org.jlixir.runtime.code.Calls;
import org.jlixir.runtime.erlang.ErlangCodePath;
import org.jlixir.runtime.erlang.JlixirSystem;
import org.jlixir.runtime.erlang.OsSignals;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.io.ConsoleDevice;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.SystemProcesses;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** Runs an Elixir program as the first process of a node: standard streams, arguments, the report of how it ended. */
final class Program {
    private static final Atom EXCEPTION = Atom.of("Elixir.Exception");
    private static final Atom EXIT_SIGNAL = Atom.of("EXIT");
    private static final Atom MODULE_BODY = Atom.of("__MODULE__");
    private static final Atom SHUTDOWN = Atom.of("shutdown");
    private static final Atom APPLICATION = Atom.of("Elixir.Application");
    private static final Atom IO = Atom.of("Elixir.IO");

    private final Node node = new Node();
    private boolean keepsRunning;
    private boolean failsOnWarnings;
    /** Null: as the streams are. The variable NO_COLOR speaks for programs that are not told otherwise. */
    private @Nullable Atom colours = System.getenv("NO_COLOR") == null ? null : Atom.FALSE;

    private @Nullable String misplaced;

    /** Called when the program has ended by itself. */
    private Runnable atEnd = () -> {};

    /** Lets the processes go on when the program has come to its end without a failure. */
    void keepRunning() {
        keepsRunning = true;
    }

    /** Where the program finds modules and Java classes. A place that is wrong is told instead of running the program. */
    void find(Places places) {
        misplaced = places.addTo(node.code());
    }

    /** Lets a program that the compiler has warned of end with an exit code other than 0. */
    void failOnWarnings() {
        failsOnWarnings = true;
    }

    /** Has the class files of the modules that the program loads changed before. */
    void instrument(UnaryOperator<Map<String, byte[]>> change) {
        node.code().instrument(change);
    }

    /** Has the profiler tell what it has found when the program ends, in whatever way. */
    void profile(Profiler profiler) {
        instrument(profiler::note);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), false);
        node.beforeHalt(() -> profiler.finish(err));
        atEnd = () -> profiler.finish(err);
        OsSignals.haltOnInterrupt(node);
    }

    /** Sets whether programs are told that their output may be coloured. */
    void colours(boolean on) {
        colours = Atom.of(on);
    }

    /** @return the exit code */
    int run(List<Step> steps, List<String> arguments) {
        return run(arguments, self -> {
            List<String> problems = Steps.run(self, steps);
            problems.forEach(System.err::println);
            if (failsOnWarnings && Compiler.session(self).state().diagnostics().warnings() > 0) {
                System.err.println("Compilation failed due to warnings while using the --warnings-as-errors option");
                return 1L;
            }
            return problems.isEmpty() ? 0L : 1L;
        });
    }

    /** Prints the file at {@code stage} of the pipeline. @return the exit code */
    int dump(Stage stage, String file, List<String> arguments) {
        return run(arguments, self -> {
            Object console = self.groupLeader();
            self.setGroupLeader(console(self.node(), Atom.of("nowhere"), System.in, OutputStream.nullOutputStream())
                    .pid());
            Dump.of(self, stage, file, text -> {
                self.setGroupLeader((Pid) console);
                node.code().call(self, IO, Atom.of("write"), Bitstring.of(text));
            });
            return 0L;
        });
    }

    private static Proc console(Node node, Atom name, InputStream in, OutputStream out) {
        return SystemProcesses.start(node, name, self -> new ConsoleDevice(in, out).serve(self));
    }

    /**
     * Runs {@code body} as the program.
     *
     * @param body answers the exit code, a Long
     * @return the exit code
     */
    int run(List<String> arguments, Function<Proc, Object> body) {
        return run(
                arguments, body, console(node, Atom.of("user"), System.in, new FileOutputStream(FileDescriptor.out)));
    }

    /** Runs {@code body} as the program, with a terminal whose lines can be edited. */
    int runShell(List<String> arguments, Path history, Function<Proc, Object> body) throws IOException {
        try (ShellTerminal terminal = new ShellTerminal(node, history)) {
            if (colours == null) {
                colours(terminal.hasColours());
            }
            return run(arguments, body, SystemProcesses.start(node, Atom.of("user"), terminal::serve));
        }
    }

    private int run(List<String> arguments, Function<Proc, Object> body, Proc user) {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
        if (misplaced != null) {
            err.println("jlixir: " + misplaced);
            return 1;
        }
        console(node, Atom.of("standard_error"), System.in, new FileOutputStream(FileDescriptor.err));
        node.setCrashReport(this::crashed);
        JlixirSystem.start(node, arguments);
        OsSignals.start(node);
        ErlangCodePath.start(node);
        node.watchMemory();
        try {
            int code = run(body, user, err);
            atEnd.run();
            return code;
        } catch (OutOfMemoryError _) {
            // The process that ran the program has ended, and what fills the heap is still there.
            node.endExhausted();
            return 1;
        }
    }

    /** The program, then the functions that it wants called at its end. */
    private int run(Function<Proc, Object> body, Proc user, PrintStream err) {
        int code = runReported(body, user, err);
        boolean goesOn = code == 0 && (keepsRunning || JlixirSystem.isNoHalt(node));
        while (goesOn || JlixirSystem.isStopping(node)) {
            LockSupport.park();
        }
        // Each in a process of its own: the others are called whatever becomes of it.
        for (Fun hook = JlixirSystem.takeExitHook(node); hook != null; hook = JlixirSystem.takeExitHook(node)) {
            Fun called = hook;
            long given = code;
            code = runReported(
                    self -> {
                        self.apply1(called, given);
                        return given;
                    },
                    user,
                    err);
        }
        return code;
    }

    /** Runs {@code body} in a process of its own and reports how that has failed, if it has. @return the exit code */
    private int runReported(Function<Proc, Object> body, Proc user, PrintStream err) {
        Node.Ended ended = runMain(user, self -> (long) run(self, body, err));
        ElixirException killed = ended.failure();
        if (killed != null && !JlixirSystem.isStopping(node)) {
            runMain(user, self -> {
                report(self, Tuple.of(EXIT_SIGNAL, ended.pid()), killed, err);
                return 1L;
            });
        }
        return killed == null && ended.value() instanceof Long code ? code.intValue() : 1;
    }

    private Node.Ended runMain(Proc user, Function<Proc, Object> body) {
        return node.runMain(self -> {
            self.setGroupLeader(user.pid());
            return body.apply(self);
        });
    }

    /** @return the exit code of the program itself, before the functions that it wants called at its end */
    private int run(Proc self, Function<Proc, Object> body, PrintStream err) {
        try {
            if (colours != null) {
                node.code()
                        .call(
                                self,
                                APPLICATION,
                                Atom.of("put_env"),
                                Atom.of("elixir"),
                                Atom.of("ansi_enabled"),
                                colours);
            }
            return ((Long) body.apply(self)).intValue();
        } catch (ElixirException failure) {
            return failed(self, failure, err);
        } catch (StackOverflowError | LinkageError | RuntimeException bug) {
            ElixirException failure = Calls.caught(bug);
            report(self, failure.kind(), failure, err);
            return 1;
        }
    }

    /** Reports what is no orderly end. @return the exit code */
    private int failed(Proc self, ElixirException failure, PrintStream err) {
        if (!isOrderly(failure)) {
            report(self, failure.kind(), failure, err);
        }
        return code(failure);
    }

    private static int code(ElixirException failure) {
        if (failure.kind() != Atom.EXIT) {
            return 1;
        }
        if (failure.reason() instanceof Tuple pair && pair.size() == 2 && pair.get(0) == SHUTDOWN) {
            return pair.get(1) instanceof Long code ? code.intValue() : 0;
        }
        return failure.reason() == Atom.NORMAL || failure.reason() == SHUTDOWN ? 0 : 1;
    }

    /** An exit that is no failure, whatever exit code it asks for. */
    private static boolean isOrderly(ElixirException failure) {
        return failure.kind() == Atom.EXIT
                && (failure.reason() == Atom.NORMAL
                        || failure.reason() == SHUTDOWN
                        || failure.reason() instanceof Tuple pair && pair.size() == 2 && pair.get(0) == SHUTDOWN);
    }

    /** {@code ** (RuntimeError) message}, and where it came from, on standard error. */
    private void report(Proc self, Object kind, ElixirException failure, PrintStream err) {
        try {
            Object text = exception(self, "__report__", kind, failure.reason(), shown(failure));
            err.print(((Bitstring) text).utf8());
        } catch (ElixirException second) {
            err.println("** (" + failure.kind() + ") " + failure.reason());
        }
        if (System.getenv("JLIXIR_JAVA_TRACE") != null) {
            failure.printStackTrace();
        }
    }

    /** The stack trace as far as it is of interest: how the compiler came to run a module's body is not. */
    private static Object shown(ElixirException failure) {
        List<Object> entries = TermList.toJava(failure.stacktrace());
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof Tuple frame
                    && frame.size() == 4
                    && frame.get(1) == MODULE_BODY
                    && (i + 1 == entries.size() || !ExpansionTrace.isExpansion(entries.get(i + 1)))) {
                return TermList.from(entries.subList(0, i + 1));
            }
        }
        return TermList.from(entries);
    }

    private Object exception(Proc self, String function, Object... arguments) {
        return node.code().call(self, EXCEPTION, Atom.of(function), arguments);
    }

    /** Lets the logger report a process that an error has ended. */
    private void crashed(Proc self, ElixirException failure) {
        Object reason =
                failure.kind() == Atom.THROW ? Tuple.of(Atom.of("nocatch"), failure.reason()) : failure.reason();
        Atom logger = Atom.of("jlixir_logger");
        if (node.code().lookup(self, logger, Atom.of("process_crashed"), 2) != null) {
            node.code().call(self, logger, Atom.of("process_crashed"), reason, failure.stacktrace());
        }
    }
}
