package org.jlixir.compiler.codegen;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.TreeMap;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.code.FrameLines;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.TraceClassVisitor;

/** The classes of a module as text, by name: {@code --dump=bytecode}. */
public final class BytecodeDump {
    private BytecodeDump() {}

    public static String of(CompiledModule module) {
        StringWriter out = new StringWriter();
        for (byte[] bytes : new TreeMap<>(module.classes()).values()) {
            new ClassReader(bytes).accept(new SourceLines(new TraceClassVisitor(new PrintWriter(out))), 0);
        }
        return out.toString();
    }

    /** Shows the lines of the source, without what else their numbers tell. */
    private static final class SourceLines extends ClassVisitor {
        SourceLines(ClassVisitor out) {
            super(Opcodes.ASM9, out);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitLineNumber(int number, Label start) {
                    int line = FrameLines.line(name, number);
                    if (line > 0) {
                        super.visitLineNumber(line, start);
                    }
                }
            };
        }
    }
}
