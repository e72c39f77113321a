package org.jlixir.stdlib;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jlixir.compiler.Backend;
import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.CompilerState;
import org.jlixir.compiler.CoreBackend;
import org.jlixir.compiler.NodeCompiler;
import org.jlixir.compiler.NodeModules;
import org.jlixir.compiler.codegen.Linker;
import org.jlixir.compiler.module.ModuleDefinition;
import org.jlixir.runtime.code.BuiltinModules;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.code.ModuleData;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.erlang.JlixirSystem;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;

/**
 * Compiles the standard library: {@code kernel.ex} first, then every other file; a module that another one needs at compile
 * time is compiled when it is asked for.
 *
 * <p>Each module is compiled twice: at once for this JVM, with calls that find whatever is loaded, and at the end for the
 * class files, with calls bound to the methods of the library.
 */
public final class LibraryBuild {
    private final Map<String, Path> sources = new HashMap<>();
    private final List<Path> files = new ArrayList<>();
    private final Set<Path> started = new HashSet<>();
    private final Map<Atom, ModuleDefinition> definitions = new LinkedHashMap<>();
    private final Set<String> unresolved = new java.util.TreeSet<>();
    private int failures;
    private int warnings;

    private LibraryBuild() {}

    /**
     * Arguments: the folder of sources, the folder for the classes. Exits with 1 when a file does not compile, or not without a
     * warning.
     */
    public static void main(String[] arguments) throws Exception {
        LibraryBuild build = new LibraryBuild();
        Thread thread =
                new Thread(null, () -> build.run(Path.of(arguments[0]), Path.of(arguments[1])), "build", 1L << 29);
        thread.start();
        thread.join();
        if (build.failures > 0) {
            System.err.println(build.failures + " files of the standard library do not compile");
        }
        if (build.warnings > 0) {
            System.err.println(build.warnings + " warnings in the standard library, which is to have none");
        }
        if (build.failures + build.warnings > 0) {
            System.exit(1);
        }
    }

    private void run(Path library, Path output) {
        try {
            // The output is on the class path: what an earlier build left there would be found instead of the sources.
            delete(output.resolve("Elixir"));
            delete(output.resolve("erlang"));
            index(library);
            Proc self = new Proc();
            CompilerState state = new CompilerState(new RecordingBackend(), new NodeModules());
            NodeCompiler.install(self, state);
            state.checkModules(false);
            // Modules that are partly written in Java are there before their Elixir part.
            state.options().put(Atom.of("ignore_module_conflict"), Atom.TRUE);
            state.findModulesWith(this::find);
            self.node().code().setAutoload(this::find);
            compile(self, library.resolve("elixir/kernel.ex"));
            for (Path file : files) {
                compile(self, file);
            }
            warnings = state.diagnostics().warnings();
            write(library.toAbsolutePath().normalize(), output);
            if (Boolean.getBoolean("jlixir.build.unresolved")) {
                unresolved.forEach(call -> System.err.println("unresolved: " + call));
            }
        } catch (IOException e) {
            System.err.println("cannot write the library: " + e.getMessage());
            failures++;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Notes which modules each file defines at its top. */
    private void index(Path library) throws IOException {
        try (Stream<Path> found = Files.walk(library)) {
            found.filter(file -> file.toString().endsWith(".ex")).sorted().forEach(files::add);
        }
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("defmodule ") || line.startsWith("defprotocol ")) {
                    String name = line.split("[ ,]+")[1];
                    sources.put(name.startsWith(":") ? name.substring(1) : "Elixir." + name, file);
                }
            }
        }
    }

    private boolean find(Proc self, Atom module) {
        Path file = sources.get(module.name());
        return file != null && compile(self, file) && self.node().code().find(module) != null;
    }

    private boolean compile(Proc self, Path file) {
        if (!started.add(file)) {
            return true;
        }
        try {
            Compiler.of(self).compileFile(Compiler.of(self).read(file.toString()));
            return true;
        } catch (RuntimeException failure) {
            failures++;
            System.err.println("** " + file + ": " + failure.getMessage());
            if (Boolean.getBoolean("jlixir.build.trace")) {
                failure.printStackTrace();
            }
            return false;
        }
    }

    private void write(Path library, Path output) throws IOException {
        CoreBackend backend = new CoreBackend(this::link);
        List<String> applications = new ArrayList<>();
        for (ModuleDefinition definition : definitions.values()) {
            // Its first folder is the application. Stack traces name files as their application does, lib/enum.ex, not
            // as this machine does.
            Path source = library.relativize(Path.of(definition.file()).toAbsolutePath());
            CompiledModule module =
                    backend.compile(definition.withFile("lib/" + source.subpath(1, source.getNameCount())));
            for (Map.Entry<String, byte[]> entry : module.classes().entrySet()) {
                Path file = output.resolve(entry.getKey() + ".class");
                Files.createDirectories(file.getParent());
                Files.write(file, entry.getValue());
            }
            ModuleData data = new ModuleData(module.attributes(), module.chunks());
            Files.write(output.resolve(ModuleData.resource(module.mainClass())), data.encode());
            applications.add(source.getName(0) + " " + definition.name().name());
        }
        Path list = output.resolve(JlixirSystem.LIBRARY_MODULES);
        Files.createDirectories(list.getParent());
        Files.write(list, applications);
    }

    /** In the class files a call of a library function is bound to its method. */
    private Linker.Link link(Atom module, Atom function, int arity) {
        BuiltinModules.Entry builtin = BuiltinModules.find(module, function, arity);
        if (builtin != null) {
            return new Linker.Link.Builtin(builtin);
        }
        ModuleDefinition definition = definitions.get(module);
        boolean exported = definition != null
                && definition.functions().stream()
                        .anyMatch(one -> one.exported() && one.name() == function && one.arity() == arity);
        if (!exported) {
            unresolved.add(module + "." + function + "/" + arity);
        }
        return exported ? new Linker.Link.Fixed(ModuleNames.className(module)) : new Linker.Link.Current();
    }

    /** In this JVM library modules come one by one, so calls between them follow what is loaded. */
    private static Linker.Link linkWhileBuilding(Atom module, Atom function, int arity) {
        BuiltinModules.Entry builtin = BuiltinModules.find(module, function, arity);
        return builtin != null ? new Linker.Link.Builtin(builtin) : new Linker.Link.Current();
    }

    private final class RecordingBackend implements Backend {
        private final CoreBackend backend = new CoreBackend(LibraryBuild::linkWhileBuilding);

        @Override
        public CompiledModule compile(ModuleDefinition module) {
            definitions.put(module.name(), module);
            return backend.compile(module);
        }

        @Override
        public Evaluation evaluate(Proc self, Statement statement) {
            return backend.evaluate(self, statement);
        }
    }
}
