package org.jlixir.repl.profile;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.code.ModuleNames;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Which source the classes come from, which the recorder does not note: those of the program are looked at when they are loaded, those of
 * jlixir's libraries in its jars.
 *
 * <p>Safe for any thread.
 */
final class SourceFiles {
    /**
     * What a class comes from.
     *
     * @param name as the class file has it, empty if it does not say
     */
    record Source(String name, boolean own) {}

    private static final Source UNKNOWN = new Source("", false);

    private final Map<String, Source> sources = new ConcurrentHashMap<>();
    private final String script;

    /** @param script where code comes from that stands in no module */
    SourceFiles(String script) {
        this.script = script;
    }

    /** Takes note of the classes of a module that the program loads. @return these */
    Map<String, byte[]> note(Map<String, byte[]> module) {
        module.forEach((name, bytes) -> sources.put(name.replace('/', '.'), new Source(source(bytes), true)));
        return module;
    }

    /** The source of a class by its binary name. */
    Source of(String className) {
        return ModuleNames.isEvaluation(className)
                ? new Source(script, true)
                : sources.computeIfAbsent(className, SourceFiles::ofLibrary);
    }

    private static Source ofLibrary(String className) {
        try (InputStream in =
                SourceFiles.class.getClassLoader().getResourceAsStream(className.replace('.', '/') + ".class")) {
            return in == null ? UNKNOWN : new Source(source(in.readAllBytes()), false);
        } catch (IOException _) {
            return UNKNOWN;
        }
    }

    private static String source(byte[] classFile) {
        String[] found = {""};
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitSource(@Nullable String source, @Nullable String debug) {
                                found[0] = source == null ? "" : source;
                            }
                        },
                        ClassReader.SKIP_CODE);
        return found[0];
    }
}
