package org.jlixir.repl.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jlixir.compiler.ProtocolImplementations;
import org.jlixir.runtime.code.CodeServer;
import org.jlixir.runtime.code.ExternalFun;
import org.jlixir.runtime.erlang.JlixirSystem;
import org.jlixir.runtime.etf.TermDecoder;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.resource.ProgramJar;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** The entry point of a jar that {@code jlixir compile} has made. */
public final class JarMain {
    private static final Atom PROGRAM = Atom.of("Elixir.Jlixir.Program");

    private static final Atom MAIN = Atom.of("main");

    /** The property that lets the jar show the JVM what it needs at start, instead of running its program. */
    static final String TRAINING = "jlixir.training";

    private static final String RESOURCES = "priv/";

    private JarMain() {}

    public static void main(String[] arguments) {
        ElixirMap program = program();
        if (Boolean.getBoolean(TRAINING)) {
            Object modules = program.getOrFail(Atom.of("modules"));
            System.exit(new Program()
                    .run(List.of(), self -> self.node().code().call(self, PROGRAM, Atom.of("train"), modules)));
        }
        Object main = program.getOrFail(Atom.of("main"));
        if (main == Atom.NIL) {
            System.err.println("this jar has no program: it was compiled without --main");
            System.exit(1);
        }
        JvmEnd.exit(new Program().run(List.of(arguments), self -> run(self, program, (Atom) main)));
    }

    private static Object run(Proc self, ElixirMap program, Atom main) {
        self.node().code().path().setResources(() -> Resources.of(self.node()).folder);
        Map<Atom, Object> protocols = new HashMap<>();
        for (Object pair : TermList.toJava(program.getOrFail(Atom.of("protocols")))) {
            protocols.put((Atom) ((Tuple) pair).get(0), ((Tuple) pair).get(1));
        }
        if (!protocols.isEmpty()) {
            ProtocolImplementations.of(self.node()).fix(protocols);
        }
        return call(self, main);
    }

    private static Object call(Proc self, Atom main) {
        CodeServer code = self.node().code();
        Fun withArguments = code.lookup(self, main, MAIN, 1);
        if (withArguments != null) {
            self.apply1(withArguments, JlixirSystem.argv(self));
            return 0L;
        }
        Fun plain = code.lookup(self, main, MAIN, 0);
        if (plain != null) {
            self.apply0(plain);
            return 0L;
        }
        return code.call(self, PROGRAM, Atom.of("start"), main);
    }

    private static ElixirMap program() {
        byte[] program = ProgramJar.find("META-INF/jlixir/program");
        if (program == null) {
            throw new IllegalStateException("this jar was not made by 'jlixir compile'");
        }
        return (ElixirMap) TermDecoder.decode(Bitstring.ofBytes(program), false, ExternalFun::new)
                .term();
    }

    /** The resources of the jar as files, which programs expect them to be: unpacked when first asked for, until the JVM ends. */
    private static final class Resources {
        private final Path folder;

        private Resources(Path folder) {
            this.folder = folder;
        }

        static Resources of(Node node) {
            return node.state(Resources.class, Resources::unpack);
        }

        private static Resources unpack() {
            try {
                Path folder = Files.createTempDirectory("jlixir-");
                try (JarFile jar = new JarFile(System.getProperty("java.class.path"))) {
                    for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                        JarEntry entry = entries.nextElement();
                        Path file = folder.resolve(entry.getName()).normalize();
                        if (entry.getName().startsWith(RESOURCES) && file.startsWith(folder) && !entry.isDirectory()) {
                            Files.createDirectories(file.getParent());
                            try (InputStream in = jar.getInputStream(entry)) {
                                Files.copy(in, file);
                            }
                        }
                    }
                }
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                return new Resources(folder);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static void delete(Path folder) {
            try (var files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException _) {
                // It is in the folder for temporary files.
            }
        }
    }
}
