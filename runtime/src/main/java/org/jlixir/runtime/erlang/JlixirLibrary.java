package org.jlixir.runtime.erlang;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jlixir.runtime.code.BuiltinModules;
import org.jlixir.runtime.code.CodeServer;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.file.WorkingDirectory;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.resource.ProgramJar;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jspecify.annotations.Nullable;

/**
 * The module {@code :jlixir_library}: which modules jlixir comes with, and the folders in which its applications seem to stand, {@code
 * lib/jlixir-stdlib.jar/elixir/ebin}: as in the archives of Erlang, these are names within a file.
 */
@ErlangModule("jlixir_library")
public final class JlixirLibrary {
    private static final String FUNCTIONS = "$Fun.class";

    private final List<Object> names;

    private JlixirLibrary() {
        TreeSet<String> found = new TreeSet<>();
        BuiltinModules.names().forEach(name -> found.add(name.name()));
        try {
            for (Path part : List.of(place(CodeServer.class), place("Elixir/Enum" + FUNCTIONS))) {
                if (Files.isDirectory(part)) {
                    addFolder(found, part);
                } else {
                    addJar(found, part);
                }
            }
        } catch (IOException _) {
            // Then those written in Java have to do.
        }
        names = found.stream().<Object>map(Bitstring::of).toList();
    }

    private static Path place(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private static Path place(String resource) {
        String url = String.valueOf(CodeServer.class.getClassLoader().getResource(resource));
        int end = url.indexOf("!/");
        String path = url.substring(url.indexOf(File.separatorChar), end < 0 ? url.length() - resource.length() : end);
        return Path.of(path);
    }

    private static void addFolder(Set<String> found, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.forEach(file -> add(found, folder.relativize(file).toString()));
        }
    }

    private static void addJar(Set<String> found, Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream().forEach(entry -> add(found, entry.getName()));
        }
    }

    private static void add(Set<String> found, String entry) {
        if (entry.endsWith(FUNCTIONS)) {
            Atom module = ModuleNames.moduleOf(entry.substring(0, entry.length() - FUNCTIONS.length()));
            if (module != null) {
                found.add(module.name());
            }
        }
    }

    /** The names of all modules, as binaries. */
    @Builtin("modules")
    public static Object modules(Proc self) {
        return TermList.from(self.node().state(JlixirLibrary.class, JlixirLibrary::new).names);
    }

    /**
     * The text of a header file of one of Erlang's applications, as a binary; {@code :error} when jlixir has none of that name.
     *
     * @param name such as {@code kernel/include/file.hrl}
     */
    @Builtin("header")
    public static Object header(Object name) {
        byte[] text = ProgramJar.find("headers/" + Args.utf8(name));
        return text == null ? Atom.ERROR : Bitstring.ofBytes(text);
    }

    /** The folder in which the library's jar, or the folder of its classes, stands. */
    static String root() {
        return String.valueOf(place("Elixir/Enum" + FUNCTIONS).getParent());
    }

    /** Where the folders of the applications are that jlixir comes with. */
    static String applications() {
        return String.valueOf(place("Elixir/Enum" + FUNCTIONS));
    }

    /** The folder of an application that jlixir comes with, null for any other. */
    static @Nullable String folder(Atom application) {
        Object modules = JlixirSystem.libraryModules(application);
        return modules == EmptyList.NIL
                ? null
                : place("Elixir/Enum" + FUNCTIONS).resolve(application.name()).toString();
    }

    /** The files in the {@code ebin} of an application that jlixir comes with, as binaries; {@code :error} for another folder. */
    @Builtin("files")
    public static Object files(Proc self, Object folder) {
        Path path;
        try {
            path = WorkingDirectory.of(self.node()).resolve(folder);
        } catch (IOException _) {
            return Atom.ERROR;
        }
        Path application = path.getParent();
        if (!path.endsWith("ebin") || application == null || application.getFileName() == null) {
            return Atom.ERROR;
        }
        Atom name = Atom.of(application.getFileName().toString());
        if (!application.toString().equals(folder(name))) {
            return Atom.ERROR;
        }
        return TermList.from(TermList.toJava(JlixirSystem.libraryModules(name)).stream()
                .<Object>map(module -> Bitstring.of(((Atom) module).name() + ".beam"))
                .toList());
    }
}
