package org.jlixir.repl.image;

import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The {@code equals} and {@code hashCode} of a record as static methods: what {@code java.lang.runtime.ObjectMethods} would put together
 * from method handles when they are first called. Both mean the same; hashes may be other numbers.
 */
final class RecordMethods {
    static final String BOOTSTRAP = "java/lang/runtime/ObjectMethods.bootstrap";

    private static final int ACCESS = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    private static final String EQUALS = "equals";
    private static final String HASH_CODE = "hashCode";

    private final Type type;
    private final List<Handle> components;

    /** @param arguments of the bootstrap method: the record, the names of its components, their fields */
    RecordMethods(Object[] arguments) {
        type = (Type) arguments[0];
        components = Arrays.stream(arguments).skip(2).map(Handle.class::cast).toList();
    }

    /** True for the methods that can be written. */
    static boolean has(String method) {
        return method.equals(EQUALS) || method.equals(HASH_CODE);
    }

    /** @return the name of the method that is added to the record */
    String write(String method, String descriptor, ClassVisitor record) {
        String added = "record$" + method;
        MethodVisitor code = record.visitMethod(ACCESS, added, descriptor, null, null);
        code.visitCode();
        if (method.equals(EQUALS)) {
            equalsMethod(code);
        } else {
            hashCodeMethod(code);
        }
        // Two components of two words each, or a hash and the bits of one.
        code.visitMaxs(4, 2);
        code.visitEnd();
        return added;
    }

    private void hashCodeMethod(MethodVisitor code) {
        code.visitInsn(Opcodes.ICONST_0);
        for (Handle component : components) {
            code.visitIntInsn(Opcodes.BIPUSH, 31);
            code.visitInsn(Opcodes.IMUL);
            get(code, 0, component);
            Type of = Type.getType(component.getDesc());
            if (TypeConversion.isReference(of)) {
                invoke(code, "java/util/Objects", HASH_CODE, "(Ljava/lang/Object;)I");
            } else {
                invoke(code, TypeConversion.box(of), HASH_CODE, "(" + of.getDescriptor() + ")I");
            }
            code.visitInsn(Opcodes.IADD);
        }
        code.visitInsn(Opcodes.IRETURN);
    }

    private void equalsMethod(MethodVisitor code) {
        Label other = new Label();
        Label differ = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitJumpInsn(Opcodes.IF_ACMPNE, other);
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.IRETURN);
        ClassRewriter.label(code, other);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitTypeInsn(Opcodes.INSTANCEOF, type.getInternalName());
        code.visitJumpInsn(Opcodes.IFEQ, differ);
        for (Handle component : components) {
            get(code, 0, component);
            get(code, 1, component);
            Type of = Type.getType(component.getDesc());
            if (TypeConversion.isReference(of)) {
                invoke(code, "java/util/Objects", EQUALS, "(Ljava/lang/Object;Ljava/lang/Object;)Z");
                code.visitJumpInsn(Opcodes.IFEQ, differ);
            } else {
                // As the numbers' own classes compare: 0.0 and -0.0 differ, not-a-number equals itself.
                String descriptor = of.getDescriptor();
                invoke(code, TypeConversion.box(of), "compare", "(" + descriptor + descriptor + ")I");
                code.visitJumpInsn(Opcodes.IFNE, differ);
            }
        }
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.IRETURN);
        ClassRewriter.label(code, differ);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.IRETURN);
    }

    private void get(MethodVisitor code, int variable, Handle component) {
        code.visitVarInsn(Opcodes.ALOAD, variable);
        if (variable != 0) {
            code.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
        }
        code.visitFieldInsn(Opcodes.GETFIELD, type.getInternalName(), component.getName(), component.getDesc());
    }

    private static void invoke(MethodVisitor code, String owner, String method, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method, descriptor, false);
    }
}
