package org.jlixir.repl.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import org.jlixir.runtime.code.Calls;
import org.jlixir.runtime.erlang.JlixirSystem;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.io.ConsoleDevice;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.SystemProcesses;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Tuple;

/** Runs an Elixir program as the first process of a node: standard streams, arguments, the report of how it ended. */
final class Program {
    private static final Atom EXCEPTION = Atom.of("Elixir.Exception");
    private static final Atom SHUTDOWN = Atom.of("shutdown");

    private final Node node = new Node();

    Node node() {
        return node;
    }

    /** @return the exit code */
    int run(List<String> arguments, Consumer<Proc> body) {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
        Proc user = SystemProcesses.start(
                node,
                Atom.of("user"),
                self -> new ConsoleDevice(System.in, new FileOutputStream(FileDescriptor.out)).serve(self));
        SystemProcesses.start(
                node,
                Atom.of("standard_error"),
                self -> new ConsoleDevice(System.in, new FileOutputStream(FileDescriptor.err)).serve(self));
        node.setCrashReport(this::crashed);
        JlixirSystem.start(node, arguments);
        Node.Ended ended = node.runMain(self -> {
            self.setGroupLeader(user.pid());
            return (long) JlixirSystem.runExitHooks(self, run(self, body, err));
        });
        ElixirException failure = ended.failure();
        return failure == null && ended.value() instanceof Long code ? code.intValue() : 1;
    }

    /** @return the exit code of the program itself, before the functions that it wants called at its end */
    private int run(Proc self, Consumer<Proc> body, PrintStream err) {
        try {
            body.accept(self);
            return 0;
        } catch (ElixirException failure) {
            report(self, failure, err);
            return code(failure);
        } catch (StackOverflowError | LinkageError | RuntimeException bug) {
            report(self, Calls.caught(bug), err);
            return 1;
        }
    }

    private static int code(ElixirException failure) {
        if (failure.kind() != Atom.EXIT) {
            return 1;
        }
        if (failure.reason() == Atom.NORMAL || failure.reason() == SHUTDOWN) {
            return 0;
        }
        if (failure.reason() instanceof Tuple pair && pair.size() == 2 && pair.get(0) == SHUTDOWN) {
            return pair.get(1) instanceof Long code ? code.intValue() : 1;
        }
        return 1;
    }

    /** {@code ** (RuntimeError) message}, and where it came from, on standard error. */
    private void report(Proc self, ElixirException failure, PrintStream err) {
        if (failure.kind() == Atom.EXIT && code(failure) == 0) {
            return;
        }
        try {
            Object text = node.code()
                    .call(self, EXCEPTION, Atom.of("format"), failure.kind(), failure.reason(), failure.stacktrace());
            err.println(text instanceof Bitstring bits ? bits.utf8() : String.valueOf(text));
        } catch (ElixirException second) {
            err.println("** (" + failure.kind() + ") " + failure.reason());
        }
        if (System.getenv("JLIXIR_JAVA_TRACE") != null) {
            failure.printStackTrace();
        }
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
