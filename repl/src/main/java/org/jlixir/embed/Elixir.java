package org.jlixir.embed;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jlixir.runtime.code.CodePath;
import org.jlixir.runtime.erlang.JlixirSystem;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.io.ConsoleDevice;
import org.jlixir.runtime.java.Terms;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.SystemProcesses;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * An Elixir system inside a Java program: processes, modules and everything else of its own. Several may live in one JVM. Safe for any
 * thread.
 *
 * <p>What {@link #evaluate} and {@link #start} run, runs in one process that lives until {@link #close}, one request after the other: what
 * it links to itself, such as a supervisor, lives as long. {@link #call} and {@link #apply} run in a process of their own each, at the same
 * time if several threads call. Values are converted as {@code docs/java.md} says; Java's collections, arrays and maps that are given become
 * lists and maps.
 */
public final class Elixir implements AutoCloseable {
    private static final Atom CODE = Atom.of("Elixir.Code");
    private static final Atom EXCEPTION = Atom.of("Elixir.Exception");
    private static final Atom ERLANG = Atom.of("erlang");
    private static final long CLOSE_MILLIS = 10_000;

    private final Node node = new Node();
    private final Proc user;
    private final Proc main;
    private Object bindings = Terms.ofJava(List.of());

    /** Something to be done in the main process. {@code body} null: the end. */
    private record Request(@Nullable Function<Proc, Object> body, CompletableFuture<Object> result) {}

    private Elixir(InputStream in, OutputStream out, OutputStream err) {
        user = SystemProcesses.start(node, Atom.of("user"), self -> new ConsoleDevice(in, out).serve(self));
        SystemProcesses.start(node, Atom.of("standard_error"), self -> new ConsoleDevice(in, err).serve(self));
        JlixirSystem.start(node, List.of());
        main = SystemProcesses.start(node, this::serve);
    }

    /** A system with the standard streams of the JVM. */
    public static Elixir create() {
        return create(System.in, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
    }

    /** A system that reads from {@code in} and writes to {@code out} and {@code err}, as UTF-8. */
    public static Elixir create(InputStream in, OutputStream out, OutputStream err) {
        return new Elixir(in, out, err);
    }

    // ---- where things are found

    /** Adds a folder of compiled modules, as the option {@code -pa} does. */
    public void addCodePath(Path folder) {
        node.code().path().add(new CodePath.Folder(folder.toString(), folder.toAbsolutePath()), true);
    }

    /** Adds a jar, or a folder of class files. */
    public void addClassPath(Path entry) throws IOException {
        if (!node.code().addToClassPath(entry.toAbsolutePath())) {
            throw new java.nio.file.NoSuchFileException(entry.toString());
        }
    }

    // ---- running code

    /**
     * Runs code. The variables that it binds are there for the code that is evaluated next.
     *
     * @return the value of its last expression
     * @throws ElixirFailure when it raises, throws or exits
     */
    public @Nullable Object evaluate(String code) {
        return inMain(self -> {
            Tuple result = (Tuple) node.code().call(self, CODE, Atom.of("eval_string"), Bitstring.of(code), bindings);
            bindings = result.get(1);
            return result.get(0);
        });
    }

    /**
     * What an evaluation leaves.
     *
     * @param variables what is bound at its end
     */
    public record Evaluated(@Nullable Object value, Map<String, @Nullable Object> variables) {}

    /**
     * Runs code that sees {@code variables} and no others.
     *
     * @throws ElixirFailure when it raises, throws or exits
     */
    public Evaluated evaluate(String code, Map<String, ?> variables) {
        return evaluate("eval_string", Bitstring.of(code), variables);
    }

    /** As {@link #evaluate(String, Map)}, of code that has been parsed. */
    Evaluated evaluateQuoted(@Nullable Object quoted, Map<String, ?> variables) {
        return evaluate("eval_quoted", Terms.ofJava(quoted), variables);
    }

    private Evaluated evaluate(String function, Object code, Map<String, ?> variables) {
        List<Object> given = new ArrayList<>();
        variables.forEach((name, value) -> given.add(Tuple.of(Atom.of(name), Terms.ofJava(value))));
        Map<String, @Nullable Object> left = new LinkedHashMap<>();
        Object value = inMain(self -> {
            Tuple result = (Tuple) node.code().call(self, CODE, Atom.of(function), code, Terms.list(given));
            addVariables(result.get(1), left);
            return result.get(0);
        });
        return new Evaluated(value, left);
    }

    private static void addVariables(Object bindings, Map<String, @Nullable Object> variables) {
        for (Object pair : TermList.toJava(bindings)) {
            if (((Tuple) pair).get(0) instanceof Atom name) {
                variables.put(name.name(), Terms.toJava(((Tuple) pair).get(1)));
            }
        }
    }

    /** Runs a file. @return the value of its last expression */
    public @Nullable Object evaluate(Path file) throws IOException {
        String code = Files.readString(file);
        return inMain(self -> {
            Object options = Terms.list(List.of(
                    Tuple.of(Atom.of("file"), Bitstring.of(file.toAbsolutePath().toString()))));
            Object nothing = Terms.list(List.of());
            return ((Tuple) node.code().call(self, CODE, Atom.of("eval_string"), Bitstring.of(code), nothing, options))
                    .get(0);
        });
    }

    /** Gives a variable a value, for {@link #evaluate(String)}. */
    public void bind(String variable, @Nullable Object value) {
        inMain(self -> {
            bindings = node.code()
                    .call(
                            self,
                            Atom.of("Elixir.Keyword"),
                            Atom.of("put"),
                            bindings,
                            Atom.of(variable),
                            Terms.ofJava(value));
            return Atom.OK;
        });
    }

    /** The variables that evaluated code has bound, in no particular order. */
    public Map<String, @Nullable Object> variables() {
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        inMain(self -> {
            addVariables(bindings, found);
            return Atom.OK;
        });
        return found;
    }

    /**
     * Calls a function of a module.
     *
     * @param module {@code "MyApp.Accounts"}, or {@code ":lists"} for one of Erlang's
     */
    public @Nullable Object call(String module, String function, @Nullable Object... arguments) {
        Object[] terms = terms(arguments);
        return inOwnProcess(self -> node.code().call(self, module(module), Atom.of(function), terms));
    }

    /** As {@link #call}, in the process that lives as long as this system: for functions that start something, linked to the caller. */
    public @Nullable Object start(String module, String function, @Nullable Object... arguments) {
        Object[] terms = terms(arguments);
        return inMain(self -> node.code().call(self, module(module), Atom.of(function), terms));
    }

    /** Calls a function value, such as {@code evaluate("fn x -> x + 1 end")}. */
    public @Nullable Object apply(Object function, @Nullable Object... arguments) {
        if (!(function instanceof Fun fun)) {
            throw new IllegalArgumentException("no function: " + function);
        }
        Object[] terms = terms(arguments);
        return inOwnProcess(self -> self.applyMany(fun, terms));
    }

    /** The atom of that name. */
    public static Object atom(String name) {
        return Atom.of(name);
    }

    /** A tuple, its elements converted. */
    public static Object tuple(@Nullable Object... elements) {
        return Tuple.ofArray(terms(elements));
    }

    private static Atom module(String name) {
        return Atom.of(name.startsWith(":") ? name.substring(1) : "Elixir." + name);
    }

    private static Object[] terms(@Nullable Object[] values) {
        Object[] terms = new Object[values.length];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = Terms.ofJava(values[i]);
        }
        return terms;
    }

    // ---- processes

    private Object serve(Proc self) {
        self.setGroupLeader(user.pid());
        node.code().call(self, ERLANG, Atom.of("process_flag"), Atom.of("trap_exit"), Atom.TRUE);
        while (true) {
            // Exits of what was started here, and messages to it, are of no interest once they have come.
            if (self.receiveAny() instanceof Request request) {
                if (request.body == null) {
                    request.result.complete(self.links().shown());
                    throw ElixirException.exit(Atom.of("shutdown"));
                }
                run(self, request.body, request.result);
            }
        }
    }

    private static void run(Proc self, Function<Proc, Object> body, CompletableFuture<Object> result) {
        try {
            result.complete(body.apply(self));
        } catch (ElixirException failure) {
            result.completeExceptionally(failure);
        } catch (StackOverflowError | LinkageError | RuntimeException failure) {
            result.completeExceptionally(org.jlixir.runtime.code.Calls.caught(failure));
        }
    }

    private @Nullable Object inMain(Function<Proc, Object> body) {
        if (main.isEnded()) {
            throw new IllegalStateException("closed");
        }
        CompletableFuture<Object> result = new CompletableFuture<>();
        main.send(new Request(body, result));
        return await(result);
    }

    private @Nullable Object inOwnProcess(Function<Proc, Object> body) {
        CompletableFuture<Object> result = new CompletableFuture<>();
        Node.Ended ended = node.runMain(self -> {
            self.setGroupLeader(user.pid());
            run(self, body, result);
            return Atom.OK;
        });
        if (ended.failure() != null) {
            result.completeExceptionally(ended.failure());
        }
        return await(result);
    }

    private @Nullable Object await(CompletableFuture<Object> result) {
        try {
            return Terms.toJava(result.get());
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ElixirException failure
                    ? failure(failure)
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
    }

    private ElixirFailure failure(ElixirException failure) {
        String[] texts = {failure.getMessage(), failure.getMessage()};
        Object trace = failure.stacktrace();
        node.runMain(self -> {
            Tuple blamed = (Tuple)
                    node.code().call(self, EXCEPTION, Atom.of("blame"), failure.kind(), failure.reason(), trace);
            texts[0] = text(self, "format_banner", failure.kind(), blamed.get(0), blamed.get(1));
            texts[1] = texts[0] + "\n" + text(self, "format_stacktrace", blamed.get(1));
            return Atom.OK;
        });
        return new ElixirFailure(failure.kind(), failure.reason(), texts[0], texts[1], failure.getCause());
    }

    private String text(Proc self, String function, Object... arguments) {
        return ((Bitstring) node.code().call(self, EXCEPTION, Atom.of(function), arguments)).utf8();
    }

    /**
     * Ends the system: what was started in it is asked to shut down, as a supervisor asks its children, and waited for, ten seconds at most.
     * What processes are left then are killed.
     */
    @Override
    public void close() {
        if (main.isEnded()) {
            return;
        }
        CompletableFuture<Object> links = new CompletableFuture<>();
        main.send(new Request(null, links));
        long deadline = System.nanoTime() + CLOSE_MILLIS * 1_000_000;
        try {
            List<Object> waiting = new ArrayList<>((List<?>) links.get());
            while (!(waiting.isEmpty() && main.isEnded()) && System.nanoTime() < deadline) {
                waiting.removeIf(pid -> node.find((org.jlixir.runtime.term.Pid) pid) == null);
                Thread.sleep(1);
            }
            node.close(Math.max(0, (deadline - System.nanoTime()) / 1_000_000));
        } catch (ExecutionException | InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
