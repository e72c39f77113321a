package org.jlixir.repl.image;

import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The conversions between a method of an interface and what a lambda calls: casts, boxes, wider primitive types. */
final class TypeConversion {
    private static final Map<Integer, String> BOXES = Map.of(
            Type.BOOLEAN, "java/lang/Boolean",
            Type.CHAR, "java/lang/Character",
            Type.BYTE, "java/lang/Byte",
            Type.SHORT, "java/lang/Short",
            Type.INT, "java/lang/Integer",
            Type.LONG, "java/lang/Long",
            Type.FLOAT, "java/lang/Float",
            Type.DOUBLE, "java/lang/Double");

    private TypeConversion() {}

    /** From a type variable's erasure to the type that stands for it. */
    static void cast(MethodVisitor code, Type from, Type to) {
        if (isReference(to) && !from.equals(to) && !to.getInternalName().equals("java/lang/Object")) {
            code.visitTypeInsn(Opcodes.CHECKCAST, to.getInternalName());
        }
    }

    static void convert(MethodVisitor code, Type from, Type to) {
        if (from.equals(to)) {
            return;
        }
        if (isReference(from) && isReference(to)) {
            cast(code, from, to);
        } else if (isReference(from)) {
            unbox(code, from, to);
        } else if (isReference(to)) {
            String box = box(from);
            code.visitMethodInsn(
                    Opcodes.INVOKESTATIC, box, "valueOf", "(" + from.getDescriptor() + ")L" + box + ";", false);
        } else {
            widen(code, from, to);
        }
    }

    /** Nothing is to become of the result where the interface wants none. */
    static void convertResult(MethodVisitor code, Type from, Type to) {
        if (to.getSort() != Type.VOID) {
            convert(code, from, to);
        } else if (from.getSort() != Type.VOID) {
            code.visitInsn(from.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
        }
    }

    /** The class whose objects hold values of a primitive type. */
    static String box(Type primitive) {
        return BOXES.get(primitive.getSort());
    }

    static boolean isReference(Type type) {
        return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
    }

    private static void unbox(MethodVisitor code, Type from, Type to) {
        String box = BOXES.get(to.getSort());
        Type held = to;
        for (var entry : BOXES.entrySet()) {
            if (entry.getValue().equals(from.getInternalName())) {
                box = entry.getValue();
                held = primitive(entry.getKey());
            }
        }
        if (!box.equals(from.getInternalName())) {
            code.visitTypeInsn(Opcodes.CHECKCAST, box);
        }
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, box, held.getClassName() + "Value", "()" + held.getDescriptor(), false);
        widen(code, held, to);
    }

    private static Type primitive(int sort) {
        return switch (sort) {
            case Type.BOOLEAN -> Type.BOOLEAN_TYPE;
            case Type.CHAR -> Type.CHAR_TYPE;
            case Type.BYTE -> Type.BYTE_TYPE;
            case Type.SHORT -> Type.SHORT_TYPE;
            case Type.INT -> Type.INT_TYPE;
            case Type.LONG -> Type.LONG_TYPE;
            case Type.FLOAT -> Type.FLOAT_TYPE;
            default -> Type.DOUBLE_TYPE;
        };
    }

    private static void widen(MethodVisitor code, Type from, Type to) {
        switch (to.getSort()) {
            case Type.LONG -> {
                if (from.getSort() != Type.LONG) {
                    code.visitInsn(Opcodes.I2L);
                }
            }
            case Type.FLOAT -> {
                if (from.getSort() != Type.FLOAT) {
                    code.visitInsn(from.getSort() == Type.LONG ? Opcodes.L2F : Opcodes.I2F);
                }
            }
            case Type.DOUBLE -> {
                switch (from.getSort()) {
                    case Type.DOUBLE -> {}
                    case Type.LONG -> code.visitInsn(Opcodes.L2D);
                    case Type.FLOAT -> code.visitInsn(Opcodes.F2D);
                    default -> code.visitInsn(Opcodes.I2D);
                }
            }
            default -> {
                // The smaller types are ints for the JVM.
            }
        }
    }
}
