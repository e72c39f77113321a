package org.jlixir.compiler.interpreter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.CompilerState;
import org.jlixir.compiler.NodeCompiler;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.erlang.CompilerBuiltins;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;

/** A compiler over the interpreter, which finds the modules of the standard library in their source files. */
public final class Workbench {
    public final InterpretingBackend backend = new InterpretingBackend();
    public final Proc self = new Proc();
    public final CompilerState state = new CompilerState(backend, backend);
    private final Map<String, Path> sources = new HashMap<>();
    private final Set<Path> compiled = new HashSet<>();
    public boolean verbose;

    public Workbench(Path stdlib) throws IOException {
        NodeCompiler.install(self, state);
        state.checkModules(false);
        backend.addBuiltins(org.jlixir.runtime.erlang.Builtins.CLASSES);
        backend.addBuiltins(CompilerBuiltins.CLASSES);
        backend.addBuiltins(java.util.List.of(ProcessStubs.class, ErlangStubs.class, IoStubs.class));
        if (Files.isDirectory(stdlib)) {
            try (Stream<Path> files = Files.walk(stdlib)) {
                files.filter(file -> file.toString().endsWith(".ex")).sorted().forEach(this::index);
            }
        }
        state.findModulesWith((_, module) -> find(module));
        backend.findWith(this::find);
    }

    /** With {@code Kernel} compiled, for tests of the compiler; diagnostics are not shown. */
    public static Workbench withKernel() throws IOException {
        Workbench bench = new Workbench(Path.of("../stdlib/lib"));
        bench.find(Atom.of("Elixir.Kernel"));
        bench.state.diagnostics().printTo((_, _) -> {});
        return bench;
    }

    /** Notes which modules a file defines at its top. */
    private void index(Path file) {
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("defmodule ") || line.startsWith("defprotocol ")) {
                    String name = line.split("[ ,]+")[1];
                    sources.put(name.startsWith(":") ? name.substring(1) : "Elixir." + name, file);
                }
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    public boolean find(Atom module) {
        Path file = sources.get(module.name());
        if (file == null || !compiled.add(file)) {
            return false;
        }
        boolean checks = state.checksModules();
        state.checkModules(false);
        try {
            compile(file);
        } finally {
            state.checkModules(checks);
        }
        return backend.isLoaded(self, module);
    }

    public void compile(Path file) {
        compiled.add(file);
        if (verbose) {
            System.err.println("compiling " + file);
        }
        try {
            Compiler.of(self).compileFile(SourceFile.ofBytes(file.toString(), Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    public Session session() {
        return Compiler.session(self);
    }

    /** Prints the expansion of each case of a file, cases being set apart by lines of three dashes. */
    void expandCases(Path file) throws IOException {
        for (String text : Files.readString(file).split("\n---\n")) {
            System.out.println("## " + text.strip());
            try {
                Object quoted = Compiler.of(self)
                        .parse(SourceFile.of("nofile", text), org.jlixir.grammar.source.ParseOptions.DEFAULT);
                System.out.println(org.jlixir.compiler.expand.Expander.expand(
                                session(), quoted, Compiler.of(self).topLevel("nofile"), 0, true)
                        .term());
            } catch (RuntimeException failure) {
                System.out.println(failure);
                if (Boolean.getBoolean("trace")) {
                    System.err.println(failure);
                }
            }
        }
    }

    /** Prints what each case of a file is told when it is compiled. */
    void printDiagnostics(Path file) throws IOException {
        for (String text : Files.readString(file).split("\n---\n")) {
            System.out.println("## " + text.strip());
            var earlier = state.diagnostics().collect(self, false);
            String result = "ok";
            try {
                Compiler.of(self).compileFile(SourceFile.of("nofile", text));
            } catch (org.jlixir.runtime.error.ElixirException failure) {
                result = failure.reason() instanceof org.jlixir.runtime.term.ElixirMap error
                        ? error.get(Atom.of("__struct__")) + ": "
                                + (error.get(Atom.of("message")) == null
                                        ? error.get(Atom.of("description"))
                                        : error.get(Atom.of("message")))
                        : failure.getMessage();
            } catch (RuntimeException failure) {
                result = failure.toString();
                if (Boolean.getBoolean("trace")) {
                    System.err.println(failure);
                }
            }
            for (var d : state.diagnostics().restore(self, earlier)) {
                System.out.println(d.severity().name().toLowerCase(Locale.ROOT) + " " + d.line() + ":" + d.column()
                        + " " + d.message());
            }
            System.out.println("=> " + result);
        }
    }

    /** Compiles Kernel and what {@code files} name. */
    public static void main(String[] args) throws Exception {
        Thread thread = new Thread(null, () -> run(args), "workbench", 1L << 30);
        thread.start();
        thread.join();
    }

    private static void run(String[] args) {
        long start = System.nanoTime();
        try {
            Workbench bench = new Workbench(Path.of(System.getProperty("stdlib", "stdlib/lib")));
            bench.verbose = Boolean.getBoolean("verbose");
            bench.find(Atom.of("Elixir.Kernel"));
            System.err.println("kernel " + (System.nanoTime() - start) / 1_000_000 + " ms");
            String cases = System.getProperty("cases");
            if (cases != null) {
                bench.expandCases(Path.of(cases));
            }
            String errors = System.getProperty("errors");
            if (errors != null) {
                bench.state.checkModules(true);
                bench.printDiagnostics(Path.of(errors));
            }
            for (String file : args) {
                try {
                    if (!bench.compiled.contains(Path.of(file))) {
                        bench.compile(Path.of(file));
                    }
                } catch (RuntimeException failure) {
                    System.err.println(file + ": " + failure);
                    if (Boolean.getBoolean("trace")) {
                        System.err.println(failure);
                    }
                }
            }
            System.err.println("missing: " + bench.backend.missing);
        } catch (IOException | RuntimeException failure) {
            System.err.println(failure);
        }
        System.err.println("total " + (System.nanoTime() - start) / 1_000_000 + " ms");
    }
}
