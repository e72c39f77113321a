package org.jlixir.compiler.codegen;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Variable;
import org.jlixir.runtime.code.ClosureFun;
import org.jlixir.runtime.code.ClosureShape;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.term.Fun;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the class of a function value: its environment in fields, its call a static method of the module's class that takes
 * the environment before the arguments.
 */
final class ClosureEmitter {
    private static final String CLOSURE = Type.getInternalName(ClosureFun.class);
    private static final String SHAPE = Type.getInternalName(ClosureShape.class);

    private ClosureEmitter() {}

    /** @return the internal name of the class */
    static String emit(ClassContext owner, Core.Closure closure, int index) {
        String name = owner.className + "$f" + index;
        List<Variable> parameters = new ArrayList<>(closure.captured());
        parameters.addAll(closure.parameters());
        // On the BEAM, too, what is captured counts in the frames of stack traces.
        String method = ModuleNames.methodName(closure.name(), parameters.size()) + "$" + index;
        new FunctionEmitter(owner).closureBody(method, parameters, closure);

        ClassWriter writer = ClassContext.newWriter();
        writer.visit(Opcodes.V25, Opcodes.ACC_FINAL, name, null, CLOSURE, null);
        writer.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, "SHAPE", Types.descriptor(SHAPE), null, null);
        int captured = closure.captured().size();
        for (int i = 0; i < captured; i++) {
            writer.visitField(Opcodes.ACC_FINAL, "c" + i, Types.descriptor(Types.OBJECT), null, null);
        }
        if (captured == 0) {
            writer.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, "INSTANCE", Types.descriptor(name), null, null);
        } else {
            environment(writer, name, captured);
        }
        initialise(writer, name, owner, closure, index, captured == 0);
        constructor(writer, name, captured);
        call(writer, name, owner.className, method, closure.parameters().size(), captured);
        owner.classes.put(name, writer.toByteArray());
        return name;
    }

    private static void initialise(
            ClassWriter writer, String name, ClassContext owner, Core.Closure closure, int index, boolean single) {
        MethodVisitor mv = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        mv.visitCode();
        mv.visitLdcInsn(owner.module.name());
        mv.visitLdcInsn(closure.name());
        Types.push(mv, closure.parameters().size());
        Types.push(mv, index);
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                SHAPE,
                "of",
                "(Ljava/lang/String;Ljava/lang/String;II)" + Types.descriptor(SHAPE),
                false);
        mv.visitFieldInsn(Opcodes.PUTSTATIC, name, "SHAPE", Types.descriptor(SHAPE));
        if (single) {
            mv.visitTypeInsn(Opcodes.NEW, name);
            mv.visitInsn(Opcodes.DUP);
            mv.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", "()V", false);
            mv.visitFieldInsn(Opcodes.PUTSTATIC, name, "INSTANCE", Types.descriptor(name));
        }
        mv.visitInsn(Opcodes.RETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private static void constructor(ClassWriter writer, String name, int captured) {
        MethodVisitor mv = writer.visitMethod(
                0, "<init>", "(" + Types.descriptor(Types.OBJECT).repeat(captured) + ")V", null, null);
        mv.visitCode();
        mv.visitVarInsn(Opcodes.ALOAD, 0);
        mv.visitFieldInsn(Opcodes.GETSTATIC, name, "SHAPE", Types.descriptor(SHAPE));
        mv.visitMethodInsn(Opcodes.INVOKESPECIAL, CLOSURE, "<init>", "(" + Types.descriptor(SHAPE) + ")V", false);
        for (int i = 0; i < captured; i++) {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            mv.visitVarInsn(Opcodes.ALOAD, 1 + i);
            mv.visitFieldInsn(Opcodes.PUTFIELD, name, "c" + i, Types.descriptor(Types.OBJECT));
        }
        mv.visitInsn(Opcodes.RETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private static void environment(ClassWriter writer, String name, int captured) {
        MethodVisitor mv = writer.visitMethod(Opcodes.ACC_PUBLIC, "environment", "()[Ljava/lang/Object;", null, null);
        mv.visitCode();
        Types.push(mv, captured);
        mv.visitTypeInsn(Opcodes.ANEWARRAY, Types.OBJECT);
        for (int i = 0; i < captured; i++) {
            mv.visitInsn(Opcodes.DUP);
            Types.push(mv, i);
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            mv.visitFieldInsn(Opcodes.GETFIELD, name, "c" + i, Types.descriptor(Types.OBJECT));
            mv.visitInsn(Opcodes.AASTORE);
        }
        mv.visitInsn(Opcodes.ARETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private static void call(ClassWriter writer, String name, String target, String method, int arity, int captured) {
        boolean direct = arity <= Fun.MAX_DIRECT_ARITY;
        MethodVisitor mv = direct
                ? writer.visitMethod(Opcodes.ACC_PUBLIC, "call" + arity, Types.function(arity), null, null)
                : writer.visitMethod(
                        Opcodes.ACC_PUBLIC,
                        "callMany",
                        "(" + Types.descriptor(Types.PROC) + "[Ljava/lang/Object;)Ljava/lang/Object;",
                        null,
                        null);
        mv.visitCode();
        mv.visitVarInsn(Opcodes.ALOAD, 1);
        for (int i = 0; i < captured; i++) {
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            mv.visitFieldInsn(Opcodes.GETFIELD, name, "c" + i, Types.descriptor(Types.OBJECT));
        }
        pushArguments(mv, arity, 2);
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, target, method, Types.function(captured + arity), false);
        mv.visitInsn(Opcodes.ARETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    /** Pushes the arguments of a {@code callN} or {@code callMany} method, which start at a local variable. */
    static void pushArguments(MethodVisitor mv, int arity, int from) {
        if (arity <= Fun.MAX_DIRECT_ARITY) {
            for (int i = 0; i < arity; i++) {
                mv.visitVarInsn(Opcodes.ALOAD, from + i);
            }
            return;
        }
        for (int i = 0; i < arity; i++) {
            mv.visitVarInsn(Opcodes.ALOAD, from);
            Types.push(mv, i);
            mv.visitInsn(Opcodes.AALOAD);
        }
    }
}
