package org.jlixir.repl.cover;

import java.util.Set;
import org.jlixir.runtime.code.FrameLines;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Line numbers of generated classes as those of the source: {@link FrameLines} tells what else they hold. */
final class SourceLines {
    /** Functions that every module has; their line is that of {@code defmodule}. */
    private static final Set<String> OWN_FUNCTIONS = Set.of("__info__", "module_info");

    private SourceLines() {}

    /** The file that a class says it comes from; null for none. */
    static @Nullable String file(byte[] classFile) {
        String[] found = new String[1];
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public void visitSource(@Nullable String source, @Nullable String debug) {
                                found[0] = source;
                            }
                        },
                        ClassReader.SKIP_CODE);
        return found[0];
    }

    /** The class with the lines of its source; the instructions stay as they are. */
    static byte[] plain(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
                        return new MethodVisitor(Opcodes.ASM9, method) {
                            @Override
                            public void visitLineNumber(int number, Label start) {
                                int line = FrameLines.line(name, number);
                                if (line > 0 && !OWN_FUNCTIONS.contains(name.split("@", 2)[0])) {
                                    super.visitLineNumber(line, start);
                                }
                            }
                        };
                    }
                },
                0);
        return writer.toByteArray();
    }
}
