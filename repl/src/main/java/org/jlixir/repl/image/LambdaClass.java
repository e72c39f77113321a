package org.jlixir.repl.image;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class that stands for a lambda expression or method reference: what {@code LambdaMetafactory} would make when it is first
 * evaluated. It is of the same nest as the class with the expression, whose private methods it calls.
 */
final class LambdaClass {
    private static final String INSTANCE = "INSTANCE";

    private final String name;
    private final Type factory;
    private final Handle target;

    /** @param factory from the captured values to the interface */
    LambdaClass(String name, Type factory, Handle target) {
        this.name = name;
        this.factory = factory;
        this.target = target;
    }

    /**
     * @param method the interface's method, {@code erased} its type in the interface
     * @param actual its type where the lambda is written
     * @param factoryName the name of the static method that makes an instance, of the factory's type
     */
    byte[] write(String nestHost, String factoryName, String method, Type erased, Type actual) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        String implemented = factory.getReturnType().getInternalName();
        writer.visit(
                Opcodes.V25,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                name,
                null,
                "java/lang/Object",
                new String[] {implemented});
        writer.visitNestHost(nestHost);
        Type[] captured = factory.getArgumentTypes();
        for (int i = 0; i < captured.length; i++) {
            writer.visitField(
                            Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, field(i), captured[i].getDescriptor(), null, null)
                    .visitEnd();
        }
        writeConstructor(writer, captured);
        writeFactory(writer, factoryName, captured);
        writeMethod(writer, method, captured, erased, actual);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static String field(int index) {
        return "captured" + index;
    }

    private void writeConstructor(ClassWriter writer, Type[] captured) {
        MethodVisitor code = writer.visitMethod(
                Opcodes.ACC_PRIVATE, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, captured), null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        int local = 1;
        for (int i = 0; i < captured.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitVarInsn(captured[i].getOpcode(Opcodes.ILOAD), local);
            code.visitFieldInsn(Opcodes.PUTFIELD, name, field(i), captured[i].getDescriptor());
            local += captured[i].getSize();
        }
        end(code, Opcodes.RETURN);
    }

    /** One that captures nothing is the same object each time, as the JVM has it. */
    private void writeFactory(ClassWriter writer, String factoryName, Type[] captured) {
        if (captured.length == 0) {
            String type = "L" + name + ";";
            writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, INSTANCE, type, null, null)
                    .visitEnd();
            MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
            code.visitCode();
            make(code, captured);
            code.visitFieldInsn(Opcodes.PUTSTATIC, name, INSTANCE, type);
            end(code, Opcodes.RETURN);
        }
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, factoryName, factory.getDescriptor(), null, null);
        code.visitCode();
        if (captured.length == 0) {
            code.visitFieldInsn(Opcodes.GETSTATIC, name, INSTANCE, "L" + name + ";");
        } else {
            make(code, captured);
        }
        end(code, Opcodes.ARETURN);
    }

    private void make(MethodVisitor code, Type[] captured) {
        code.visitTypeInsn(Opcodes.NEW, name);
        code.visitInsn(Opcodes.DUP);
        int local = 0;
        for (Type type : captured) {
            code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
            local += type.getSize();
        }
        code.visitMethodInsn(
                Opcodes.INVOKESPECIAL, name, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, captured), false);
    }

    private void writeMethod(ClassWriter writer, String method, Type[] captured, Type erased, Type actual) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method, erased.getDescriptor(), null, null);
        code.visitCode();
        boolean constructs = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        if (constructs) {
            code.visitTypeInsn(Opcodes.NEW, target.getOwner());
            code.visitInsn(Opcodes.DUP);
        }
        Type[] wanted = wanted();
        for (int i = 0; i < captured.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitFieldInsn(Opcodes.GETFIELD, name, field(i), captured[i].getDescriptor());
        }
        int local = 1;
        Type[] given = erased.getArgumentTypes();
        Type[] shown = actual.getArgumentTypes();
        for (int i = 0; i < given.length; i++) {
            code.visitVarInsn(given[i].getOpcode(Opcodes.ILOAD), local);
            TypeConversion.cast(code, given[i], shown[i]);
            TypeConversion.convert(code, shown[i], wanted[captured.length + i]);
            local += given[i].getSize();
        }
        call(code);
        Type result = constructs ? Type.getObjectType(target.getOwner()) : Type.getReturnType(target.getDesc());
        TypeConversion.convertResult(code, result, erased.getReturnType());
        end(code, erased.getReturnType().getOpcode(Opcodes.IRETURN));
    }

    /** The types of what the target takes, its receiver first. */
    private Type[] wanted() {
        Type[] parameters = Type.getArgumentTypes(target.getDesc());
        if (target.getTag() == Opcodes.H_INVOKESTATIC || target.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            return parameters;
        }
        Type[] all = new Type[parameters.length + 1];
        all[0] = Type.getObjectType(target.getOwner());
        System.arraycopy(parameters, 0, all, 1, parameters.length);
        return all;
    }

    private void call(MethodVisitor code) {
        int opcode = switch (target.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            default -> target.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        };
        code.visitMethodInsn(opcode, target.getOwner(), target.getName(), target.getDesc(), target.isInterface());
    }

    private static void end(MethodVisitor code, int opcode) {
        code.visitInsn(opcode);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
