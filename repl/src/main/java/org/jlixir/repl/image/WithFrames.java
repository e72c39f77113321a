package org.jlixir.repl.image;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Gives the classes of a library that is compiled for Java 5 the stack map frames which the JVM has verified classes by since Java 6.
 * Without them each class is verified by inferring what they would say, at every start: an AOT cache does not take such classes.
 *
 * <p>In: the entries of a jar whose classes stand on the class path too. Out: the same, its classes as of Java 8.
 */
final class WithFrames {
    private static final String CLASS = ".class";

    private WithFrames() {}

    static Map<String, byte[]> rewrite(Map<String, byte[]> entries) {
        entries.replaceAll((name, bytes) -> name.endsWith(CLASS) && isOld(bytes) ? rewritten(bytes) : bytes);
        return entries;
    }

    private static boolean isOld(byte[] classFile) {
        return new ClassReader(classFile).readUnsignedShort(6) < Opcodes.V1_6;
    }

    private static byte[] rewritten(byte[] classFile) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public void visit(
                                    int version,
                                    int access,
                                    String name,
                                    @Nullable String signature,
                                    @Nullable String parent,
                                    String @Nullable [] interfaces) {
                                super.visit(Opcodes.V1_8, access, name, signature, parent, interfaces);
                            }
                        },
                        ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }
}
