package org.jlixir.repl.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Replaces in one class the calls that {@link WithoutBootstraps} speaks of by calls of static methods. */
final class ClassRewriter extends ClassVisitor {
    private static final String LAMBDA = "java/lang/invoke/LambdaMetafactory.metafactory";
    private static final String TYPE_SWITCH = "java/lang/runtime/SwitchBootstraps.typeSwitch";
    private static final String MAKE = "make";

    /** A method that is to be made: it answers the index of the first type that its argument is of. */
    private record TypeSwitch(String name, String descriptor, List<Type> types) {}

    private final WithoutBootstraps jar;
    private final List<TypeSwitch> switches = new ArrayList<>();
    private String name = "";
    private String nestHost = "";
    private boolean isInterface;
    private int lambdas;

    ClassRewriter(ClassVisitor next, WithoutBootstraps jar) {
        super(Opcodes.ASM9, next);
        this.jar = jar;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String parent,
            String @Nullable [] interfaces) {
        this.name = name;
        nestHost = name;
        isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
        super.visit(version, access, name, signature, parent, interfaces);
    }

    @Override
    public void visitNestHost(String host) {
        nestHost = host;
        super.visitNestHost(host);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, method, descriptor, signature, exceptions)) {
            @Override
            public void visitInvokeDynamicInsn(
                    String interfaceMethod, String type, Handle bootstrap, Object... arguments) {
                String kind = bootstrap.getOwner() + "." + bootstrap.getName();
                if (kind.equals(LAMBDA)) {
                    visitMethodInsn(Opcodes.INVOKESTATIC, lambda(interfaceMethod, type, arguments), MAKE, type, false);
                } else if (kind.equals(TYPE_SWITCH) && Arrays.stream(arguments).allMatch(Type.class::isInstance)) {
                    visitMethodInsn(Opcodes.INVOKESTATIC, name, typeSwitch(type, arguments), type, isInterface);
                } else if (kind.equals(RecordMethods.BOOTSTRAP) && RecordMethods.has(interfaceMethod)) {
                    visitMethodInsn(
                            Opcodes.INVOKESTATIC, name, recordMethod(interfaceMethod, type, arguments), type, false);
                } else {
                    super.visitInvokeDynamicInsn(interfaceMethod, type, bootstrap, arguments);
                }
            }
        };
    }

    /** @return the name of the class that is added */
    private String lambda(String interfaceMethod, String factory, Object[] arguments) {
        String added = name + "$$L" + lambdas++;
        jar.addMember(
                nestHost,
                added,
                new LambdaClass(added, Type.getMethodType(factory), (Handle) arguments[1])
                        .write(nestHost, MAKE, interfaceMethod, (Type) arguments[0], (Type) arguments[2]));
        return added;
    }

    /** @return the name of the method that is added */
    private String typeSwitch(String descriptor, Object[] types) {
        String added = "typeSwitch$" + switches.size();
        switches.add(new TypeSwitch(
                added, descriptor, Arrays.stream(types).map(Type.class::cast).toList()));
        return added;
    }

    /** @return the name of the method that is added */
    private String recordMethod(String method, String descriptor, Object[] arguments) {
        return new RecordMethods(arguments).write(method, descriptor, cv);
    }

    @Override
    public void visitEnd() {
        switches.forEach(this::write);
        super.visitEnd();
    }

    /**
     * The method takes the object and the index of the type to begin with, which is not 0 after a guard has refused the object; it
     * answers -1 for null, and how many types there are when the object is of none.
     */
    private void write(TypeSwitch typeSwitch) {
        MethodVisitor code = super.visitMethod(
                Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                typeSwitch.name,
                typeSwitch.descriptor,
                null,
                null);
        code.visitCode();
        Label present = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitJumpInsn(Opcodes.IFNONNULL, present);
        code.visitInsn(Opcodes.ICONST_M1);
        code.visitInsn(Opcodes.IRETURN);
        label(code, present);
        int index = 0;
        for (Type type : typeSwitch.types) {
            Label next = new Label();
            code.visitVarInsn(Opcodes.ILOAD, 1);
            integer(code, index);
            code.visitJumpInsn(Opcodes.IF_ICMPGT, next);
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitTypeInsn(Opcodes.INSTANCEOF, type.getInternalName());
            code.visitJumpInsn(Opcodes.IFEQ, next);
            integer(code, index++);
            code.visitInsn(Opcodes.IRETURN);
            label(code, next);
        }
        integer(code, index);
        code.visitInsn(Opcodes.IRETURN);
        code.visitMaxs(2, 2);
        code.visitEnd();
    }

    /** The variables are those at the method's beginning. */
    static void label(MethodVisitor code, Label label) {
        code.visitLabel(label);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }

    private static void integer(MethodVisitor code, int value) {
        if (value <= 5) {
            code.visitInsn(Opcodes.ICONST_0 + value);
        } else {
            code.visitIntInsn(value <= Byte.MAX_VALUE ? Opcodes.BIPUSH : Opcodes.SIPUSH, value);
        }
    }
}
