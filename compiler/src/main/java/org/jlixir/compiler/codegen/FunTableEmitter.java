package org.jlixir.compiler.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.term.Fun;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the class whose instances are the functions of a module as values: one switch an arity. */
final class FunTableEmitter {
    private static final String TABLE = "[" + Types.descriptor(Types.MODULE_FUN);
    private static final String CREATE = "(" + Types.descriptor(Types.ATOM) + Types.descriptor(Types.ATOM) + "II)";

    /** In characters, of which each may take three bytes of 65,535. */
    private static final int MAX_TEXT = 20_000;

    /** What a method that leads to functions may hold, a call counted as {@link #CALL} and each of its arguments as one. */
    private static final int MAX_CASES = 4_000;

    private static final int CALL = 8;

    private FunTableEmitter() {}

    /** @param functions exported ones first */
    static void emit(ClassContext owner, List<CoreFunction> functions) {
        String name = owner.funClass();
        ClassWriter writer = ClassContext.newWriter();
        writer.visit(Opcodes.V25, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, name, null, Types.MODULE_FUN, null);
        int flags = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        writer.visitField(flags, "FUNCTIONS", TABLE, null, null);
        int exported = (int) functions.stream().filter(CoreFunction::exported).count();
        writer.visitField(flags, "EXPORTED", "I", null, exported);
        initialise(writer, name, owner, functions);
        constructor(writer);
        create(writer, name);
        Map<Integer, List<FunctionName>> byArity = functions.stream()
                .map(CoreFunction::name)
                .collect(Collectors.groupingBy(FunctionName::arity, TreeMap::new, Collectors.toList()));
        List<FunctionName> many = new ArrayList<>();
        byArity.forEach((arity, names) -> {
            if (arity <= Fun.MAX_DIRECT_ARITY) {
                call(writer, name, owner, "call" + arity, Types.function(arity), names);
            } else {
                many.addAll(names);
            }
        });
        if (!many.isEmpty()) {
            String descriptor = "(" + Types.descriptor(Types.PROC) + "[Ljava/lang/Object;)Ljava/lang/Object;";
            call(writer, name, owner, "callMany", descriptor, many);
        }
        owner.classes.put(name, writer.toByteArray());
    }

    private static void initialise(ClassWriter writer, String name, ClassContext owner, List<CoreFunction> functions) {
        MethodVisitor mv = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        mv.visitCode();
        mv.visitTypeInsn(Opcodes.NEW, name);
        mv.visitInsn(Opcodes.DUP);
        mv.visitInsn(Opcodes.ACONST_NULL);
        mv.visitInsn(Opcodes.ACONST_NULL);
        mv.visitInsn(Opcodes.ICONST_0);
        mv.visitInsn(Opcodes.ICONST_0);
        mv.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", CREATE + "V", false);
        mv.visitLdcInsn(owner.module.name());
        pushText(mv, functions.stream().map(function -> entry(function.name())).collect(Collectors.joining()));
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                Types.MODULE_FUN,
                "table",
                "(" + Types.descriptor(Types.MODULE_FUN) + "Ljava/lang/String;Ljava/lang/String;)" + TABLE,
                false);
        mv.visitFieldInsn(Opcodes.PUTSTATIC, name, "FUNCTIONS", TABLE);
        mv.visitInsn(Opcodes.RETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private static String entry(FunctionName function) {
        String name = function.name().toString();
        return function.arity() + " " + name.length() + ":" + name;
    }

    /** Pushes a text that may be longer than a constant of a class file. */
    private static void pushText(MethodVisitor mv, String text) {
        mv.visitLdcInsn(text.substring(0, Math.min(MAX_TEXT, text.length())));
        for (int from = MAX_TEXT; from < text.length(); from += MAX_TEXT) {
            mv.visitLdcInsn(text.substring(from, Math.min(from + MAX_TEXT, text.length())));
            mv.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    "java/lang/String",
                    "concat",
                    "(Ljava/lang/String;)Ljava/lang/String;",
                    false);
        }
    }

    private static void constructor(ClassWriter writer) {
        MethodVisitor mv = writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", CREATE + "V", null, null);
        mv.visitCode();
        mv.visitVarInsn(Opcodes.ALOAD, 0);
        pushParts(mv);
        mv.visitMethodInsn(Opcodes.INVOKESPECIAL, Types.MODULE_FUN, "<init>", CREATE + "V", false);
        mv.visitInsn(Opcodes.RETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private static void create(ClassWriter writer, String name) {
        MethodVisitor mv = writer.visitMethod(
                Opcodes.ACC_PROTECTED, "create", CREATE + Types.descriptor(Types.MODULE_FUN), null, null);
        mv.visitCode();
        mv.visitTypeInsn(Opcodes.NEW, name);
        mv.visitInsn(Opcodes.DUP);
        pushParts(mv);
        mv.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", CREATE + "V", false);
        mv.visitInsn(Opcodes.ARETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private static void pushParts(MethodVisitor mv) {
        mv.visitVarInsn(Opcodes.ALOAD, 1);
        mv.visitVarInsn(Opcodes.ALOAD, 2);
        mv.visitVarInsn(Opcodes.ILOAD, 3);
        mv.visitVarInsn(Opcodes.ILOAD, 4);
    }

    private static void call(
            ClassWriter writer,
            String name,
            ClassContext owner,
            String method,
            String descriptor,
            List<FunctionName> functions) {
        List<FunctionName> sorted = functions.stream()
                .sorted((one, other) -> Integer.compare(owner.indexes.get(one), owner.indexes.get(other)))
                .toList();
        List<List<FunctionName>> groups = groups(sorted);
        if (groups.size() == 1) {
            cases(writer, name, owner, method, method, descriptor, sorted);
            return;
        }
        MethodVisitor mv = writer.visitMethod(Opcodes.ACC_PUBLIC, method, descriptor, null, null);
        mv.visitCode();
        for (int i = 0; i < groups.size(); i++) {
            String group = method + "$" + i;
            cases(writer, name, owner, group, method, descriptor, groups.get(i));
            Label next = new Label();
            if (i + 1 < groups.size()) {
                mv.visitVarInsn(Opcodes.ALOAD, 0);
                mv.visitFieldInsn(Opcodes.GETFIELD, name, "index", "I");
                Types.push(mv, owner.indexes.get(groups.get(i + 1).getFirst()));
                mv.visitJumpInsn(Opcodes.IF_ICMPGE, next);
            }
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            pushCall(mv, method, sorted);
            mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, name, group, descriptor, false);
            mv.visitInsn(Opcodes.ARETURN);
            mv.visitLabel(next);
        }
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private static List<List<FunctionName>> groups(List<FunctionName> functions) {
        List<List<FunctionName>> groups = new ArrayList<>();
        int size = MAX_CASES;
        for (FunctionName function : functions) {
            size += CALL + function.arity();
            if (size > MAX_CASES) {
                groups.add(new ArrayList<>());
                size = CALL + function.arity();
            }
            groups.getLast().add(function);
        }
        return groups;
    }

    /** Pushes the process and the arguments of a method of this class. */
    private static void pushCall(MethodVisitor mv, String method, List<FunctionName> functions) {
        int count = method.equals("callMany") ? 1 : functions.getFirst().arity();
        for (int i = 0; i <= count; i++) {
            mv.visitVarInsn(Opcodes.ALOAD, 1 + i);
        }
    }

    /** @param overridden the method of the superclass that takes what no function here does */
    private static void cases(
            ClassWriter writer,
            String name,
            ClassContext owner,
            String method,
            String overridden,
            String descriptor,
            List<FunctionName> sorted) {
        MethodVisitor mv = writer.visitMethod(Opcodes.ACC_PUBLIC, method, descriptor, null, null);
        mv.visitCode();
        mv.visitVarInsn(Opcodes.ALOAD, 0);
        mv.visitFieldInsn(Opcodes.GETFIELD, name, "index", "I");
        Label other = new Label();
        Label[] labels = sorted.stream().map(_ -> new Label()).toArray(Label[]::new);
        int[] keys = sorted.stream().mapToInt(owner.indexes::get).toArray();
        mv.visitLookupSwitchInsn(other, keys, labels);
        for (int i = 0; i < labels.length; i++) {
            FunctionName function = sorted.get(i);
            mv.visitLabel(labels[i]);
            mv.visitVarInsn(Opcodes.ALOAD, 1);
            ClosureEmitter.pushArguments(mv, function.arity(), 2);
            mv.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    owner.className,
                    ModuleNames.methodName(function.name().name(), function.arity()),
                    Types.function(function.arity()),
                    false);
            mv.visitInsn(Opcodes.ARETURN);
        }
        mv.visitLabel(other);
        // Another arity than the function's: the superclass raises.
        mv.visitVarInsn(Opcodes.ALOAD, 0);
        pushCall(mv, overridden, sorted);
        mv.visitMethodInsn(Opcodes.INVOKESPECIAL, Types.MODULE_FUN, overridden, descriptor, false);
        mv.visitInsn(Opcodes.ARETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }
}
