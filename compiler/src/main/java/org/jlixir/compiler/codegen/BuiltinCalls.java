package org.jlixir.compiler.codegen;

import java.util.HashMap;
import java.util.Map;
import org.jlixir.runtime.code.BuiltinModules;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The calls of built-ins that may fail. Each goes through a small method of the module's class, so that a failure knows the
 * arguments: messages and stack traces show them. The JIT inlines it; at the place of the call its handler would be in the way.
 */
final class BuiltinCalls {
    private final ClassContext owner;
    private final Map<BuiltinModules.Entry, String> methods = new HashMap<>();

    BuiltinCalls(ClassContext owner) {
        this.owner = owner;
    }

    /** Writes the call; the process, if the built-in takes it, and the arguments are on the stack. */
    void call(MethodContext context, BuiltinModules.Entry entry) {
        String descriptor = entry.descriptor();
        if (entry.arity() == 0 || entry.traits().raises()) {
            context.call(entry.owner(), entry.method(), descriptor);
            return;
        }
        String method = methods.get(entry);
        if (method == null) {
            method = owner.methodName(entry.function().name());
            methods.put(entry, method);
            emit(owner.writer, method, descriptor, entry);
        }
        context.call(owner.className, method, descriptor);
    }

    private static void emit(ClassWriter writer, String name, String descriptor, BuiltinModules.Entry entry) {
        MethodVisitor mv = writer.visitMethod(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, name, descriptor, null, null);
        int first = entry.traits().takesProc() ? 1 : 0;
        Label from = new Label();
        Label to = new Label();
        Label failed = new Label();
        mv.visitCode();
        mv.visitLabel(from);
        for (int i = 0; i < first + entry.arity(); i++) {
            mv.visitVarInsn(Opcodes.ALOAD, i);
        }
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, entry.owner(), entry.method(), descriptor, false);
        mv.visitInsn(Opcodes.ARETURN);
        mv.visitLabel(to);
        mv.visitTryCatchBlock(from, to, failed, Types.EXCEPTION);
        mv.visitLabel(failed);
        mv.visitLdcInsn(entry.module().name());
        mv.visitLdcInsn(entry.function().name());
        Types.push(mv, entry.arity());
        mv.visitTypeInsn(Opcodes.ANEWARRAY, Types.OBJECT);
        for (int i = 0; i < entry.arity(); i++) {
            mv.visitInsn(Opcodes.DUP);
            Types.push(mv, i);
            mv.visitVarInsn(Opcodes.ALOAD, first + i);
            mv.visitInsn(Opcodes.AASTORE);
        }
        String exception = Types.descriptor(Types.EXCEPTION);
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                Types.CALLS,
                "outOf",
                "(" + exception + "Ljava/lang/String;Ljava/lang/String;[Ljava/lang/Object;)" + exception,
                false);
        mv.visitInsn(Opcodes.ATHROW);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }
}
