package org.jlixir.compiler.erlang;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.jar.JarContent;
import org.jlixir.compiler.jar.RunningJars;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.code.ModuleBinary;
import org.jlixir.runtime.code.ModuleData;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.etf.TermEncoder;
import org.jlixir.runtime.file.WorkingDirectory;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** Writes programs as jars that run without jlixir being installed. */
@ErlangModule("jlixir_jar")
public final class JlixirJar {
    private JlixirJar() {}

    /**
     * Writes a jar with jlixir itself and the program. The file is there when all of it is written, or as it was before.
     *
     * @param file its name, a binary
     * @param binaries of the modules
     * @param program what {@code META-INF/jlixir/program} is to say
     * @param resources {@code [{name in the jar, file}]}
     * @param libraries further jars and folders whose content goes into it
     * @return {@code :ok}, or {@code {:error, message}}
     */
    @Builtin("write")
    public static Object write(
            Proc self, Object file, Object binaries, Object program, Object resources, Object libraries) {
        try {
            WorkingDirectory here = WorkingDirectory.of(self.node());
            JarContent content = new JarContent();
            for (Object binary : TermList.toJava(binaries)) {
                addModule(content, ((Bitstring) binary).toBytes());
            }
            content.add(
                    "META-INF/jlixir/program",
                    TermEncoder.encode(program, TermEncoder.Options.DEFAULT).toBytes());
            for (Object pair : TermList.toJava(resources)) {
                content.add(
                        ((Bitstring) ((Tuple) pair).get(0)).utf8(),
                        Files.readAllBytes(here.resolve(((Tuple) pair).get(1))));
            }
            List<Path> parts = new ArrayList<>();
            for (Object library : TermList.toJava(libraries)) {
                parts.add(here.resolve(library));
            }
            parts.addAll(RunningJars.needed());
            for (Path part : parts) {
                content.addAll(part);
            }
            content.write(here.resolve(file));
            return Atom.OK;
        } catch (IOException failure) {
            return Tuple.of(Atom.ERROR, Bitstring.of(reason(failure)));
        }
    }

    /** What has gone wrong; the message of some exceptions is the name of a file alone, which the user has never heard of. */
    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such file or folder";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    private static void addModule(JarContent content, byte[] binary) {
        CompiledModule module = ModuleBinary.decode(binary);
        if (module == null) {
            throw new IllegalArgumentException("no module");
        }
        module.classes().forEach((name, bytes) -> content.add(name + ".class", bytes));
        content.add(
                ModuleData.resource(module.mainClass()), new ModuleData(module.attributes(), module.chunks()).encode());
    }
}
